// A bound UDP socket waits for ever.
const dgram = require('dgram');
const socket = dgram.createSocket('udp4');
socket.bind(0, () => console.log('bound'));
setTimeout(() => console.log('work is done'), 20);
