const { parentPort } = require('worker_threads');

parentPort.once('message', (order) => {
  order.total += order.bytes.byteLength;
  parentPort.postMessage(order.total);
});
