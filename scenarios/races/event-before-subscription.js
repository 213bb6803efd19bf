// An event before its subscription: the server listens while the program still reads what to do then.
'use strict';
const assert = require('assert');
const fs = require('fs');
const net = require('net');

const server = net.createServer();
let isReady = false;
server.listen(8080, 'localhost');
fs.stat(__filename, () => server.once('listening', () => { isReady = true; }));
setTimeout(() => {
  server.close();
  assert.ok(isReady, 'nobody was told that it listens');
}, 50);
