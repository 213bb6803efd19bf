// Two requests on two connections may be answered in either order.
const http = require('http');
const server = http.createServer((request, response) => response.end(request.url));
server.listen(0, () => {
  let open = 2;
  for (const path of ['/one', '/two']) {
    http.get({ port: server.address().port, path, agent: false }, (response) => {
      console.log('answer to', path);
      response.resume();
      response.on('end', () => --open || server.close());
    });
  }
});
