// events.once() and events.on(): waiting for events of an emitter or an EventTarget with promises.
//
// The exact turn at which an awaiting program goes on is part of the behaviour: once() is an async function that
// returns a promise (three turns more than its resolve()), next() of an iterator hands out plain promises.

'use strict';

const {
  AsyncIteratorPrototype,
  NumberMAX_SAFE_INTEGER,
  ObjectSetPrototypeOf,
  Promise,
  PromiseReject,
  PromiseResolve,
  SymbolAsyncIterator,
  SymbolDispose,
  SymbolFor,
} = primordials;

const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateAbortSignal, validateInteger, validateObject } = require('internal/validators');
const { kEmptyObject } = require('internal/util');
const { kFirstEventParam } = require('internal/events/symbols');
const { addTo, removeFrom } = require('internal/events/targets');
const { addAbortListener } = require('internal/events/abort_listener');
const profile = require('internal/profile');

const kWatermarkData = SymbolFor('nodejs.watermarkData');

const abortError = (signal) => new AbortError(undefined, { cause: signal.reason });

/** @returns {AbortSignal|undefined} the signal of the options; throws when it is none or has aborted already. */
function liveSignal(options) {
  if (profile.eventsOptionsMustBeObjects) validateObject(options, 'options');
  const signal = options?.signal;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw abortError(signal);
  return signal;
}

/**
 * Waits for one event.
 * @returns {Promise<any[]>} its arguments; rejected by an 'error' event or by the signal
 */
async function once(emitter, name, options = kEmptyObject) {
  const signal = liveSignal(options);
  return new Promise((resolve, reject) => {
    const onError = (err) => {
      emitter.removeListener(name, onEvent);
      if (signal != null) removeFrom(signal, 'abort', onAbort);
      reject(err);
    };
    const onEvent = (...args) => {
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      if (signal != null) removeFrom(signal, 'abort', onAbort);
      resolve(args);
    };
    const onAbort = () => {
      removeFrom(emitter, name, onEvent);
      removeFrom(emitter, 'error', onError);
      reject(abortError(signal));
    };
    addTo(emitter, name, onEvent, { __proto__: null, once: true });
    // The 'error' event of an EventTarget says nothing about the awaited one.
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    if (signal != null) {
      const { kResistStopPropagation } = require('internal/event_target');
      addTo(signal, 'abort', onAbort, { __proto__: null, once: true, [kResistStopPropagation]: true });
    }
  });
}

/** @returns {object} what an async iterator answers; the order of its keys shows when printed. */
function iterResult(value, done) {
  return profile.eventsIteratorDoneComesFirst ? { done, value } : { value, done };
}

/** Listeners that all go at once. */
class Listening {
  #removals = [];

  add(emitter, name, listener) {
    addTo(emitter, name, listener);
    this.#removals.push(() => removeFrom(emitter, name, listener));
  }

  removeAll() {
    while (this.#removals.length > 0) this.#removals.pop()();
  }
}

/** @returns {{ high: number, low: number }} when to pause and to resume the emitter, in buffered events. */
function watermarksOf(options) {
  if (!profile.eventsOnHasWatermarks) return { high: NumberMAX_SAFE_INTEGER, low: 1 };
  const high = options.highWaterMark ?? options.highWatermark ?? NumberMAX_SAFE_INTEGER;
  validateInteger(high, 'options.highWaterMark', 1);
  const low = options.lowWaterMark ?? options.lowWatermark ?? 1;
  validateInteger(low, 'options.lowWaterMark', 1);
  return { high, low };
}

/** Events nobody has asked for yet and questions no event has answered yet: one of the two is always empty. */
class EventQueue {
  #emitter;
  #events = [];
  #waiting = [];
  #listening = new Listening();
  #abortListener = null;
  #error = null;
  #finished = false;
  paused = false;

  constructor(emitter, watermarks) {
    this.#emitter = emitter;
    this.watermarks = watermarks;
  }

  get size() {
    return this.#events.length;
  }

  listen(event, options, signal) {
    const take = (value) => this.#push(value);
    const fail = (err) => this.fail(err);
    this.#listening.add(this.#emitter, event, options[kFirstEventParam] ? take : (...args) => take(args));
    if (event !== 'error' && typeof this.#emitter.on === 'function') this.#listening.add(this.#emitter, 'error', fail);
    if (profile.eventsOnHasWatermarks) {
      for (const name of options.close ?? []) this.#listening.add(this.#emitter, name, () => this.close());
    }
    if (signal) this.#abortListener = addAbortListener(signal, () => this.fail(abortError(signal)));
  }

  #push(value) {
    if (this.#waiting.length > 0) {
      this.#waiting.shift().resolve(iterResult(value, false));
      return;
    }
    this.#events.push(value);
    if (!this.paused && this.size > this.watermarks.high) {
      this.paused = true;
      this.#emitter.pause();
    }
  }

  next() {
    // What came before an error or the end is handed out first.
    if (this.size > 0) {
      const value = this.#events.shift();
      if (this.paused && this.size < this.watermarks.low) {
        this.#emitter.resume();
        this.paused = false;
      }
      return PromiseResolve(iterResult(value, false));
    }
    if (this.#error) {
      const rejected = PromiseReject(this.#error);
      this.#error = null;
      return rejected;
    }
    if (this.#finished) return this.close();
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  fail(err) {
    if (this.#waiting.length > 0) this.#waiting.shift().reject(err);
    else this.#error = err;
    this.close();
  }

  /** Node 18's iterator.throw(): the error waits for the next question, and those already asked stay open. */
  failLater(err) {
    this.#error = err;
    this.#listening.removeAll();
  }

  close() {
    this.#abortListener?.[SymbolDispose]();
    this.#listening.removeAll();
    this.#finished = true;
    const done = iterResult(undefined, true);
    while (this.#waiting.length > 0) this.#waiting.shift().resolve(done);
    return PromiseResolve(done);
  }
}

/**
 * Iterates over the events of a name, buffering what comes between two questions.
 * @param {object} [options] signal; close: names that end the iteration; highWaterMark, lowWaterMark: how many
 *   buffered events pause and resume the emitter
 * @returns {AsyncIterator<any[]>}
 */
function on(emitter, event, options = kEmptyObject) {
  const signal = liveSignal(options);
  const queue = new EventQueue(emitter, watermarksOf(options));
  const iterator = ObjectSetPrototypeOf({
    next() {
      return queue.next();
    },
    return() {
      return queue.close();
    },
    throw(err) {
      if (!err || !(err instanceof Error)) {
        throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', err);
      }
      if (profile.eventsOnHasWatermarks) queue.fail(err);
      else queue.failLater(err);
    },
    [SymbolAsyncIterator]() {
      return this;
    },
  }, AsyncIteratorPrototype);
  if (profile.eventsOnHasWatermarks) {
    // Read by readline to tell its own pauses from the iterator's.
    iterator[kWatermarkData] = {
      get size() {
        return queue.size;
      },
      get low() {
        return queue.watermarks.low;
      },
      get high() {
        return queue.watermarks.high;
      },
      get isPaused() {
        return queue.paused;
      },
    };
  }
  queue.listen(event, options, signal);
  return iterator;
}

module.exports = { on, once };
