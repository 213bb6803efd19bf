const { parentPort } = require('worker_threads');

const end = Date.now() + 400;
while (Date.now() < end);
parentPort.postMessage('done after 400 ms of work');
