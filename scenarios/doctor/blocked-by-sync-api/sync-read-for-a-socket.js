// A TCP service that looks at the disk synchronously for each message.
const fs = require('fs');
const net = require('net');
const server = net.createServer((socket) => {
  socket.on('data', () => {
    const found = fs.existsSync('/app/nothing') || fs.readdirSync('/app').length;
    socket.end(String(found));
  });
});
server.listen(0, () => {
  const client = net.connect(server.address().port, () => client.write('question'));
  client.on('data', () => {});
  client.on('close', () => server.close());
});
