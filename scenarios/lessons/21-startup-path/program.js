// nodes: 18 20 26
// args: --require ./support/preload.cjs
console.log('entry module');
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('the loop'));
process.on('beforeExit', () => console.log('beforeExit: nothing keeps it alive'));
process.on('exit', () => console.log('exit'));
require('./support/dependency.cjs');
