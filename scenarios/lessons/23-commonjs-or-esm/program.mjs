// nodes: 18 20 26
Promise.resolve().then(() => console.log('promise'));
process.nextTick(() => console.log('tick'));
console.log('body');
