// A long main script keeps nobody waiting: nothing was scheduled before it.
const until = Date.now() + 60;
while (Date.now() < until);
setTimeout(() => console.log('timer'), 10);
