// nodes: 26
// crypto: fast
const { pbkdf2 } = require('crypto');
const { stat } = require('fs');
const net = require('net');
const { promisify } = require('util');

const work = {
  'JavaScript': () => { const end = Date.now() + 80; while (Date.now() < end); },
  'native code': () => promisify(pbkdf2)('password', 'salt', 200_000, 32, 'sha256'),
  'the disk': () => promisify(stat)('.'),
  'a remote service': () => new Promise((resolve) => {
    net.connect(server.address().port, '127.0.0.1').resume().on('close', resolve);
  }),
};

async function measure() {
  for (const [name, begin] of Object.entries(work)) {
    const before = performance.eventLoopUtilization();
    const began = performance.now();
    await begin();
    if (performance.now() - began < 40) {
      console.log(`${name}: short`);
      continue;
    }
    const { utilization } = performance.eventLoopUtilization(before);
    console.log(`${name}: long, loop ${utilization > 0.5 ? 'busy' : 'free'}`);
  }
  server.close();
}

const server = net.createServer((socket) => setTimeout(() => socket.end('answer'), 80));
server.listen(0, '127.0.0.1', () => setTimeout(measure, 20));
