// A retry that duplicates: the order had arrived, only its confirmation was late.
'use strict';
const assert = require('assert');
const fs = require('fs');
const net = require('net');

let orders = 0;
const server = net.createServer((socket) => socket.on('data', () => {
  orders += 1;
  fs.appendFile('/tmp/orders', 'order\n', () => socket.end('ok'));
}));

function order(attempt) {
  const socket = net.connect(8080, () => socket.write('order'));
  const retry = setTimeout(() => order(attempt + 1), 5);
  socket.on('data', () => {
    clearTimeout(retry);
    server.close();
  });
}

server.listen(8080, () => order(1));
process.on('exit', () => assert.strictEqual(orders, 1));
