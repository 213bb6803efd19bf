// Every answer takes as long as every other.
const http = require('http');
const server = http.createServer((request, response) => setTimeout(() => response.end('row'), 100));
server.listen(0, async () => {
  for (let i = 0; i < 8; i++) {
    await new Promise((resolve) => {
      http.get({ port: server.address().port, agent: false }, (response) => {
        response.resume();
        response.on('end', resolve);
      });
    });
  }
  server.close();
});
