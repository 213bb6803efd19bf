// A shutdown that drops a request: the time of grace is over before the answer is.
'use strict';
const assert = require('assert');
const fs = require('fs');
const http = require('http');

const server = http.createServer((request, response) => {
  fs.readFile(__filename, (error, text) => response.end(text));
});
server.listen(8080, () => {
  let status = 0;
  const request = http.get({ port: 8080, agent: false }, (response) => {
    status = response.statusCode;
    response.resume();
  });
  request.on('error', () => {});
  setTimeout(() => {
    server.close();
    server.closeAllConnections();
  }, 10);
  process.on('exit', () => assert.strictEqual(status, 200));
});
