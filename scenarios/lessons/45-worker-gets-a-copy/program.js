// nodes: 18 20 26
const { Worker } = require('worker_threads');

const order = { total: 10, bytes: new ArrayBuffer(1000) };
const worker = new Worker('./support/adds.js');
worker.on('message', (total) => {
  console.log(`worker counted ${total}`);
  console.log(`main still has ${order.total}`);
});
worker.postMessage(order, [order.bytes]);
console.log(`bytes left behind: ${order.bytes.byteLength}`);
try {
  worker.postMessage({ total: () => 10 });
} catch (error) {
  console.log(error.name);
}
