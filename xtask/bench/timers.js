// Timers of a hundred delays, all set at once.
const timers = Number(process.argv[2] ?? 1_000_000);
let fired = 0;
for (let index = 0; index < timers; index++) setTimeout(() => fired++, index % 100);
