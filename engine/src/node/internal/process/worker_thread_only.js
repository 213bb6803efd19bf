// What a worker thread may not do to the process that it shares. Node's doc: "Worker threads", Class: Worker.
'use strict';

const OWNED_BY_MAIN = ['abort', 'chdir', 'initgroups', 'setegid', 'seteuid', 'setgid', 'setgroups', 'setuid'];

function unsupported(what) {
  const { codes: { ERR_WORKER_UNSUPPORTED_OPERATION } } = require('internal/errors');
  return new ERR_WORKER_UNSUPPORTED_OPERATION(what);
}

/** Replaces what belongs to the main thread. */
function limitProcess() {
  for (const name of OWNED_BY_MAIN) {
    const refuse = { [name]() { throw unsupported(`process.${name}()`); } }[name];
    refuse.disabled = true;
    process[name] = refuse;
  }
  const { umask } = process;
  process.umask = function(mask) {
    if (mask !== undefined) throw unsupported('Setting process.umask()');
    return umask();
  };
  Object.defineProperty(process.umask, 'name', { __proto__: null, value: 'wrappedUmask', configurable: true });
}

module.exports = { limitProcess };
