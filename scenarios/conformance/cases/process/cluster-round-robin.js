// Two workers of a cluster share one port; connections go to them in turn; then both are asked to leave.
const cluster = require('cluster');
const net = require('net');
if (cluster.isPrimary) {
  const served = {};
  let listening = 0;
  let gone = 0;
  cluster.fork({ N: 1 });
  cluster.fork({ N: 2 });
  console.log(cluster.isWorker, Object.keys(cluster.workers), cluster.schedulingPolicy === cluster.SCHED_RR);
  cluster.on('fork', (worker) => console.log('fork', worker.id));
  cluster.on('listening', (worker, { addressType, port }) => {
    if (addressType !== 4 || typeof port !== 'number') console.log('unexpected', addressType, port);
    listening += 1;
    if (listening === 2) connect(port, 6);
  });
  cluster.on('message', (worker, message) => console.log('message', message));
  cluster.on('exit', (worker, code, signal) => {
    gone += 1;
    if (gone === 2) console.log(code, signal, worker.exitedAfterDisconnect, worker.isDead(), Object.keys(cluster.workers));
  });
  function connect(port, left) {
    if (left === 0) {
      console.log(Object.values(served));
      for (const worker of Object.values(cluster.workers)) worker.send('stop');
      return;
    }
    let text = '';
    net.connect(port, '127.0.0.1').on('data', (data) => { text += data; }).on('end', () => {
      served[text] = (served[text] || 0) + 1;
      connect(port, left - 1);
    });
  }
} else {
  const server = net.createServer((socket) => socket.end(`worker ${process.env.N}`)).listen(0, '127.0.0.1');
  process.on('message', () => {
    if (cluster.worker.id === 1) process.send(`bye ${cluster.isWorker} ${typeof process.env.NODE_UNIQUE_ID}`);
    server.close(() => cluster.worker.disconnect());
  });
}
