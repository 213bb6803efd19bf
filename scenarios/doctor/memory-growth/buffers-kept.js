// The heap looks fine: the memory is in Buffers, outside of it.
const kept = [];
let rounds = 0;
const traffic = setInterval(function receive() {
  kept.push(Buffer.alloc(400_000, 1));
  if (++rounds === 100) clearInterval(traffic);
}, 5);
