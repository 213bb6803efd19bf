// A long main script keeps nobody waiting: nothing was scheduled before it.
const until = Date.now() + 150;
while (Date.now() < until);
setTimeout(() => console.log('timer'), 10);
