// nodes: 18 20 26
const http = require('http');
const server = http.createServer((request, response) => {
  console.log('server: request');
  response.on('finish', () => console.log('server: response is written'));
  response.end('hello');
});
server.listen(0, '127.0.0.1', () => {
  console.log('server: listening');
  const request = http.get({ port: server.address().port, host: '127.0.0.1', agent: false });
  request.on('finish', () => console.log('client: request is written'));
  request.on('response', (response) => {
    console.log(`client: response ${response.statusCode}`);
    response.on('data', (body) => console.log(`client: body ${body}`));
    response.on('end', () => {
      console.log('client: end');
      server.close();
    });
  });
});
