// A kept connection is let go when the server closes.
const http = require('http');
const agent = new http.Agent({ keepAlive: true });
const server = http.createServer((request, response) => response.end('hello'));
server.listen(0, () => {
  http.get({ port: server.address().port, agent }, (response) => {
    response.resume();
    response.on('end', () => {
      agent.destroy();
      server.close();
    });
  });
});
