// An answer after the close: a connection is given up as idle while its answer is still being read.
'use strict';
const assert = require('assert');
const fs = require('fs');
const net = require('net');

const server = net.createServer((socket) => {
  const idle = setTimeout(() => socket.destroy(), 4);
  fs.readFile(__filename, (error, text) => {
    clearTimeout(idle);
    socket.end(text);
  });
});

server.listen(8080, () => {
  let received = 0;
  const client = net.connect(8080);
  client.on('data', (chunk) => { received += chunk.length; });
  client.on('close', () => {
    server.close();
    assert.ok(received > 0, 'the answer never came');
  });
});
