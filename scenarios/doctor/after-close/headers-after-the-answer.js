// The handler answers, and a callback of its own answers again.
const http = require('http');
const server = http.createServer((request, response) => {
  response.end('first answer');
  setTimeout(() => response.writeHead(500), 5);
});
server.listen(0, () => {
  http.get({ port: server.address().port, agent: false }, (response) => {
    response.resume();
    response.on('end', () => server.close());
  });
});
