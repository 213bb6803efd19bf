// Message ports, two handles a channel: all open at once, each says a word to its other side and is closed.
const channels = Number(process.argv[2] ?? 10_000) / 2;
for (let index = 0; index < channels; index++) {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', () => port1.close());
  port2.postMessage('word');
}
