// A socket that both sides close.
const net = require('net');
const server = net.createServer((socket) => socket.on('data', (bytes) => socket.end(bytes)));
server.listen(0, () => {
  const client = net.connect(server.address().port, () => client.write('hello'));
  client.on('data', (bytes) => console.log(String(bytes)));
  client.on('close', () => server.close());
});
