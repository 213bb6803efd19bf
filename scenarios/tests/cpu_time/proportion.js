// Prints what six kinds of work take, in milliseconds.
function time(work) {
  const began = performance.now();
  work();
  console.log(performance.now() - began);
}

function turns(count) {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += i;
  return sum;
}

function add(a, b) {
  return a + b;
}

time(() => turns(10_000_000));
time(() => turns(100_000_000));
time(() => {
  let sum = 0;
  for (let i = 0; i < 1_000_000; i++) sum = add(sum, i);
  return sum;
});
const rows = Array.from({ length: 20_000 }, (_, i) => ({ i, name: `row ${i}` }));
time(() => JSON.parse(JSON.stringify(rows)));
time(() => rows.map((row) => row.i % 1000).sort());
time(() => 'abc123 '.repeat(20_000).replace(/\d+/g, 'n'));
