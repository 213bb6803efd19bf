// The main script computes while a timer it has set falls due.
setTimeout(() => console.log('due at 10 ms'), 10);
const until = Date.now() + 250;
while (Date.now() < until);
