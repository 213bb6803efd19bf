// nodes: 18 20 26
const { Worker } = require('worker_threads');

const shared = new Int32Array(new SharedArrayBuffer(8));
const worker = new Worker('./support/counts.js', { workerData: shared });
console.log('main: waits');
Atomics.wait(shared, 1, 0);
console.log(`main: sees ${shared[0]}`);
setTimeout(() => console.log('main: timer'), 1);
worker.on('message', (text) => console.log(`main: message ${text}`));
