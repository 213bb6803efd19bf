// As many turns of the loop as the first argument says, with timers, ticks and promises that pile up meanwhile.
const turns = Number(process.argv[2]);
let turn = 0;

setImmediate(function next() {
  process.nextTick(() => {});
  Promise.resolve().then(() => {});
  if (turn % 10 === 0) setTimeout(() => {}, 3_600_000).unref();
  if (turn % 100 === 0) console.log(`turn ${turn}`);
  if (++turn < turns) setImmediate(next);
});
