// nodes: 18 20 26
const { port1, port2 } = new MessageChannel();
port2.on('message', (text) => {
  console.log(`message ${text}`);
  process.nextTick(() => console.log(`tick of message ${text}`));
  if (text === 'two') port2.close();
});
setImmediate(() => console.log('immediate'));
port1.postMessage('one');
port1.postMessage('two');
console.log('posted');
