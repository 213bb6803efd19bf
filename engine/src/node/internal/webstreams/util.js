// What the three kinds of web streams share: brands, queues, promises made late, and how callbacks of programs are
// called. The rules are those of the WHATWG Streams Standard; the microtask turns they take are Node's, as measured.
//
// A public object (a ReadableStream, a writer…) keeps what it is under kState: a "core", on which all algorithms of the
// standard work. Cores know each other; public objects are only the doors.
'use strict';

const profile = require('internal/profile');
const { ERR_INVALID_ARG_VALUE } = require('internal/errors').codes;
const { validateFunction, validateObject } = require('internal/validators');
const { kDeserialize, kTransfer, kTransferList, markTransferMode } = require('internal/worker/js_transferable');
const {
  AsyncIteratorPrototype, PromisePrototypeThen, PromiseReject, PromiseResolve,
} = primordials;

/** The core behind a public object. */
const kState = Symbol('kState');
/** The name of the class of a public object. */
const kType = Symbol('kType');
/** Argument that opens the constructors a program must not call. */
const kSkipThrow = Symbol('kSkipThrow');

/** One promise, resolved for good: a reaction to it runs in the next turn. */
const kResolvedPromise = PromiseResolve();

/** An algorithm's answer "I shall call the reaction myself". */
const kParkedAlgorithmResult = Symbol('kParkedAlgorithmResult');

/** Prototype of the iterators of readable streams: the async iterator prototype with two methods of its own. */
const AsyncIterator = { __proto__: AsyncIteratorPrototype, next: undefined, return: undefined };

const getNonWritablePropertyDescriptor = (value) => ({ __proto__: null, configurable: true, value });

/** Says that messages may move streams of a class, but not copy them. */
function defineTransfer(prototype) {
  const methods = {
    [kTransferList]() {
      return require('internal/webstreams/transfer').transferListOf(this);
    },
    [kTransfer]() {
      return require('internal/webstreams/transfer').transferStream(this);
    },
    [kDeserialize](data) {
      require('internal/webstreams/transfer').receiveStream(this, data);
    },
  };
  for (const key of [kTransferList, kTransfer, kDeserialize]) {
    Object.defineProperty(prototype, key, { __proto__: null, configurable: true, value: methods[key] });
  }
}

/** Marks one stream of such a class. */
function markTransferable(stream) {
  markTransferMode(stream, false, true);
  return stream;
}

/** A test for objects of one class, from this realm or transferred. */
function isBrandCheck(brand) {
  return (value) => value != null && value[kState] !== undefined && value[kType] === brand;
}

/** What console.log shows of a stream, reader…: its name and a few facts. */
function customInspect(depth, options, name, data) {
  if (depth < 0) return this;
  const { inspect } = require('internal/util/inspect');
  return `${name} ${inspect(data, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
}

/** The number of a strategy. Throws ERR_INVALID_ARG_VALUE (a RangeError) for NaN and negative ones. */
function extractHighWaterMark(value, defaultMark) {
  if (value === undefined) return defaultMark;
  const mark = +value;
  if (Number.isNaN(mark) || mark < 0) {
    throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.highWaterMark', profile.webMarksShowAsGiven ? value : mark);
  }
  return mark;
}

const defaultSizeAlgorithm = () => 1;

/** The size function of a strategy. */
function extractSizeAlgorithm(size) {
  if (size === undefined) return defaultSizeAlgorithm;
  validateFunction(size, 'strategy.size');
  return size;
}

/**
 * Throws ERR_INVALID_ARG_TYPE for a constructor argument that is no object. Node 18 takes whatever it gets.
 * @param {number} flags of validateObject
 */
function checkObject(value, name, flags) {
  if (profile.webStreamsCheckArguments) validateObject(value, name, flags);
}

/** First in, first out; taken slots are dropped in batches. */
class Queue {
  constructor() {
    this.items = [];
    this.head = 0;
  }

  get length() {
    return this.items.length - this.head;
  }

  push(item) {
    this.items.push(item);
  }

  peek() {
    return this.items[this.head];
  }

  shift() {
    const item = this.items[this.head];
    this.items[this.head++] = undefined;
    if (this.head === this.items.length) {
      this.items.length = 0;
      this.head = 0;
    } else if (this.head > 1024) {
      this.items.splice(0, this.head);
      this.head = 0;
    }
    return item;
  }
}

/** A queue of chunks with sizes, and their sum. */
class SizedQueue {
  constructor() {
    this.values = new Queue();
    this.sizes = new Queue();
    this.totalSize = 0;
  }

  get length() {
    return this.values.length;
  }

  peek() {
    return this.values.peek();
  }

  /** Throws ERR_INVALID_ARG_VALUE (a RangeError) unless the size is a finite number of at least 0. */
  enqueue(value, size) {
    const number = +size;
    if (Number.isNaN(number) || number < 0 || number === Infinity) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('size', size);
    }
    this.values.push(value);
    this.sizes.push(number);
    this.totalSize += number;
  }

  dequeue() {
    // Sums of fractions may end a little below 0.
    this.totalSize = Math.max(0, this.totalSize - this.sizes.shift());
    return this.values.shift();
  }
}

/** Keeps a rejection from being reported: nobody need look at this promise. */
function setPromiseHandled(promise) {
  PromisePrototypeThen(promise, undefined, () => {});
}

/** Has the promise not settled? */
function isPromisePending(promise) {
  const { getPromiseDetails, constants: { kPending } } = internalBinding('util');
  return getPromiseDetails(promise)?.[0] === kPending;
}

/** A settled promise where others have one that can be settled. */
function resolvedRecord() {
  return { promise: PromiseResolve(), resolve() {}, reject() {} };
}

function rejectedHandledRecord(error) {
  const promise = PromiseReject(error);
  setPromiseHandled(promise);
  return { promise, resolve() {}, reject() {} };
}

/** Throws for what cannot be called: Node 18 in the words of Function.prototype.bind. */
function checkCallback(name, fn) {
  if (profile.webStreamsCheckArguments) validateFunction(fn, name);
  else Function.prototype.bind.call(fn);
}

/**
 * A program's callback that runs once per chunk (pull, write, transform). What it gives is used as it is; in Node 20
 * and 22 it went through an async function, which costs a promise two more turns.
 */
function chunkCallback(name, fn, thisArg) {
  checkCallback(name, fn);
  if (profile.webChunkCallbacksAreAsync) return async (a, b) => fn.call(thisArg, a, b);
  return (a, b) => fn.call(thisArg, a, b);
}

/** A program's callback that runs once in a stream's life (cancel, close, abort, flush): always answers a promise. */
function promiseCallback(name, fn, thisArg) {
  checkCallback(name, fn);
  if (profile.webCallbacksAreAsync) return async (...args) => Reflect.apply(fn, thisArg, args);
  return (...args) => {
    try {
      return PromiseResolve(Reflect.apply(fn, thisArg, args));
    } catch (error) {
      return PromiseReject(error);
    }
  };
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Calls a reaction to what an algorithm gave: a value, a promise, or kParkedAlgorithmResult for none. */
function thenAlgorithmResult(result, onFulfilled, onRejected) {
  if (result === kParkedAlgorithmResult) return;
  if (isObject(result)) PromisePrototypeThen(PromiseResolve(result), onFulfilled, onRejected);
  else PromisePrototypeThen(kResolvedPromise, onFulfilled);
}

/**
 * Calls an algorithm and reacts to its answer; what it throws is a rejection. (In Node 20 and 22 programs' callbacks
 * cannot throw here, and what an internal one throws goes to the caller.)
 */
function runAlgorithm(algorithm, a, b, onFulfilled, onRejected) {
  if (profile.webChunkCallbacksAreAsync) {
    thenAlgorithmResult(algorithm(a, b), onFulfilled, onRejected);
    return;
  }
  let result;
  try {
    result = algorithm(a, b);
  } catch (error) {
    result = PromiseReject(error);
  }
  thenAlgorithmResult(result, onFulfilled, onRejected);
}

/** Reacts to what start() gave. A promise takes two turns more from Node 20 on, as the standard's wording has it. */
function thenStartResult(result, onFulfilled, onRejected) {
  const promise = profile.webStartAdoptsPromises ?
    new Promise((resolve) => resolve(result)) :
    PromiseResolve(result);
  PromisePrototypeThen(promise, onFulfilled, onRejected);
}

/** Promise.all, in the turns that it takes in Node: each promise is wrapped first, and the result once more. */
function settleAll(promises) {
  const wrap = (promise) => new Promise((resolve, reject) => {
    PromisePrototypeThen(promise, resolve, reject);
  });
  return wrap(Promise.all(promises.map(wrap)));
}

/** Waits for all promises, or the first rejection, without their values and with the fewest turns. */
function waitForAll(promises) {
  return new Promise((resolve, reject) => {
    let pending = promises.length;
    if (pending === 0) resolve();
    const fulfilled = () => {
      if (--pending === 0) resolve();
    };
    for (const promise of promises) PromisePrototypeThen(PromiseResolve(promise), fulfilled, reject);
  });
}

const nonOpCallback = () => {};
const nonOpAsync = async () => {};

/** { done, value } as read() gives it; the order of the properties shows. */
function readResult(value, done) {
  return profile.webReadResultsSayDoneFirst ? { done, value } : { value, done };
}

/** A lasting error about a lock that was given up. Its stack would only show who was first. */
function lastingError(message) {
  const { ERR_INVALID_STATE } = require('internal/errors').codes;
  const error = new ERR_INVALID_STATE.TypeError(message);
  error.stack = `${error.name} [${error.code}]: ${error.message}`;
  return error;
}

module.exports = {
  kState, kType, kSkipThrow, kResolvedPromise, kParkedAlgorithmResult,
  AsyncIterator, Queue, SizedQueue, defineTransfer, markTransferable,
  getNonWritablePropertyDescriptor, isBrandCheck, isObject, customInspect, checkObject,
  extractHighWaterMark, extractSizeAlgorithm, defaultSizeAlgorithm,
  setPromiseHandled, isPromisePending, resolvedRecord, rejectedHandledRecord,
  chunkCallback, promiseCallback, thenAlgorithmResult, runAlgorithm, thenStartResult,
  settleAll, waitForAll,
  nonOpCallback, nonOpAsync, readResult, lastingError,
};
