// Each round adds a listener and none is removed.
const { EventEmitter } = require('events');
const bus = new EventEmitter();
let rounds = 0;
const traffic = setInterval(function subscribe() {
  bus.on('message', () => {});
  if (++rounds === 15) clearInterval(traffic);
}, 2);
