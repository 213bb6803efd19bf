// node: >=18
// An error of a worker without a listener ends the process, before anybody hears of the worker's end.
const { Worker } = require('worker_threads');
const worker = new Worker("throw new Error('deep')", { eval: true });
worker.on('exit', (code) => console.log('worker exit', code));
process.on('exit', (code) => console.log('process exit', code));
