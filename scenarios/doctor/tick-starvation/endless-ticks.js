// Ticks without end: nothing else will ever run.
setTimeout(() => console.log('never'), 1);
function again() {
  process.nextTick(again);
}
again();
