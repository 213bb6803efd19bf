// A timeout that races its answer: the callback is called for both.
'use strict';
const assert = require('assert');
const fs = require('fs');
const net = require('net');

function ask(port, callback) {
  const socket = net.connect(port);
  const timer = setTimeout(() => callback(new Error('timeout')), 5);
  socket.on('data', (answer) => {
    clearTimeout(timer);
    callback(null, answer);
  });
}

const server = net.createServer((socket) => fs.readFile(__filename, (error, text) => socket.end(text.subarray(0, 9))));
let calls = 0;
server.listen(8080, () => ask(8080, () => {
  calls += 1;
  server.close();
}));
process.on('exit', () => assert.strictEqual(calls, 1));
