// Parsing of partial chunks: what has come so far is taken for the whole message.
'use strict';
const assert = require('assert');
const fs = require('fs');
const net = require('net');

const server = net.createServer((socket) => {
  socket.write('{"text":');
  fs.readFile(__filename, 'utf8', (error, text) => socket.end(`${JSON.stringify(text)}}`));
});
server.listen(8080, () => {
  let message = '';
  const client = net.connect(8080).on('data', (chunk) => { message += chunk; });
  setTimeout(() => {
    client.destroy();
    server.close();
    assert.ok(JSON.parse(message).text.length > 0);
  }, 5);
});
