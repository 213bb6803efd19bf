// nodes: 18 20 26
const MB = 1024 * 1024;
const cache = new Map();
const bounded = new Map();

function remember(map, key, limit) {
  map.set(key, Buffer.alloc(MB));
  if (map.size > limit) map.delete(map.keys().next().value);
}

const before = process.memoryUsage();
for (let request = 0; request < 50; request++) {
  remember(cache, request, Infinity);
  remember(bounded, request, 5);
}
const after = process.memoryUsage();
console.log(`cache ${cache.size} MB, bounded cache ${bounded.size} MB`);
console.log(`outside the heap: ${after.external - before.external > 50 * MB ? 'more than 50 MB' : 'little'}`);
console.log(`inside the heap: ${after.heapUsed - before.heapUsed > 5 * MB ? 'much' : 'little'}`);
