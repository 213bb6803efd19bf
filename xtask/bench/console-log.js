// Lines printed one by one.
const lines = Number(process.argv[2] ?? 100_000);
for (let line = 0; line < lines; line++) console.log('line', line);
