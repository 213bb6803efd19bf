// One timer's callback keeps the thread, and the short timer behind it fires late.
setTimeout(function report() {
  const until = Date.now() + 60;
  while (Date.now() < until);
}, 5);
setTimeout(() => console.log('should have come at 10 ms'), 10);
