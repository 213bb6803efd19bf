// Listeners that are never removed keep what they close over.
const { EventEmitter } = require('events');
const bus = new EventEmitter();
bus.setMaxListeners(0);
let rounds = 0;
const traffic = setInterval(function connect() {
  const session = new Array(80_000).fill(rounds);
  bus.on('message', () => session.length);
  if (++rounds === 80) clearInterval(traffic);
}, 5);
