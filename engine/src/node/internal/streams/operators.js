// The array-like helpers of a readable: map, filter, toArray…
// Node's doc: stream, "readable.map()" and its neighbours.
//
// Each works on `this`, anything async iterable. map, on which most are built, is in operators/map.js.
'use strict';

const {
  AbortError,
  codes: { ERR_MISSING_ARGS, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { validateAbortSignal, validateObject } = require('internal/validators');
const { map, kEmpty, validateCallback } = require('internal/streams/operators/map');

/** Throws ERR_INVALID_ARG_TYPE unless options are absent or right. */
function validateOptions(options) {
  if (options != null) validateObject(options, 'options');
  if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal');
}

function throwIfAborted(options) {
  if (options?.signal?.aborted) throw new AbortError();
}

/** Up to Node 20; deprecated there. */
function asIndexedPairs(options = undefined) {
  validateOptions(options);
  return async function* asIndexedPairs() {
    let index = 0;
    for await (const val of this) {
      if (options?.signal?.aborted) throw new AbortError({ cause: options.signal.reason });
      yield [index++, val];
    }
  }.call(this);
}

async function some(fn, options = undefined) {
  for await (const unused of filter.call(this, fn, options)) return true; // eslint-disable-line no-unused-vars
  return false;
}

async function every(fn, options = undefined) {
  validateCallback(fn, 'fn');
  // Every one passes if there is none that does not.
  return !(await some.call(this, async (...args) => !(await fn(...args)), options));
}

async function find(fn, options) {
  for await (const result of filter.call(this, fn, options)) return result;
  return undefined;
}

async function forEach(fn, options) {
  validateCallback(fn, 'fn');
  async function forEachFn(value, options) {
    await fn(value, options);
    return kEmpty;
  }
  for await (const unused of map.call(this, forEachFn, options)); // eslint-disable-line no-unused-vars
}

function filter(fn, options) {
  validateCallback(fn, 'fn');
  async function filterFn(value, options) {
    return await fn(value, options) ? value : kEmpty;
  }
  return map.call(this, filterFn, options);
}

/** The same code as for a missing argument, with words that fit an empty stream. */
class ReduceAwareErrMissingArgs extends ERR_MISSING_ARGS {
  constructor() {
    super('reduce');
    this.message = 'Reduce of an empty stream requires an initial value';
  }
}

async function reduce(reducer, initialValue, options) {
  validateCallback(reducer, 'reducer');
  validateOptions(options);
  let hasInitialValue = arguments.length > 1;
  if (options?.signal?.aborted) {
    const err = new AbortError(undefined, { cause: options.signal.reason });
    this.once('error', () => {}); // It is thrown below.
    const { finished } = require('internal/streams/end-of-stream');
    await finished(this.destroy(err));
    throw err;
  }
  const { AbortController } = require('internal/abort_controller');
  const ac = new AbortController();
  const { signal } = ac;
  if (options?.signal) {
    const { kWeakHandler, kResistStopPropagation } = require('internal/event_target');
    options.signal.addEventListener('abort', () => ac.abort(), {
      once: true, [kWeakHandler]: this, [kResistStopPropagation]: true,
    });
  }
  let gotAnyItemFromStream = false;
  try {
    for await (const value of this) {
      gotAnyItemFromStream = true;
      throwIfAborted(options);
      if (!hasInitialValue) {
        initialValue = value;
        hasInitialValue = true;
      } else {
        initialValue = await reducer(initialValue, value, { signal });
      }
    }
    if (!gotAnyItemFromStream && !hasInitialValue) throw new ReduceAwareErrMissingArgs();
  } finally {
    ac.abort();
  }
  return initialValue;
}

async function toArray(options) {
  validateOptions(options);
  const result = [];
  for await (const val of this) {
    if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
    result.push(val);
  }
  return result;
}

function flatMap(fn, options) {
  const values = map.call(this, fn, options);
  return async function* flatMap() {
    for await (const val of values) yield* val;
  }.call(this);
}

/** A count as the language's iterator helpers take it: NaN is 0, less than 0 throws ERR_OUT_OF_RANGE. */
function toIntegerOrInfinity(number) {
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw new ERR_OUT_OF_RANGE('number', '>= 0', number);
  return number;
}

function drop(number, options = undefined) {
  validateOptions(options);
  number = toIntegerOrInfinity(number);
  return async function* drop() {
    throwIfAborted(options);
    for await (const val of this) {
      throwIfAborted(options);
      if (number-- <= 0) yield val;
    }
  }.call(this);
}

function take(number, options = undefined) {
  validateOptions(options);
  number = toIntegerOrInfinity(number);
  return async function* take() {
    throwIfAborted(options);
    for await (const val of this) {
      throwIfAborted(options);
      if (number-- > 0) yield val;
      // The last one was given: do not ask for another.
      if (number <= 0) return;
    }
  }.call(this);
}

/** compose() as an operator, up to Node 22: the result is read through one more readable. */
function compose(stream, options) {
  validateOptions(options);
  const { isWritable, isNodeStream } = require('internal/streams/utils');
  if (isNodeStream(stream) && !isWritable(stream)) {
    const { ERR_INVALID_ARG_VALUE } = require('internal/errors').codes;
    throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be writable');
  }
  const composed = require('internal/streams/compose')(this, stream);
  if (options?.signal) {
    require('internal/streams/add-abort-signal').addAbortSignalNoValidate(options.signal, composed);
  }
  return composed;
}

const { deprecate } = require('internal/util');

module.exports = {
  asIndexedPairs: deprecate(asIndexedPairs, 'readable.asIndexedPairs will be removed in a future version.'),
  compose,
  drop,
  every,
  filter,
  find,
  flatMap,
  forEach,
  map,
  reduce,
  some,
  take,
  toArray,
};
