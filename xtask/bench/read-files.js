// Small files read, 64 at a time.
const { readFile } = require('node:fs');
let left = Number(process.argv[2] ?? 100_000);
function next(error) {
  if (error) throw error;
  if (left-- > 0) readFile(__filename, next);
}
for (let reader = 0; reader < 64; reader++) next();
