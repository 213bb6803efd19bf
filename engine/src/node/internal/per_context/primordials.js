// Copies of the language's own functions, taken before the program can change them: `Array.prototype.toSorted` becomes
// `ArrayPrototypeToSorted(array, …)`. Filled into the object that every builtin is called with.
//
// Only what builtins name is copied: each name is an object that every context has to make.
'use strict';

const { bind, call } = Function.prototype;
const uncurryThis = bind.bind(call);

const capitalized = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;

/** `foo` becomes `Foo`, `Symbol.iterator` becomes `SymbolIterator`. */
function nameOf(key) {
  return typeof key === 'symbol' ? `Symbol${capitalized(key.description.slice('Symbol.'.length))}` : capitalized(key);
}

const CLASSES = [
  'AggregateError', 'Array', 'ArrayBuffer', 'BigInt64Array', 'BigUint64Array', 'Boolean', 'DataView', 'Date', 'Error',
  'Float32Array', 'Float64Array', 'Function', 'Int16Array', 'Int32Array', 'Int8Array', 'Map', 'Number', 'Object', 'Promise',
  'Proxy', 'RangeError', 'RegExp', 'Set', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'URIError', 'Uint16Array',
  'Uint32Array', 'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakSet',
];
for (const name of CLASSES) primordials[name] = globalThis[name];

/** Functions that need no `this`, and constants. */
const STATICS = {
  ArrayBuffer: ['isView'],
  Error: ['captureStackTrace'],
  Math: ['ceil', 'log', 'max', 'min', 'pow', 'sqrt', 'trunc'],
  Number: ['MAX_SAFE_INTEGER', 'isInteger', 'isSafeInteger'],
  Object: [
    'create', 'defineProperties', 'defineProperty', 'freeze', 'getOwnPropertyDescriptor', 'getOwnPropertyDescriptors',
    'getPrototypeOf', 'is', 'isExtensible', 'setPrototypeOf',
  ],
  Reflect: ['apply', 'construct', 'ownKeys'],
  Symbol: ['asyncDispose', 'asyncIterator', 'dispose', 'for', 'hasInstance', 'iterator', 'toPrimitive', 'toStringTag'],
};
for (const [owner, names] of Object.entries(STATICS)) {
  for (const name of names) primordials[`${owner}${nameOf(name)}`] = globalThis[owner][name];
}
for (const name of ['reject', 'resolve', 'withResolvers']) {
  primordials[`Promise${nameOf(name)}`] = Promise[name].bind(Promise);
}

const TypedArray = Reflect.getPrototypeOf(Uint8Array);

/** Methods, which take their `this` as first argument. */
const METHODS = [
  [Array, ['toSorted']],
  [ArrayBuffer, ['transfer']],
  [BigInt, ['valueOf']],
  [Boolean, ['valueOf']],
  [Date, ['getTime', 'toISOString', 'toString']],
  [Error, ['toString']],
  [Function, ['bind', 'call', 'toString', Symbol.hasInstance]],
  [Map, ['entries']],
  [Number, ['valueOf']],
  [Object, ['hasOwnProperty', 'toString']],
  [Promise, ['then']],
  [RegExp, ['toString']],
  [Set, ['values']],
  [String, ['isWellFormed', 'toWellFormed', 'valueOf']],
  [Symbol, ['toString', 'valueOf']],
  [TypedArray, ['indexOf', 'lastIndexOf']],
];
for (const [owner, keys] of METHODS) {
  for (const key of keys) primordials[`${owner.name}Prototype${nameOf(key)}`] = uncurryThis(owner.prototype[key]);
}

/** Getters, likewise. */
const GETTERS = [
  [ArrayBuffer, 'detached'],
  [Map, 'size'],
  [Set, 'size'],
  [TypedArray, 'length'],
  [TypedArray, Symbol.toStringTag],
];
for (const [owner, key] of GETTERS) {
  const { get } = Reflect.getOwnPropertyDescriptor(owner.prototype, key);
  primordials[`${owner.name}PrototypeGet${nameOf(key)}`] = uncurryThis(get);
}

primordials.ErrorPrototype = Error.prototype;
primordials.ObjectPrototype = Object.prototype;
primordials.PromisePrototype = Promise.prototype;
primordials.AsyncIteratorPrototype = Reflect.getPrototypeOf(Reflect.getPrototypeOf(async function* () {}).prototype);

/** A subclass whose own iteration and methods no program can patch. */
function makeSafe(unsafe, safe) {
  if (Symbol.iterator in unsafe.prototype) {
    const sample = new unsafe();
    for (const key of Reflect.ownKeys(unsafe.prototype)) {
      if (Object.hasOwn(safe.prototype, key)) continue;
      const descriptor = Reflect.getOwnPropertyDescriptor(unsafe.prototype, key);
      const isIterating = typeof descriptor.value === 'function' && descriptor.value.length === 0 &&
        Symbol.iterator in Object(descriptor.value.call(sample) ?? {});
      if (isIterating) {
        const createIterator = uncurryThis(descriptor.value);
        const next = uncurryThis(createIterator(sample).next);
        descriptor.value = function() {
          const inner = createIterator(this);
          return { __proto__: null, next: () => next(inner), [Symbol.iterator]() { return this; } };
        };
      }
      Reflect.defineProperty(safe.prototype, key, descriptor);
    }
  } else {
    for (const key of Reflect.ownKeys(unsafe.prototype)) {
      if (Object.hasOwn(safe.prototype, key)) continue;
      Reflect.defineProperty(safe.prototype, key, Reflect.getOwnPropertyDescriptor(unsafe.prototype, key));
    }
  }
  Object.setPrototypeOf(safe.prototype, null);
  Object.freeze(safe.prototype);
  Object.freeze(safe);
  return safe;
}
primordials.SafeMap = makeSafe(Map, class SafeMap extends Map { constructor(entries) { super(entries); } });
primordials.SafeSet = makeSafe(Set, class SafeSet extends Set { constructor(values) { super(values); } });
primordials.SafeWeakMap = makeSafe(WeakMap, class SafeWeakMap extends WeakMap { constructor(entries) { super(entries); } });
primordials.SafeWeakSet = makeSafe(WeakSet, class SafeWeakSet extends WeakSet { constructor(values) { super(values); } });
primordials.SafeWeakRef = makeSafe(WeakRef, class SafeWeakRef extends WeakRef { constructor(target) { super(target); } });
primordials.SafeFinalizationRegistry = makeSafe(FinalizationRegistry,
  class SafeFinalizationRegistry extends FinalizationRegistry { constructor(cleanup) { super(cleanup); } });

const { PromisePrototypeThen } = primordials;
const SafePromise = makeSafe(Promise, class SafePromise extends Promise { constructor(executor) { super(executor); } });
primordials.SafePromisePrototypeFinally = (promise, onFinally) => new Promise((resolve, reject) => {
  new SafePromise((a, b) => PromisePrototypeThen(promise, a, b)).finally(onFinally).then(resolve, reject);
});
primordials.SafePromiseAll = (promises, map) => Promise.all(Array.from(promises, map ?? ((value) => value)));
// A name that is missing above must not be undefined at the first call of it.
Object.setPrototypeOf(primordials, new Proxy({ __proto__: null }, {
  __proto__: null,
  get(_, name) { throw new Error(`[simulator bug] no primordial ${name}`); },
}));
Object.freeze(primordials);
