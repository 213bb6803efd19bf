// The note's slow endpoint: a file and a key per request, many requests at once.
const { readFile } = require('fs/promises');
const { promisify } = require('util');
const derive = promisify(require('crypto').pbkdf2);
const http = require('http');
const server = http.createServer(async function handler(request, response) {
  const config = await readFile(__filename, 'utf8');
  const key = await derive('user', 'salt', 60_000, 32, 'sha256');
  response.end(JSON.stringify({ config: config.length, key: key.toString('hex') }));
});
server.listen(0, () => {
  let open = 24;
  for (let i = 0; i < 24; i++) {
    http.get({ port: server.address().port, agent: false }, (response) => {
      response.resume();
      response.on('end', () => --open || server.close());
    });
  }
});
