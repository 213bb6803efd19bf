// An 'error' event without a listener.
const net = require('net');
net.connect(1, 'localhost');
