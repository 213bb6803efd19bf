// Copies of the language's own functions, taken before the program can change them: `Array.prototype.map` becomes
// `ArrayPrototypeMap(array, …)`. Filled into the object that every builtin is called with.
'use strict';

const { apply, bind, call } = Function.prototype;
const uncurryThis = bind.bind(call);
const applyBind = bind.bind(apply);
primordials.uncurryThis = uncurryThis;
primordials.applyBind = applyBind;

const capitalized = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;

/** `foo` becomes `Foo`, `Symbol.iterator` becomes `SymbolIterator`. */
function nameOf(key) {
  return typeof key === 'symbol' ? `Symbol${capitalized(key.description.slice('Symbol.'.length))}` : capitalized(key);
}

/** Copies one property; methods are bound to their owner, or take it as first argument when `uncurry` is set. */
function copyProperty(from, key, prefix, uncurry) {
  const descriptor = Reflect.getOwnPropertyDescriptor(from, key);
  const name = `${prefix}${nameOf(key)}`;
  if (descriptor.get !== undefined) {
    const accessor = (kind) => `${prefix}${kind}${nameOf(key)}`;
    primordials[accessor('Get')] = uncurryThis(descriptor.get);
    if (descriptor.set !== undefined) primordials[accessor('Set')] = uncurryThis(descriptor.set);
    return;
  }
  const { value } = descriptor;
  if (typeof value !== 'function') {
    primordials[name] = value;
    return;
  }
  primordials[name] = uncurry ? uncurryThis(value) : value.bind(from);
  // `ArrayPrototypePushApply(array, list)`: a list as arguments.
  if (uncurry && (key === 'push' || key === 'unshift' || key === 'concat')) {
    primordials[`${name}Apply`] = applyBind(value);
  }
}

function copyProperties(from, prefix, uncurry) {
  for (const key of Reflect.ownKeys(from)) copyProperty(from, key, prefix, uncurry);
}

for (const name of ['Proxy', 'globalThis']) primordials[name] = globalThis[name];
for (const name of ['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'eval']) {
  primordials[name] = globalThis[name];
}
for (const name of ['JSON', 'Math', 'Reflect']) copyProperties(globalThis[name], name, false);
primordials.ProxyRevocable = Proxy.revocable;

// Without Atomics and SharedArrayBuffer: V8 adds them to a context after it has come out of a snapshot.
const CLASSES = [
  'AggregateError', 'Array', 'ArrayBuffer', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Boolean', 'DataView', 'Date',
  'Error', 'EvalError', 'FinalizationRegistry', 'Float32Array', 'Float64Array', 'Function', 'Int16Array', 'Int32Array',
  'Int8Array', 'Map', 'Number', 'Object', 'Promise', 'RangeError', 'ReferenceError', 'RegExp', 'Set', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'URIError', 'Uint16Array', 'Uint32Array',
  'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakRef', 'WeakSet',
];
for (const name of CLASSES) {
  const original = globalThis[name];
  primordials[name] = original;
  // Statics of Promise take the constructor as `this`, so that they stay usable for subclasses.
  copyProperties(original, name, name === 'Promise');
  copyProperties(original.prototype, `${name}Prototype`, true);
}
for (const method of ['all', 'allSettled', 'any', 'race', 'reject', 'resolve', 'withResolvers', 'try']) {
  if (Promise[method]) primordials[`Promise${capitalized(method)}`] = Promise[method].bind(Promise);
}

const TypedArray = Reflect.getPrototypeOf(Uint8Array);
const ITERATOR_PROTOTYPES = {
  TypedArray: { constructor: TypedArray, prototype: TypedArray.prototype },
  ArrayIterator: { prototype: Reflect.getPrototypeOf([][Symbol.iterator]()) },
  StringIterator: { prototype: Reflect.getPrototypeOf(''[Symbol.iterator]()) },
};
for (const [name, { constructor, prototype }] of Object.entries(ITERATOR_PROTOTYPES)) {
  if (constructor !== undefined) {
    primordials[name] = constructor;
    copyProperties(constructor, name, false);
  }
  copyProperties(prototype, `${name}Prototype`, true);
}
primordials.IteratorPrototype = Reflect.getPrototypeOf(primordials.ArrayIteratorPrototype ?? Reflect.getPrototypeOf([][Symbol.iterator]()));
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
primordials.makeSafe = makeSafe;
primordials.SafeMap = makeSafe(Map, class SafeMap extends Map { constructor(entries) { super(entries); } });
primordials.SafeSet = makeSafe(Set, class SafeSet extends Set { constructor(values) { super(values); } });
primordials.SafeWeakMap = makeSafe(WeakMap, class SafeWeakMap extends WeakMap { constructor(entries) { super(entries); } });
primordials.SafeWeakSet = makeSafe(WeakSet, class SafeWeakSet extends WeakSet { constructor(values) { super(values); } });
primordials.SafeWeakRef = makeSafe(WeakRef, class SafeWeakRef extends WeakRef { constructor(target) { super(target); } });
primordials.SafeFinalizationRegistry = makeSafe(FinalizationRegistry,
  class SafeFinalizationRegistry extends FinalizationRegistry { constructor(cleanup) { super(cleanup); } });

/** An iterable whose iteration does not go through `Array.prototype[Symbol.iterator]`. */
function makeSafeIterator(factory, next) {
  class SafeIterator {
    constructor(iterable) { this._iterator = factory(iterable); }
    next() { return next(this._iterator); }
    [Symbol.iterator]() { return this; }
  }
  Object.setPrototypeOf(SafeIterator.prototype, null);
  return SafeIterator;
}
primordials.SafeArrayIterator = makeSafeIterator(primordials.ArrayPrototypeSymbolIterator, primordials.ArrayIteratorPrototypeNext);
primordials.SafeStringIterator = makeSafeIterator(primordials.StringPrototypeSymbolIterator, primordials.StringIteratorPrototypeNext);

const { PromisePrototypeThen } = primordials;
primordials.SafePromise = makeSafe(Promise, class SafePromise extends Promise { constructor(executor) { super(executor); } });
primordials.PromisePrototypeCatch = (promise, onRejected) => PromisePrototypeThen(promise, undefined, onRejected);
primordials.SafePromisePrototypeFinally = (promise, onFinally) => new Promise((resolve, reject) => {
  new primordials.SafePromise((a, b) => PromisePrototypeThen(promise, a, b)).finally(onFinally).then(resolve, reject);
});
const settle = (combine) => (promises, map) => combine(Array.from(promises, map ?? ((value) => value)));
primordials.SafePromiseAll = settle((list) => Promise.all(list));
primordials.SafePromiseAllReturnArrayLike = primordials.SafePromiseAll;
primordials.SafePromiseAllReturnVoid = settle((list) => Promise.all(list).then(() => {}));
primordials.SafePromiseAllSettled = settle((list) => Promise.allSettled(list));
primordials.SafePromiseAllSettledReturnVoid = settle((list) => Promise.allSettled(list).then(() => {}));
primordials.SafePromiseAny = settle((list) => Promise.any(list));
primordials.SafePromiseRace = settle((list) => Promise.race(list));
primordials.ArrayPrototypeSymbolIterator ??= uncurryThis(Array.prototype[Symbol.iterator]);
primordials.hardenRegExp = (regExp) => regExp;
primordials.SafeStringPrototypeSearch = (text, regExp) => {
  const match = primordials.RegExpPrototypeExec(regExp, text);
  return match ? match.index : -1;
};
Object.setPrototypeOf(primordials, null);
Object.freeze(primordials);
