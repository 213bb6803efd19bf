// nodes: 18 20 26
process.on('beforeExit', (code) => console.log(`beforeExit ${code}`));
process.on('exit', (code) => console.log(`exit ${code}`));
setTimeout(() => console.log('timer'), 5);
console.log('before the await');
await new Promise(() => {});
console.log('after the await');
