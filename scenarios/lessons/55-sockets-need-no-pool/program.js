// nodes: 18 20 26
// env: UV_THREADPOOL_SIZE=1
// crypto: fast
const { pbkdf2 } = require('crypto');
const { stat } = require('fs');
const net = require('net');

pbkdf2('password', 'salt', 1_000_000, 32, 'sha256', () => console.log('key'));
stat('.', () => console.log('file'));

const server = net.createServer((socket) => socket.end('hello'));
server.listen(0, '127.0.0.1', () => {
  net.connect(server.address().port, '127.0.0.1')
    .on('data', (text) => console.log(`network: ${text}`))
    .on('close', () => server.close());
});
