// The interval asks for 10 ms, its work takes 35: it drifts.
let beats = 0;
const beat = setInterval(() => {
  const until = performance.now() + 35;
  while (performance.now() < until);
  if (++beats === 3) clearInterval(beat);
}, 10);
setTimeout(() => console.log('should have come at 30 ms'), 30);
