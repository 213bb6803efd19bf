// A handler computes for 80 ms; the requests behind it wait.
const http = require('http');
const server = http.createServer((request, response) => {
  const until = Date.now() + 80;
  while (Date.now() < until);
  response.end('computed');
});
server.listen(0, () => {
  let open = 4;
  for (let i = 0; i < 4; i++) {
    http.get({ port: server.address().port, agent: false }, (response) => {
      response.resume();
      response.on('end', () => --open || server.close());
    });
  }
});
