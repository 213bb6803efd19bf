// Two hundred timers fall due together; each takes a little, the last is very late.
for (let i = 0; i < 200; i++) {
  setTimeout(() => {
    const until = performance.now() + 1;
    while (performance.now() < until);
    if (i === 199) console.log('last');
  }, 10);
}
