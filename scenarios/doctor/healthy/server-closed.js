// A server that is closed after its one request.
const http = require('http');
const server = http.createServer((request, response) => response.end('hello'));
server.listen(0, () => {
  http.get({ port: server.address().port, agent: false }, (response) => {
    response.setEncoding('utf8').on('data', (text) => console.log(text));
    response.on('end', () => server.close());
  });
});
