// Both ends of a connection stay open after the message.
const net = require('net');
const server = net.createServer((socket) => {
  socket.on('data', () => socket.write('answer'));
});
server.listen(0, () => {
  const client = net.connect(server.address().port, () => client.write('question'));
  client.once('data', () => {
    console.log('answered');
    server.close();
  });
});
