// Every request leaves something in the cache, nothing ever leaves it.
const cache = new Map();
let requests = 0;
const traffic = setInterval(function handle() {
  for (let i = 0; i < 20; i++) cache.set(`key ${requests++}`, new Array(4000).fill(requests));
  if (requests === 1200) clearInterval(traffic);
}, 5);
