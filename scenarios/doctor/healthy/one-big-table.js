// A big table, made once: it does not grow.
const table = Array.from({ length: 100_000 }, (_, i) => i * i);
let rounds = 0;
const traffic = setInterval(() => {
  if (table[rounds] < 0 || ++rounds === 50) clearInterval(traffic);
}, 5);
