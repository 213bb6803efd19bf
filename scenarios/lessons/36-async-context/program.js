// nodes: 18 20 26
const { AsyncLocalStorage } = require('async_hooks');
const request = new AsyncLocalStorage();
const log = (text) => console.log(`${request.getStore()}: ${text}`);

for (const id of ['A', 'B']) {
  request.run(id, () => {
    log('begins');
    setImmediate(() => log('immediate'));
    Promise.resolve().then(() => log('promise'));
  });
}
log('nobody\'s');
