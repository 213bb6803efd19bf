// node: >=18
// A signal's listeners run in the async context in which the first of them was added; signals keep the order of sending.
const { AsyncLocalStorage } = require('async_hooks');

const store = new AsyncLocalStorage();
store.run('first', () => process.on('SIGUSR2', () => console.log('one in', store.getStore())));
store.run('second', () => process.on('SIGUSR2', () => console.log('two in', store.getStore())));
store.run('once', () => process.once('SIGHUP', (name, number) => {
  console.log(name, number, store.getStore(), process.listenerCount('SIGHUP'));
}));
store.run('sender', () => {
  for (const name of ['SIGUSR2', 'SIGHUP', 'SIGUSR2']) process.kill(process.pid, name);
});
setImmediate(() => {
  process.removeAllListeners('SIGUSR2');
  process.once('SIGUSR2', () => console.log('listens again'));
  process.kill(process.pid, 'SIGUSR2');
  setTimeout(() => console.log('end'), 10);
});
