// ReadableStream.from(): a stream that pulls an iterable. WHATWG Streams, "ReadableStreamFromIterable".
'use strict';

const profile = require('internal/profile');
const { ERR_ARG_NOT_ITERABLE, ERR_INVALID_STATE } = require('internal/errors').codes;
const { kParkedAlgorithmResult, kResolvedPromise, isObject } = require('internal/webstreams/util');
const { PromisePrototypeThen, PromiseReject, PromiseResolve } = primordials;

const notAnObject = (method) => new ERR_INVALID_STATE.TypeError(
  `The promise returned by the iterator.${method}() method must fulfill with an object`);

/** The iterator of anything iterable, and its next(), looked up once. */
function iteratorOf(iterable) {
  const method = iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator];
  if (typeof method !== 'function') throw new ERR_ARG_NOT_ITERABLE(iterable);
  const iterator = method.call(iterable);
  if (!isObject(iterator)) throw new ERR_INVALID_STATE.TypeError('The iterator method must return an object');
  return iterator;
}

/** Up to Node 22 a synchronous iterator went through an async generator, with the turns that takes. */
function asyncIteratorOf(iterable) {
  const iterator = iteratorOf(iterable);
  if (iterable[Symbol.asyncIterator] != null) return iterator;
  const onlyOnce = { [Symbol.iterator]: () => iterator };
  return (async function* () {
    return yield* onlyOnce;
  }());
}

/** The iterator's return(), when the stream is cancelled. */
function cancelAlgorithmOf(iterator) {
  if (profile.webFromPullsByCallback) {
    return async (reason) => {
      const { return: method } = iterator;
      if (method === undefined) return;
      if (!isObject(await method.call(iterator, reason))) throw notAnObject('return');
    };
  }
  return async (reason) => {
    const { return: method } = iterator;
    if (method === undefined) return undefined;
    return PromisePrototypeThen(PromiseResolve(method.call(iterator, reason)), (result) => {
      if (!isObject(result)) throw notAnObject('return');
    });
  };
}

/** Pulls from Node 24 on: the reaction enqueues and tells the controller itself that the pull is over. */
class Puller {
  constructor(iterator) {
    this.iterator = iterator;
    this.nextMethod = iterator.next;
    /** Core of the stream's controller. */
    this.controller = undefined;
    this.taken = (result) => this.take(result);
    this.enqueued = (value) => this.enqueue(value);
    this.failed = (error) => this.controller.error(error);
  }

  pull() {
    let result;
    try {
      result = this.nextMethod.call(this.iterator);
    } catch (error) {
      return PromiseReject(error);
    }
    if (isObject(result)) PromisePrototypeThen(PromiseResolve(result), this.taken, this.failed);
    else PromisePrototypeThen(kResolvedPromise, () => this.take(result));
    return kParkedAlgorithmResult;
  }

  take(result) {
    if (!isObject(result)) {
      this.failed(notAnObject('next'));
      return;
    }
    try {
      if (result.done) {
        this.controller.close();
      } else {
        const { value } = result;
        if (isObject(value)) {
          // Awaited, in case it is a promise.
          PromisePrototypeThen(PromiseResolve(value), this.enqueued, this.failed);
          return;
        }
        this.controller.enqueue(value);
      }
    } catch (error) {
      this.failed(error);
      return;
    }
    this.controller.pullFulfilled();
  }

  enqueue(value) {
    try {
      this.controller.enqueue(value);
    } catch (error) {
      this.failed(error);
      return;
    }
    this.controller.pullFulfilled();
  }
}

/** Pulls up to Node 22: an async function around the iterator's promise. */
class PromisePuller {
  constructor(iterator) {
    this.iterator = iterator;
    this.nextMethod = iterator.next;
    this.controller = undefined;
  }

  async pull() {
    const result = this.nextMethod.call(this.iterator);
    if (typeof result !== 'object' || result === null) {
      throw new ERR_INVALID_STATE.TypeError('The iterator.next() method must return an object');
    }
    return PromisePrototypeThen(PromiseResolve(result), (result) => {
      if (typeof result !== 'object' || result === null) throw notAnObject('next');
      if (result.done) this.controller.close();
      else this.controller.enqueue(result.value);
    });
  }
}

/**
 * @param {Function} create makes a stream of two algorithms and a high water mark
 */
function readableStreamFromIterable(iterable, create) {
  const byCallback = profile.webFromPullsByCallback;
  const iterator = byCallback ? iteratorOf(iterable) : asyncIteratorOf(iterable);
  const puller = byCallback ? new Puller(iterator) : new PromisePuller(iterator);
  const { stream, controller } = create({ pull: () => puller.pull(), cancel: cancelAlgorithmOf(iterator) }, 0);
  puller.controller = controller;
  return stream;
}

module.exports = { readableStreamFromIterable };
