// nodes: 18 20 26
Promise.resolve().then(() => Promise.resolve()).then(() => console.log('returned a promise'));
Promise.resolve()
  .then(() => console.log('hop 1'))
  .then(() => console.log('hop 2'))
  .then(() => console.log('hop 3'))
  .then(() => console.log('hop 4'));
queueMicrotask(() => console.log('queueMicrotask'));
