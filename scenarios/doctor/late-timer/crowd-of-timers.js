// Sixty timers fall due together; each takes a little, the last is very late.
for (let i = 0; i < 60; i++) {
  setTimeout(() => {
    const until = performance.now() + 1;
    while (performance.now() < until);
    if (i === 59) console.log('last');
  }, 10);
}
