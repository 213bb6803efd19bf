// A chain of immediates: a turn of the loop for each.
let left = Number(process.argv[2] ?? 1_000_000);
function immediate() {
  if (--left > 0) setImmediate(immediate);
}
immediate();
