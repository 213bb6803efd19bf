// nodes: 18 20 26
require('fs').stat('.', () => console.log('file'));
setTimeout(() => console.log('timer, 1 ms'), 1);
setImmediate(() => console.log('immediate'));
const end = Date.now() + 30;
process.nextTick(function again() {
  if (Date.now() < end) process.nextTick(again);
  else console.log('last tick, 30 ms later');
});
