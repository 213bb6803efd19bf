// nodes: 18 20 26
const { port1 } = new MessageChannel();
port1.on('close', () => console.log('closing: port'));

require('fs').stat('.', () => {
  setTimeout(() => console.log('timers: timeout'), 0);
  port1.close();
  setImmediate(() => console.log('check: immediate'));
  Promise.resolve().then(() => console.log('microtask'));
  process.nextTick(() => console.log('tick'));
  console.log('poll: file');
});
