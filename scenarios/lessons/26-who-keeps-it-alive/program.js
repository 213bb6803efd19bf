// nodes: 18 20 26
function show(when) {
  // stdout itself is listed, too, when it is a pipe or a terminal.
  const active = process.getActiveResourcesInfo().filter((name) => !/^(Pipe|TTY)Wrap$/.test(name));
  console.log(`${when}: ${active.sort().join(', ') || 'nothing'}`);
}

const server = require('net').createServer().listen(0, '127.0.0.1');
require('fs').stat('.', () => show('in the file callback'));
show('script');

setTimeout(() => {
  show('in the timer');
  server.close();
  setImmediate(() => show('in the immediate'));
}, 100);
process.on('exit', () => show('exit'));
