// nodes: 18 20 26
setTimeout(() => console.log('A: 40 ms, due at 40'), 40);
setTimeout(() => {
  setTimeout(() => console.log('B: 40 ms, due at 70'), 40);
  setTimeout(() => console.log('C: 15 ms, due at 45'), 15);
  const end = Date.now() + 60;
  while (Date.now() < end);
  console.log('long callback ends, at 90');
}, 30);
