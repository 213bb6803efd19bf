// Recursion with setImmediate leaves room for everyone.
let left = 500;
setImmediate(function again() {
  if (--left > 0) setImmediate(again);
  else console.log('done');
});
