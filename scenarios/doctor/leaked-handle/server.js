// The program served itself, got its answer, and forgot to close.
const http = require('http');
const server = http.createServer((request, response) => response.end('hello'));
server.listen(0, () => {
  http.get({ port: server.address().port, agent: false }, (response) => {
    response.resume();
    response.on('end', () => console.log('answered'));
  });
});
