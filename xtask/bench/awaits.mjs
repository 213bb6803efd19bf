// Awaits of what is no promise, one after the other.
const awaits = Number(process.argv[2] ?? 1_000_000);
for (let done = 0; done < awaits; done++) await done;
