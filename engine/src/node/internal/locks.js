// The Web Locks API: `navigator.locks` and `worker_threads.locks`. Node's doc: "Worker threads", worker_threads.locks;
// the Web Locks specification. The locks are those of the main thread: other threads are refused, for they would have
// to wait for it. Measured: a lock is granted at once where it can be, and a callback that throws keeps it.
'use strict';

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_LOOPSCOPE_UNSUPPORTED },
} = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { isPromise } = require('internal/util/types');
const { kEnumerableProperty } = require('internal/util');
const { converters, makeException } = require('internal/webidl');
const { DOMException } = require('internal/dom_exception');

const kIsMade = Symbol('isMade');
const kName = Symbol('kName');
const kMode = Symbol('kMode');

class Lock {
  constructor(made, name, mode) {
    if (made !== kIsMade) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kName] = name;
    this[kMode] = mode;
  }

  get name() {
    return this[kName];
  }

  get mode() {
    return this[kMode];
  }
}

/** What waits for a lock or holds one: `{ name, mode, callback, resolve, reject }`. */
const held = new Set();
const pending = new Set();

function canBeGranted(request) {
  const others = [...held].filter((other) => other.name === request.name);
  return others.every((other) => other.mode === 'shared' && request.mode === 'shared');
}

function grant(request) {
  held.add(request);
  let result;
  try {
    result = request.callback(new Lock(kIsMade, request.name, request.mode));
  } catch (error) {
    request.reject(error);
    return;
  }
  if (!isPromise(result)) {
    release(request);
    request.resolve(result);
    return;
  }
  result.then(
    (value) => {
      request.resolve(value);
      release(request);
    },
    (error) => {
      request.reject(error);
      release(request);
    });
}

function release(request) {
  if (held.delete(request)) grantNext();
}

/** Grants what waits, in order; nobody overtakes an earlier request of the same name. */
function grantNext() {
  const blocked = new Set();
  for (const request of pending) {
    if (!blocked.has(request.name) && pending.has(request) && canBeGranted(request)) {
      pending.delete(request);
      grant(request);
    } else {
      blocked.add(request.name);
    }
  }
}

function steal(name) {
  for (const request of held) {
    if (request.name !== name) continue;
    held.delete(request);
    request.reject(new DOMException('The operation was aborted', 'AbortError'));
  }
}

/** Takes a request out of the queue when its signal aborts; what is held already is not touched. */
function followSignal(request, signal) {
  signal.addEventListener('abort', () => {
    if (!pending.delete(request)) return;
    queueMicrotask(() => request.reject(signal.reason));
    grantNext();
  }, { once: true });
}

function submit(name, { mode, ifAvailable, steal: steals, signal }, callback) {
  return new Promise((resolve, reject) => {
    const request = { name, mode, callback, resolve, reject };
    if (steals) steal(name);
    const mustWait = !canBeGranted(request) || (!steals && [...pending].some((other) => other.name === name));
    if (!mustWait) {
      grant(request);
    } else if (ifAvailable) {
      resolve(callback(null));
    } else {
      pending.add(request);
      if (signal) followSignal(request, signal);
    }
  });
}

/** The options of request(), checked in Node's order. */
function readOptions(options) {
  if (options !== null && options !== undefined && typeof options !== 'object' && typeof options !== 'function') {
    throw makeException('cannot be converted to a dictionary');
  }
  const { mode = 'exclusive', ifAvailable = false, steal: steals = false, signal } = options ?? {};
  if (mode !== 'exclusive' && mode !== 'shared') {
    const error = new TypeError(`mode '${mode}' is not a valid enum value of type LockMode.`);
    throw Object.assign(error, { code: 'ERR_INVALID_ARG_VALUE' });
  }
  if (signal !== undefined) converters.object(signal, { context: 'signal' });
  return { mode, ifAvailable: !!ifAvailable, steal: !!steals, signal };
}

function checkOptions(name, { mode, ifAvailable, steal: steals, signal }) {
  signal?.throwIfAborted();
  const refuse = (message) => new DOMException(message, 'NotSupportedError');
  if (name.startsWith('-')) throw refuse('Lock name may not start with hyphen');
  if (ifAvailable && steals) throw refuse('ifAvailable and steal are mutually exclusive');
  if (mode !== 'exclusive' && steals) throw refuse('mode: "shared" and steal are mutually exclusive');
  if (signal && (steals || ifAvailable)) throw refuse('signal cannot be used with steal or ifAvailable');
}

function checkThread() {
  if (!require('internal/worker/self').self.isMainThread) throw new ERR_LOOPSCOPE_UNSUPPORTED('navigator.locks in a worker thread');
}

class LockManager {
  constructor(made) {
    if (made !== kIsMade) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /**
   * @param {string} name
   * @param {{ mode?: string, ifAvailable?: boolean, steal?: boolean, signal?: AbortSignal }} [options]
   * @param {Function} callback gets the lock, or null where it is not available; its result is the promise's
   */
  async request(name, options, callback = undefined) {
    if (callback === undefined) [options, callback] = [undefined, options];
    name = converters.DOMString(name);
    validateFunction(callback, 'callback');
    const read = readOptions(options);
    checkOptions(name, read);
    checkThread();
    return await submit(name, read, callback);
  }

  /** @returns {Promise<{ held: object[], pending: object[] }>} */
  async query() {
    checkThread();
    const clientId = `node-${process.pid}-0`;
    const describe = (requests) => [...requests].map(({ name, mode }) => ({ name, mode, clientId }));
    return Promise.resolve({ held: describe(held), pending: describe(pending) });
  }
}

for (const [Class, members] of [[Lock, ['name', 'mode']], [LockManager, ['request', 'query']]]) {
  for (const name of members) Object.defineProperty(Class.prototype, name, kEnumerableProperty);
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: Class.name });
}

module.exports = { locks: new LockManager(kIsMade) };
