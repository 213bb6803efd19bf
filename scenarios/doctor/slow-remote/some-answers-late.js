// Most answers come at once, some take half a second; neither thread nor pool is busy meanwhile.
const http = require('http');
let served = 0;
const server = http.createServer((request, response) => {
  setTimeout(() => response.end('row'), ++served % 6 === 0 ? 500 : 2);
});
server.listen(0, async () => {
  for (let i = 0; i < 12; i++) {
    await new Promise((resolve) => {
      http.get({ port: server.address().port, agent: false }, (response) => {
        response.resume();
        response.on('end', resolve);
      });
    });
  }
  server.close();
});
