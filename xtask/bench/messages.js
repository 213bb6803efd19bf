// Messages through a channel, each posted when the one before has come.
const { port1, port2 } = new MessageChannel();
let left = Number(process.argv[2] ?? 10_000);
port2.onmessage = ({ data }) => {
  if (data === 0) return port1.close();
  port1.postMessage(data - 1);
};
port1.postMessage(--left);
