// Work cut into slices with setImmediate: nobody waits long.
let left = 60;
function slice() {
  const until = performance.now() + 1;
  while (performance.now() < until);
  if (--left > 0) setImmediate(slice);
  else console.log('done');
}
slice();
setTimeout(() => console.log('in time'), 20);
