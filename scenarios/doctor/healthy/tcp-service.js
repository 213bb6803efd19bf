// A TCP service without a client.
const net = require('net');
net.createServer((socket) => socket.pipe(socket)).listen(7007, () => console.log('echo'));
