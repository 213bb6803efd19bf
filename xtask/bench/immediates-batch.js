// Immediates that one check phase runs.
const immediates = Number(process.argv[2] ?? 1_000_000);
let run = 0;
for (let index = 0; index < immediates; index++) setImmediate(() => run++);
