// A message port with a listener keeps the process alive until it is closed.
const { port1, port2 } = new MessageChannel();
port1.on('message', (text) => console.log(text));
port2.postMessage('the only message');
