// The main script computes while a timer it has set falls due.
setTimeout(() => console.log('due at 10 ms'), 10);
const until = Date.now() + 70;
while (Date.now() < until);
