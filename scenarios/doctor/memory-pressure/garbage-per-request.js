// Every request makes megabytes that it throws away: memory rises with traffic and falls again.
let requests = 0;
const traffic = setInterval(function handle() {
  const rows = [];
  for (let i = 0; i < 30_000; i++) rows.push({ id: i, name: `row ${i}`, tags: [i, i + 1] });
  if (++requests === 30) {
    clearInterval(traffic);
    setTimeout(() => console.log('quiet again'), 200);
  }
}, 20);
