// The process ends before the peer has got its answer.
const net = require('net');
const server = net.createServer((socket) => {
  socket.on('data', () => {
    socket.write(Buffer.alloc(2_000_000));
    process.exit();
  });
});
server.listen(0, () => {
  const client = net.connect(server.address().port, () => client.write('?'));
  client.on('data', () => console.log('never'));
});
