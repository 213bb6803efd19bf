// nodes: 18 20 26
let beats = 0;
const interval = setInterval(() => {
  beats += 1;
  console.log(`beat ${beats}`);
  if (beats === 1) {
    const end = Date.now() + 100;
    while (Date.now() < end);
    console.log('beat 1 has taken 100 ms');
  }
  if (beats === 3) clearInterval(interval);
}, 40);
setTimeout(() => console.log('one-shot, 160 ms'), 160);
