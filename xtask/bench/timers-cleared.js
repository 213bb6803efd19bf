// Timers set and cleared again, as timeouts of requests are.
const timers = Number(process.argv[2] ?? 200_000);
const waiting = [];
for (let index = 0; index < timers; index++) {
  waiting.push(setTimeout(() => {}, 1_000 + (index % 1_000)));
  if (waiting.length === 100) waiting.splice(0).forEach(clearTimeout);
}
waiting.forEach(clearTimeout);
