// A handler computes for 60 ms; the requests behind it wait.
const http = require('http');
const server = http.createServer((request, response) => {
  const until = Date.now() + 60;
  while (Date.now() < until);
  response.end('computed');
});
server.listen(0, () => {
  let open = 2;
  for (let i = 0; i < 2; i++) {
    http.get({ port: server.address().port, agent: false }, (response) => {
      response.resume();
      response.on('end', () => --open || server.close());
    });
  }
});
