// Ten callbacks of every kind: what a search runs over and over.
const fs = require('fs');
setTimeout(() => console.log('a'), 1);
setTimeout(() => console.log('b'), 2);
setImmediate(() => console.log('c'));
process.nextTick(() => console.log('d'));
Promise.resolve().then(() => console.log('e'));
fs.stat('.', () => {
  console.log('f');
  setImmediate(() => console.log('g'));
});
fs.readFile(__filename, () => console.log('h'));
queueMicrotask(() => console.log('i'));
setTimeout(() => console.log('j'), 1);
