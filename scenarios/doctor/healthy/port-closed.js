// A message port that is closed after its message.
const { port1, port2 } = new MessageChannel();
port1.on('message', (text) => {
  console.log(text);
  port1.close();
});
port2.postMessage('the only message');
