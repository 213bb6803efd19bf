// node: >=18
// Once both directions have ended, the system has no peer of the socket any more; what was asked before is remembered.
const net = require('net');

const server = net.createServer((socket) => socket.resume().on('end', () => socket.end('bye')));
const talk = (asksBefore) => new Promise((resolve) => {
  const socket = net.connect({ port: server.address().port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('connect', () => {
    if (asksBefore) console.log('connected', socket.remoteAddress);
    socket.end('hi');
  });
  socket.resume().on('end', () => {
    setTimeout(() => console.log('ended', socket.remoteAddress, socket.remoteFamily), 5);
    setTimeout(resolve, 10);
  });
});
server.listen(0, '127.0.0.1', () => talk(true).then(() => talk(false)).then(() => server.close()));
