// A service may have housekeeping, too.
const net = require('net');
const sessions = new Map();
net.createServer((socket) => sessions.set(socket, Date.now())).listen(7000);
setInterval(function sweep() {
  sessions.clear();
}, 30_000);
