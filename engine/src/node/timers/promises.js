// node:timers/promises. Node's doc: "Timers Promises API".
'use strict';

const { Promise, PromiseReject, SafePromisePrototypeFinally, Symbol } = primordials;
const { Timeout, insert } = require('internal/timers');
const { Immediate, clearImmediate } = require('internal/immediates');
const { clearTimeout } = require('timers');
const { AbortError, codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } } = require('internal/errors');
const {
  validateAbortSignal, validateBoolean, validateNumber, validateObject,
} = require('internal/validators');
const profile = require('internal/profile');

/** Checks the options that all functions here share; throws Node's errors. */
function checkOptions(options) {
  validateObject(options, 'options');
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  if (options.ref !== undefined) validateBoolean(options.ref, 'options.ref');
}

const abortError = (signal) => new AbortError(undefined, { cause: signal.reason });

/** Rejects when `signal` aborts before the promise settles; `cancel` stops what would settle it. */
function withSignal(promise, signal, reject, cancel) {
  if (!signal) return promise;
  const onAbort = () => {
    cancel();
    reject(abortError(signal));
  };
  signal.addEventListener('abort', onAbort, { __proto__: null, once: true });
  return SafePromisePrototypeFinally(promise, () => signal.removeEventListener('abort', onAbort));
}

/** Checks everything and gives the options, or throws. */
function prepare(after, options) {
  if (after !== undefined && profile.timerPromisesCheckDelays) validateNumber(after, 'delay');
  checkOptions(options);
  return options;
}

/** Resolves with `value` after at least `after` milliseconds. */
function setTimeout(after, value, options = {}) {
  try {
    prepare(after, options);
  } catch (error) {
    return PromiseReject(error);
  }
  const { signal, ref = true } = options;
  if (signal?.aborted) return PromiseReject(abortError(signal));
  let timer;
  let reject;
  const promise = new Promise((resolve, onError) => {
    reject = onError;
    timer = new Timeout(resolve, after, [value], false, ref);
    insert(timer, timer._idleTimeout);
  });
  return withSignal(promise, signal, reject, () => clearTimeout(timer));
}

/** Resolves with `value` in the next check phase. */
function setImmediate(value, options = {}) {
  try {
    prepare(undefined, options);
  } catch (error) {
    return PromiseReject(error);
  }
  const { signal, ref = true } = options;
  if (signal?.aborted) return PromiseReject(abortError(signal));
  let immediate;
  let reject;
  const promise = new Promise((resolve, onError) => {
    reject = onError;
    immediate = new Immediate(resolve, [value]);
    if (!ref) immediate.unref();
  });
  return withSignal(promise, signal, reject, () => clearImmediate(immediate));
}

/** An async iterator of `value`, one for each beat; beats missed by a slow reader are handed out at once. */
async function* setInterval(after, value, options = {}) {
  prepare(after, options);
  const { signal, ref = true } = options;
  if (signal?.aborted) throw abortError(signal);
  let missed = 0;
  let wake;
  const interval = new Timeout(() => {
    missed++;
    wake?.();
    wake = undefined;
  }, after, undefined, true, ref);
  insert(interval, interval._idleTimeout);
  const onAbort = () => {
    clearTimeout(interval);
    wake?.(PromiseReject(abortError(signal)));
    wake = undefined;
  };
  signal?.addEventListener('abort', onAbort, { __proto__: null, once: true });
  try {
    while (!signal?.aborted) {
      if (missed === 0) await new Promise((resolve) => { wake = resolve; });
      for (; missed > 0; missed--) yield value;
    }
    throw abortError(signal);
  } finally {
    clearTimeout(interval);
    signal?.removeEventListener('abort', onAbort);
  }
}

const kScheduler = Symbol('kScheduler');

/** The draft Scheduling APIs. */
class Scheduler {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** Resolves in the next check phase. */
  yield() {
    if (!this[kScheduler]) throw new ERR_INVALID_THIS('Scheduler');
    return setImmediate();
  }

  /** Resolves after `delay` milliseconds. */
  wait(delay, options) {
    if (!this[kScheduler]) throw new ERR_INVALID_THIS('Scheduler');
    return setTimeout(delay, undefined, options);
  }
}

module.exports = {
  setTimeout,
  setImmediate,
  setInterval,
  scheduler: Object.assign(Object.create(Scheduler.prototype), { [kScheduler]: true }),
};
