// A check that answers by its exit code.
const isFine = [1, 2, 3].every((value) => value > 0);
process.exit(isFine ? 0 : 1);
