// nodes: 18 20 26
// crypto: fast
const { pbkdf2 } = require('crypto');
const http = require('http');

const server = http.createServer((request, response) => {
  console.log(`${request.url}: begins`);
  const answer = () => {
    response.end();
    console.log(`${request.url}: ends`);
  };
  if (request.url === '/slow') pbkdf2('password', 'salt', 400_000, 32, 'sha256', answer);
  else answer();
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  let open = 2;
  for (const path of ['/slow', '/quick']) {
    http.get({ port, path, host: '127.0.0.1', agent: false }, (response) => {
      response.resume().on('end', () => {
        open -= 1;
        if (open === 0) server.close();
      });
    });
  }
});
