// nodes: 18 20 26
// crypto: fast
const { pbkdf2 } = require('crypto');
const http = require('http');

const server = http.createServer((request, response) => {
  console.log(`${request.url}: begins`);
  if (request.url === '/slow') {
    ask('/quick');
    pbkdf2('password', 'salt', 400_000, 32, 'sha256', () => end(request, response));
  } else {
    end(request, response);
  }
});

function end(request, response) {
  response.end();
  console.log(`${request.url}: ends`);
}

let open = 0;
function ask(path) {
  const { port } = server.address();
  open += 1;
  http.get({ port, path, host: '127.0.0.1', agent: false }, (response) => {
    response.resume().on('end', () => {
      open -= 1;
      if (open === 0) server.close();
    });
  });
}

server.listen(0, '127.0.0.1', () => ask('/slow'));
