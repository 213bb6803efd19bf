// A chain of ticks: each queues the next.
let left = Number(process.argv[2] ?? 1_000_000);
function tick() {
  if (--left > 0) process.nextTick(tick);
}
tick();
