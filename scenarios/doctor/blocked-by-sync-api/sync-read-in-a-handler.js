// Every request reads its file synchronously: all other requests wait for the disk.
const fs = require('fs');
const http = require('http');
const server = http.createServer((request, response) => {
  response.end(fs.readFileSync(__filename));
});
server.listen(0, () => {
  let open = 6;
  for (let i = 0; i < 6; i++) {
    http.get({ port: server.address().port, agent: false }, (response) => {
      response.resume();
      response.on('end', () => --open || server.close());
    });
  }
});
