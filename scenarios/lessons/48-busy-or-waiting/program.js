// nodes: 18 20 26
const { eventLoopUtilization } = require('perf_hooks').performance;

function during(name, work) {
  return new Promise((resolve) => {
    const before = eventLoopUtilization();
    work(() => {
      const { utilization } = eventLoopUtilization(before);
      console.log(`${name}: ${utilization > 0.5 ? 'the loop is busy' : 'the loop waits'}`);
      resolve();
    });
  });
}

setTimeout(async () => {
  await during('computing for 100 ms', (done) => {
    const end = Date.now() + 100;
    while (Date.now() < end);
    setTimeout(done, 1);
  });
  await during('a database that takes 100 ms', (done) => setTimeout(done, 100));
}, 20);
