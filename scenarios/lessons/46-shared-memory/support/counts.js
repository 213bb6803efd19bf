const { workerData: shared, parentPort } = require('worker_threads');

Atomics.store(shared, 0, 42);
Atomics.store(shared, 1, 1);
Atomics.notify(shared, 1);
parentPort.postMessage('written');
