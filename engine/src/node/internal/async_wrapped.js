// An object that is a resource of its own to async hooks, as Node's AsyncWrap makes those behind bindings.
'use strict';

const { newAsyncId, initHooksExist, emitInit, symbols: { async_id_symbol } } = require('internal/async_hooks');

/** Has an async id from its birth on. */
class AsyncWrapped {
  #asyncId = newAsyncId();

  /** @param {string} type the name in async hooks, such as 'FILEHANDLE' */
  constructor(type) {
    if (initHooksExist()) emitInit(this.#asyncId, type, null, this);
  }

  get [async_id_symbol]() {
    return this.#asyncId;
  }

  getAsyncId() {
    return this.#asyncId;
  }
}

module.exports = { AsyncWrapped };
