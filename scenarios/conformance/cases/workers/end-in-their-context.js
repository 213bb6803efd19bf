// node: >=18
// The end of a worker is told in the context that it was made in, and after what its last messages put off.
const { AsyncLocalStorage } = require('async_hooks');
const { Worker } = require('worker_threads');
const storage = new AsyncLocalStorage();

const watch = (name, source, next) => storage.run(name, () => {
  const worker = new Worker(source, { eval: true });
  for (const event of ['message', 'error', 'exit']) {
    worker.on(event, (value) => {
      console.log(storage.getStore(), event, value?.message ?? value);
      process.nextTick(() => console.log(storage.getStore(), 'tick', event));
      Promise.resolve().then(() => console.log(storage.getStore(), 'microtask', event));
    });
  }
  worker.on('exit', next);
});

watch('asked', "process.exit(5)", () => watch('thrown', "throw new Error('deep')", () => watch('over', '', () => {})));
