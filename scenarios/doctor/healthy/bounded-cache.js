// A cache with a bound.
const cache = new Map();
let requests = 0;
const traffic = setInterval(() => {
  for (let i = 0; i < 20; i++) {
    cache.set(requests++, new Array(200).fill(requests));
    if (cache.size > 50) cache.delete(cache.keys().next().value);
  }
  if (requests === 1200) clearInterval(traffic);
}, 5);
