// Web storage: `Storage` and `sessionStorage`, which lives as long as its process. Node's doc: "Global objects",
// sessionStorage; the HTML standard, "Web storage". `localStorage` is undefined unless a file is given for it.
'use strict';

const { nativeError } = require('internal/buffer');
const { customInspectSymbol } = require('internal/util');
const { inspectAs } = require('internal/util/inspect_as');
const { QuotaExceededError } = require('internal/dom_exception');

/** What all keys and values together may take, in bytes of UTF-16: Node's limit. */
const QUOTA_BYTES = 10 * 1024 * 1024;

/** Storage to its Map of entries: the brand, too. */
const entriesOf = new WeakMap();

function entries(storage, method, given, wanted) {
  const map = entriesOf.get(storage);
  if (map === undefined) throw new TypeError('Illegal invocation');
  if (given < wanted) {
    throw nativeError(TypeError, 'ERR_MISSING_ARGS', `Failed to execute '${method}' on 'Storage': ${wanted} argument` +
      `${wanted === 1 ? '' : 's'} required`, Storage.prototype[method]);
  }
  return map;
}

/** Keys are listed in the order of their code units. */
const sortedKeys = (map) => [...map.keys()].sort();

function put(map, key, value) {
  let bytes = 2 * (key.length + value.length);
  for (const [other, text] of map) if (other !== key) bytes += 2 * (other.length + text.length);
  if (bytes > QUOTA_BYTES) throw new QuotaExceededError('Setting the value exceeded the quota');
  map.set(key, value);
}

class Storage {
  constructor() {
    throw nativeError(Error, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor', Storage);
  }

  get length() {
    return entries(this).size;
  }

  clear() {
    entries(this).clear();
  }

  /** @returns {string|null} */
  getItem() {
    const map = entries(this, 'getItem', arguments.length, 1);
    return map.get(`${arguments[0]}`) ?? null;
  }

  /** @returns {string|null} the key at an index of the sorted list */
  key() {
    const map = entries(this, 'key', arguments.length, 1);
    return sortedKeys(map)[arguments[0] | 0] ?? null;
  }

  removeItem() {
    entries(this, 'removeItem', arguments.length, 1).delete(`${arguments[0]}`);
  }

  setItem() {
    const map = entries(this, 'setItem', arguments.length, 2);
    put(map, `${arguments[0]}`, `${arguments[1]}`);
  }
}

for (const name of ['clear', 'getItem', 'key', 'removeItem', 'setItem']) {
  Object.defineProperty(Storage.prototype, name, { __proto__: null, enumerable: true });
}
Object.defineProperty(Storage.prototype, 'length', { __proto__: null, enumerable: true, configurable: false });

/** Entries as properties; what every object has comes first, and symbols are properties like any other. */
const handler = (map) => ({
  __proto__: null,
  get: (target, key, receiver) => (typeof key === 'symbol' || key in target ? Reflect.get(target, key, receiver) : map.get(key)),
  has: (target, key) => key in target || map.has(key),
  set(target, key, value) {
    if (typeof key === 'symbol') return Reflect.set(target, key, value);
    put(map, key, `${value}`);
    return true;
  },
  deleteProperty: (target, key) => (typeof key === 'symbol' ? Reflect.deleteProperty(target, key) : map.delete(key) || true),
  defineProperty(target, key, descriptor) {
    if (typeof key === 'symbol') return Reflect.defineProperty(target, key, descriptor);
    put(map, key, `${descriptor.value}`);
    return true;
  },
  getOwnPropertyDescriptor(target, key) {
    if (typeof key === 'symbol') return key === customInspectSymbol ? undefined : Reflect.getOwnPropertyDescriptor(target, key);
    if (key in target || !map.has(key)) return undefined;
    return { value: map.get(key), writable: true, enumerable: true, configurable: true };
  },
  // Symbols are kept, but not listed.
  ownKeys: (target) => sortedKeys(map).filter((key) => !(key in target)),
  preventExtensions() {
    throw new TypeError('Cannot prevent extensions');
  },
});

function makeStorage() {
  const map = new Map();
  const target = Object.create(Storage.prototype);
  const storage = new Proxy(target, handler(map));
  // inspect() looks past a proxy.
  Object.defineProperty(target, customInspectSymbol, {
    __proto__: null,
    configurable: true,
    value: (depth, options) => inspectAs('Storage', { ...storage }, options),
  });
  entriesOf.set(storage, map);
  return storage;
}

module.exports = {
  Storage,
  sessionStorage: makeStorage(),
  get localStorage() {
    process.emitWarning('localStorage is not available because --localstorage-file was not provided.', 'ExperimentalWarning');
    return undefined;
  },
};
