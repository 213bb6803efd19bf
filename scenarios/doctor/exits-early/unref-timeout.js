// A single late flush, unref'd.
let pending = ['event'];
const timer = setTimeout(function flush() {
  console.log('flushed', pending.length);
}, 500);
timer.unref();
console.log('work is done');
