// All but one of the ports are closed.
const channels = Array.from({ length: 3 }, () => new MessageChannel());
for (const [i, { port1, port2 }] of channels.entries()) {
  port1.on('message', () => {
    console.log('message', i);
    if (i !== 1) port1.close();
  });
  port2.postMessage(i);
}
