// The note's delay monitor beside a program that has nothing to hide.
const { monitorEventLoopDelay } = require('perf_hooks');
const histogram = monitorEventLoopDelay({ resolution: 20 });
histogram.enable();
setInterval(() => histogram.reset(), 50).unref();
setTimeout(() => console.log('done'), 120);
