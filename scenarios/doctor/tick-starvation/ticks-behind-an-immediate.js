// The same within a callback: the next immediate waits for every tick.
let left = 3000;
setImmediate(() => process.nextTick(function again() {
  if (--left > 0) process.nextTick(again);
}));
setImmediate(() => console.log('the immediate behind it'));
setTimeout(() => console.log('timer'), 5);
