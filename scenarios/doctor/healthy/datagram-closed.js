// A datagram socket that is closed after its one message.
const dgram = require('dgram');
const socket = dgram.createSocket('udp4');
socket.on('message', (bytes) => {
  console.log(String(bytes));
  socket.close();
});
socket.bind(0, () => socket.send('hello', socket.address().port));
