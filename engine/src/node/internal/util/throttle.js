// util.throttle: a function that calls another so often in a while at most. Node's doc: "Util", util.throttle(), from
// Node 26 on.
'use strict';

const { PromisePrototypeThen, PromiseReject, PromiseResolve, PromiseWithResolvers, ReflectApply } = primordials;

const { AbortError, codes } = require('internal/errors');
const { kEmptyObject } = require('internal/util');
const { TIMEOUT_MAX } = require('internal/timers');
const {
  validateAbortSignal, validateBoolean, validateFunction, validateInteger, validateObject, validateOneOf,
} = require('internal/validators');
const { abortErrorOf, defineControls } = require('internal/util/rate_limit');

/** The loop's time in milliseconds, as timers see it. */
function loopNow() {
  return internalBinding('timers').getLibuvNow();
}

/** Counts calls by intervals that begin with a call. */
class FixedWindow {
  constructor(limit, interval) {
    this.limit = limit;
    this.interval = interval;
    this.reset();
  }

  reset() {
    this.count = 0;
    this.start = undefined;
  }

  isOver(now) {
    return this.start === undefined || now - this.start >= this.interval;
  }

  /** Whether a call would be let through, without beginning an interval. */
  wouldAdmit(now) {
    return this.isOver(now) || this.count < this.limit;
  }

  admits(now) {
    if (this.isOver(now)) {
      this.count = 0;
      this.start = now;
    }
    return this.count < this.limit;
  }

  reserve() {
    this.count++;
  }

  /** When the next call will be let through. */
  next() {
    return this.start + this.interval;
  }
}

/** Counts calls of the last interval, at any time. */
class RollingWindow {
  constructor(limit, interval) {
    this.limit = limit;
    this.interval = interval;
    this.reset();
  }

  reset() {
    this.times = [];
  }

  wouldAdmit(now) {
    return this.times.filter((time) => now - time < this.interval).length < this.limit;
  }

  admits(now) {
    while (this.times.length > 0 && now - this.times[0] >= this.interval) this.times.shift();
    return this.times.length < this.limit;
  }

  reserve(now) {
    this.times.push(now);
  }

  next() {
    return this.times[0] + this.interval;
  }
}

/** The calls that wait for their turn, and the timer for the next one. */
class Throttler {
  constructor(fn, window, { concurrency, maxPending, overflow, signal }) {
    this.fn = fn;
    this.window = window;
    this.concurrency = concurrency;
    this.maxPending = maxPending;
    this.overflow = overflow;
    this.signal = signal;
    this.pending = [];
    this.active = 0;
    this.timeout = undefined;
    this.isRefed = true;
    this.abortError = undefined;
  }

  cancelWith(error) {
    if (this.timeout !== undefined) {
      require('timers').clearTimeout(this.timeout);
      this.timeout = undefined;
    }
    this.window.reset();
    const calls = this.pending;
    this.pending = [];
    for (const call of calls) call.reject(error);
  }

  abort() {
    this.abortError ??= abortErrorOf(this.signal.reason);
    this.cancelWith(this.abortError);
  }

  hasImmediateCapacity() {
    if (this.signal?.aborted || this.pending.length !== 0 || this.active >= this.concurrency) return false;
    return this.window.wouldAdmit(loopNow());
  }

  invoke(call) {
    this.active++;
    let result;
    try {
      result = PromiseResolve(ReflectApply(this.fn, this.throttled, call.args));
    } catch (error) {
      result = PromiseReject(error);
    }
    call.resolve(result);
    const onSettled = () => {
      this.active--;
      this.drain();
    };
    PromisePrototypeThen(result, onSettled, onSettled);
  }

  drop() {
    const promise = PromiseReject(new codes.ERR_THROTTLED());
    internalBinding('util').markPromiseAsHandled(promise);
    return promise;
  }

  schedule() {
    if (this.timeout !== undefined || this.pending.length === 0 || this.active >= this.concurrency) return;
    const now = loopNow();
    if (this.window.admits(now)) {
      this.drain();
      return;
    }
    this.timeout = require('timers').setTimeout(() => {
      this.timeout = undefined;
      this.drain();
    }, this.window.next() - now);
    if (!this.isRefed) this.timeout.unref();
  }

  /** Lets through what may go, and waits for the rest. */
  drain() {
    if (this.signal?.aborted) {
      this.abort();
      return;
    }
    while (this.pending.length !== 0 && this.active < this.concurrency) {
      const now = loopNow();
      if (!this.window.admits(now)) break;
      const call = this.pending.shift();
      this.window.reserve(now);
      this.invoke(call);
    }
    this.schedule();
  }

  call(args) {
    if (this.signal?.aborted) this.abort();
    if (this.abortError !== undefined) return PromiseReject(this.abortError);
    const now = loopNow();
    const canGo = this.pending.length === 0 && this.active < this.concurrency && this.window.admits(now);
    if (!canGo && (this.overflow === 'drop' || this.pending.length >= this.maxPending)) return this.drop();
    const call = PromiseWithResolvers();
    call.args = args;
    if (canGo) {
      this.window.reserve(now);
      this.invoke(call);
    } else {
      this.pending.push(call);
      this.schedule();
    }
    return call.promise;
  }
}

/** Checks the options and fills in what is missing. */
function readOptions(options) {
  validateObject(options, 'options');
  const { concurrency = Infinity, maxPending = Infinity, overflow = 'queue', signal, strict = false } = options;
  if (concurrency !== Infinity) validateInteger(concurrency, 'options.concurrency', 1);
  if (maxPending !== Infinity) validateInteger(maxPending, 'options.maxPending', 0);
  validateOneOf(overflow, 'options.overflow', ['queue', 'drop']);
  validateAbortSignal(signal, 'options.signal');
  validateBoolean(strict, 'options.strict');
  if (signal?.aborted) throw new AbortError(undefined, { __proto__: null, cause: signal.reason });
  return { concurrency, maxPending, overflow, signal, strict };
}

/**
 * Makes a function that calls `fn` at most `limit` times in an interval; further calls wait, or are dropped.
 * @param {Function} fn
 * @param {number} limit
 * @param {number} interval milliseconds
 * @param {{ concurrency?: number, maxPending?: number, overflow?: 'queue'|'drop', signal?: AbortSignal, strict?: boolean
 * }} [options]
 * @returns {Function} gives promises; has cancel, hasImmediateCapacity, ref, unref, pending, pendingCount, activeCount
 */
function throttle(fn, limit, interval, options = kEmptyObject) {
  validateFunction(fn, 'fn');
  validateInteger(limit, 'limit', 1);
  validateInteger(interval, 'interval', 0, TIMEOUT_MAX);
  const settings = readOptions(options);
  const window = settings.strict ? new RollingWindow(limit, interval) : new FixedWindow(limit, interval);
  const throttler = new Throttler(fn, window, settings);
  throttler.throttled = function throttled(...args) {
    return throttler.call(args);
  };
  return defineControls(throttler.throttled, throttler, {
    methods: {
      cancel: (reason) => throttler.cancelWith(abortErrorOf(reason)),
      hasImmediateCapacity: () => throttler.hasImmediateCapacity(),
    },
    getters: { pendingCount: () => throttler.pending.length, activeCount: () => throttler.active },
    pendingCalls: () => throttler.pending,
  });
}

module.exports = throttle;
