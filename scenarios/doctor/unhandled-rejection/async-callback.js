// An async callback: whoever calls it does not look at its promise.
const { EventEmitter } = require('events');
const bus = new EventEmitter();
bus.on('message', async () => {
  throw new Error('in an async listener');
});
setImmediate(() => bus.emit('message'));
