// readable.map(): calls a function for each chunk, several at a time if asked, and gives the results in order.
// Node's doc: stream, "readable.map()".
'use strict';

const profile = require('internal/profile');
const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const {
  validateAbortSignal, validateFunction, validateInteger, validateObject,
} = require('internal/validators');
const { PromisePrototypeThen, PromiseReject, PromiseResolve } = primordials;

/** What a callback gives when there is to be no result. */
const kEmpty = Symbol('kEmpty');
const kEof = Symbol('kEof');

/** Throws ERR_INVALID_ARG_TYPE for what is no function. */
function validateCallback(fn, name) {
  if (profile.operatorsWantFunction) validateFunction(fn, name);
  else if (typeof fn !== 'function') throw new ERR_INVALID_ARG_TYPE(name, ['Function', 'AsyncFunction'], fn);
}

/** One running map(): the pump calls the function ahead, the reader takes results from the queue. */
class Mapping {
  constructor(stream, fn, outerSignal, concurrency, queueMax) {
    this.stream = stream;
    this.fn = fn;
    this.outerSignal = outerSignal;
    /** What `fn` is given as its second argument. */
    this.fnOptions = null;
    this.concurrency = concurrency;
    this.queueMax = queueMax;
    /** Promises of results, in the order of the chunks. */
    this.queue = [];
    /** Wakes the reader. */
    this.next = null;
    /** Wakes the pump. */
    this.resume = null;
    this.done = false;
    /** Calls of `fn` that have not settled. */
    this.running = 0;
    this.itemProcessed = () => {
      this.running -= 1;
      this.maybeResume();
    };
    this.itemFailed = () => {
      this.done = true;
      this.itemProcessed();
    };
  }

  maybeResume() {
    if (this.resume && !this.done && this.running < this.concurrency && this.queue.length < this.queueMax) {
      this.wake('resume');
    }
  }

  wake(name) {
    const wake = this[name];
    if (!wake) return;
    wake();
    this[name] = null;
  }

  /** @returns {*} a promise of the result, or kEmpty at once */
  call(val) {
    try {
      const result = this.fn(val, this.fnOptions);
      return result === kEmpty ? kEmpty : PromiseResolve(result);
    } catch (err) {
      return PromiseReject(err);
    }
  }

  async pump() {
    const { queue } = this;
    try {
      for await (const val of this.stream) {
        if (this.done) return;
        if (this.signal.aborted) throw new AbortError();
        const result = this.call(val);
        if (result === kEmpty) continue;

        this.running += 1;
        PromisePrototypeThen(result, this.itemProcessed, this.itemFailed);
        queue.push(result);
        this.wake('next');
        if (!this.done && (queue.length >= this.queueMax || this.running >= this.concurrency)) {
          await new Promise((resolve) => {
            this.resume = resolve;
          });
        }
      }
      queue.push(kEof);
    } catch (err) {
      const failed = PromiseReject(err);
      PromisePrototypeThen(failed, this.itemProcessed, this.itemFailed);
      queue.push(failed);
    } finally {
      this.done = true;
      this.wake('next');
    }
  }

  get signal() {
    return this.fnOptions.signal;
  }

  /** The results in order. Nothing happens before the first one is asked for. */
  async* results() {
    const { AbortSignal } = require('internal/abort_controller');
    this.fnOptions = { signal: AbortSignal.any(this.outerSignal ? [this.outerSignal] : []) };
    const { queue } = this;
    this.pump();
    try {
      while (true) {
        while (queue.length > 0) {
          const val = await queue[0];
          if (val === kEof) return;
          if (this.signal.aborted) throw new AbortError();
          if (val !== kEmpty) yield val;
          queue.shift();
          this.maybeResume();
        }
        await new Promise((resolve) => {
          this.next = resolve;
        });
      }
    } finally {
      this.done = true;
      this.wake('resume');
    }
  }
}

/**
 * @param {Function} fn `(chunk, { signal })`, its promise awaited
 * @param {object} [options] `concurrency` (1), `highWaterMark` (concurrency - 1): results waiting to be read, `signal`
 */
function map(fn, options) {
  validateCallback(fn, 'fn');
  if (options != null) validateObject(options, 'options');
  if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal');

  const concurrency = options?.concurrency != null ? Math.floor(options.concurrency) : 1;
  const highWaterMark = options?.highWaterMark != null ? Math.floor(options.highWaterMark) : concurrency - 1;
  validateInteger(concurrency, 'options.concurrency', 1);
  validateInteger(highWaterMark, 'options.highWaterMark', 0);

  return new Mapping(this, fn, options?.signal, concurrency, highWaterMark + concurrency).results();
}

module.exports = { map, kEmpty, validateCallback };
