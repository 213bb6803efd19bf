// A guard that shall not fire: long, and unref'd.
setTimeout(() => {
  throw new Error('took too long');
}, 10_000).unref();
setTimeout(() => console.log('done'), 20);
