// nodes: 18 20 26
const net = require('net');
const server = net.createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const sockets = ['a', 'b', 'c'].map((name) => {
    const socket = net.connect(port, '127.0.0.1');
    return socket.on('close', () => console.log(`close ${name}`));
  });
  server.close();
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => {
    for (const socket of sockets) socket.destroy();
    console.log('all destroyed');
  });
});
