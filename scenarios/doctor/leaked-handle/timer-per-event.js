// Every round starts an interval and none is ever stopped.
const timers = [];
for (let i = 0; i < 12; i++) timers.push(setInterval(function poll() {}, 500 + i));
setTimeout(() => console.log('work is done'), 10);
