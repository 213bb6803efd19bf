// nodes: 18 20 26
const server = require('net').createServer().listen(0, '127.0.0.1');
const interval = setInterval(() => {}, 10_000);

setTimeout(() => {
  console.log('work is done');
}, 20);

setTimeout(() => {
  // stdout itself is listed, too, when it is a pipe or a terminal.
  const active = process.getActiveResourcesInfo().filter((name) => !/^(Pipe|TTY)Wrap$/.test(name));
  console.log(active.sort().join(', '));
  clearInterval(interval);
  server.close();
}, 1_000);
process.on('exit', () => console.log('exit'));
