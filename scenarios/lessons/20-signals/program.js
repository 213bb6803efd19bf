// nodes: 18 20 26
process.on('SIGUSR2', () => {
  console.log('signal');
  clearInterval(alive);
});
const alive = setInterval(() => {}, 1000);
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('tick'));
process.kill(process.pid, 'SIGUSR2');
console.log('sent');
