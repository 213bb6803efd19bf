// As many listeners as may be.
const { EventEmitter } = require('events');
const bus = new EventEmitter();
for (let i = 0; i < 10; i++) bus.on('message', () => {});
bus.emit('message');
