// A client that writes when the server has gone: the end arrived before the reset, so it is an end and no error.
const net = require('net');
let peer;
const server = net.createServer((socket) => { peer = socket; });
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on('error', (e) => console.log('error', e.code, e.syscall));
  client.on('end', () => console.log('end'));
  client.on('close', (hadError) => { console.log('close', hadError); server.close(() => console.log('closed')); });
  client.on('connect', () => setTimeout(() => { peer.destroy(); client.write('too late', (e) => console.log('written', e && e.code)); }, 10));
  client.resume();
});
