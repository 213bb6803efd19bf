// A few hundred ticks in a row are no starvation.
let left = 300;
(function again() {
  if (--left > 0) process.nextTick(again);
  else console.log('done');
})();
setTimeout(() => console.log('timer'), 10);
