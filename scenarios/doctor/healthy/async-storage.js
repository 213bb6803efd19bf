// Context follows the callbacks.
const { AsyncLocalStorage } = require('async_hooks');
const storage = new AsyncLocalStorage();
storage.run('request 1', () => setTimeout(() => console.log(storage.getStore()), 5));
