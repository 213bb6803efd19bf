// Connections, 10,000 of them unless the argument says otherwise, open at once between a server and clients of one process; ten messages go over each, there and back.
const net = require('net');

const SOCKETS = Number(process.argv[2] ?? 10_000);
const MESSAGES = 10;
const clients = [];
let connected = 0;
let closed = 0;

const server = net.createServer((socket) => socket.on('data', (data) => socket.write(data)));
server.listen({ port: 8000, host: '127.0.0.1', backlog: 4096 }, connect);

// One after the other in small groups: the kernel's queue of connections that nobody has accepted yet is short.
function connect() {
  for (let n = 0; n < 100; n++) {
    clients.push(net.connect(8000, '127.0.0.1', () => {
      if (++connected === SOCKETS) clients.forEach(talk);
      else if (connected === clients.length) connect();
    }));
  }
}

function talk(client) {
  let heard = 0;
  client.write('ping');
  client.on('data', () => {
    if (++heard < MESSAGES) client.write('ping');
    else client.end();
  });
  client.on('close', () => {
    if (++closed === SOCKETS) server.close(() => console.log('closed', closed));
  });
}
