// An object that is a resource of its own to async hooks, as Node's AsyncWrap makes those behind bindings.
'use strict';

const { newAsyncId, initHooksExist, emitInit, symbols: { async_id_symbol } } = require('internal/async_hooks');

/** Has an async id from its birth on. */
class AsyncWrapped {
  /** @param {string} type the name in async hooks, such as 'FILEHANDLE' */
  constructor(type) {
    const asyncId = newAsyncId();
    Object.defineProperty(this, async_id_symbol, { __proto__: null, value: asyncId });
    Object.defineProperty(this, 'getAsyncId', { __proto__: null, value: () => asyncId });
    if (initHooksExist()) emitInit(asyncId, type, null, this);
  }
}

module.exports = { AsyncWrapped };
