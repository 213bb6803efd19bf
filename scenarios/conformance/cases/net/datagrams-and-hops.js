// node: >=18
// How far a datagram may go is checked before the socket is asked.
const dgram = require('dgram');
const socket = dgram.createSocket('udp4');
const attempt = (name, hops) => {
  try {
    console.log(name, socket[name](hops));
  } catch (error) {
    console.log(name, error.code, error.syscall, error.message);
  }
};
for (const hops of [0, 256, -1]) attempt('setTTL', hops);
attempt('setTTL', 'far');
socket.bind(0, '127.0.0.1', () => {
  for (const hops of [0, 1, 255, 256]) attempt('setTTL', hops);
  socket.close(() => console.log('closed'));
});
