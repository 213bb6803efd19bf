// nodes: 18 20 26
const { Worker } = require('worker_threads');

const worker = new Worker('./support/busy.js');
worker.on('message', (text) => console.log(`worker: ${text}`));
worker.on('exit', (code) => console.log(`worker: exit ${code}`));
setTimeout(() => console.log('main: timer, 10 ms'), 10);
console.log('main: script ends');
