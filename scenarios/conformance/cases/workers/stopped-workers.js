// node: >=18
// A worker that is stopped before it begins ends with 0, one that runs with 1, even in an endless loop.
const { Worker } = require('worker_threads');

async function stop(name, source, waits) {
  const worker = new Worker(source, { eval: true });
  worker.on('exit', (code) => console.log(name, 'exits with', code));
  if (waits) await new Promise((resolve) => worker.once('online', resolve));
  console.log(name, 'terminate gives', await worker.terminate());
  console.log(name, 'again', await worker.terminate());
}

stop('unborn', 'setInterval(() => {}, 10)', false)
  .then(() => stop('waiting', 'setInterval(() => {}, 10)', true))
  .then(() => stop('endless', 'for (;;);', true));
