// nodes: 26
const { PerformanceObserver } = require('perf_hooks');
let collections = 0;
new PerformanceObserver((list) => { collections += list.getEntries().length; }).observe({ entryTypes: ['gc'] });

let most = 0;
let now = 0;
function request() {
  const objects = Array.from({ length: 20_000 }, (_, n) => ({ n, text: `item ${n}` }));
  now = process.memoryUsage().heapUsed;
  most = Math.max(most, now);
  return objects.length;
}

let requests = 0;
setImmediate(function serve() {
  request();
  requests += 1;
  if (requests < 100) return setImmediate(serve);
  setTimeout(() => {
    console.log(collections > 0 ? 'the collector ran' : 'the collector did not run');
    console.log(now < most ? 'memory rose and fell' : 'memory only rose');
  }, 10);
});
