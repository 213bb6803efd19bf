// The order of two workers' messages: the second part comes before the first.
'use strict';
const assert = require('assert');
const { Worker } = require('worker_threads');

const parts = [];
for (const name of ['first', 'second']) {
  const worker = new Worker(`require('worker_threads').parentPort.postMessage('${name}')`, { eval: true });
  worker.on('message', (part) => parts.push(part));
}
process.on('exit', () => assert.deepStrictEqual(parts, ['first', 'second']));
