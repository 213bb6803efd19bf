// nodes: 18 20 26
setTimeout(() => console.log('timer'), 1);
Promise.resolve().then(() => console.log('promise'));
process.nextTick(() => {
  console.log('tick');
  process.exitCode = 3;
});
process.on('exit', (code) => console.log(`exit ${code}`));
