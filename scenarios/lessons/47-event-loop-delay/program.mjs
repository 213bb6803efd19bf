// nodes: 26
import { monitorEventLoopDelay } from "node:perf_hooks";

const histogram = monitorEventLoopDelay({ resolution: 20 });
histogram.enable();

setInterval(() => {
  console.log({
    meanMs: histogram.mean / 1e6,
    p99Ms: histogram.percentile(99) / 1e6,
    maxMs: histogram.max / 1e6,
  });
  histogram.reset();
}, 10_000).unref();

setTimeout(() => {
  const end = Date.now() + 300;
  while (Date.now() < end);
  console.log('blocked the loop for 300 ms');
}, 5_000);
setTimeout(() => console.log('end'), 21_000);
