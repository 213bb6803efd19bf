// util.debounce: a function that waits until calls have stopped coming. Node's doc: "Util", util.debounce(), from Node 26
// on.
'use strict';

const { PromiseReject, PromiseWithResolvers, ReflectApply } = primordials;

const { AbortError } = require('internal/errors');
const { kEmptyObject } = require('internal/util');
const { TIMEOUT_MAX } = require('internal/timers');
const { validateAbortSignal, validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');
const { abortErrorOf, defineControls } = require('internal/util/rate_limit');

/** The calls that wait, and the timer that ends the wait. */
class Debouncer {
  constructor(fn, wait, { leading, rejectOnCancel, signal }) {
    this.fn = fn;
    this.wait = wait;
    this.leading = leading;
    this.rejectOnCancel = rejectOnCancel;
    this.signal = signal;
    this.pending = [];
    this.args = undefined;
    this.timeout = undefined;
    this.isRefed = true;
    this.abortError = undefined;
  }

  rejectPending(error) {
    const calls = this.pending;
    this.pending = [];
    for (const call of calls) call.reject(error);
  }

  stopTimer() {
    require('timers').clearTimeout(this.timeout);
    this.timeout = undefined;
  }

  cancelWith(error) {
    if (this.timeout === undefined) return;
    this.stopTimer();
    this.args = undefined;
    this.rejectPending(error);
  }

  cancel(reason) {
    if (this.timeout !== undefined) this.cancelWith(abortErrorOf(reason));
  }

  abort() {
    this.abortError ??= abortErrorOf(this.signal.reason);
    this.cancelWith(this.abortError);
  }

  /** Calls the function for all that waited: they share one result. */
  invoke(args, calls) {
    if (this.signal?.aborted) {
      this.abort();
      for (const call of calls) call.reject(this.abortError);
      return;
    }
    let result;
    try {
      result = ReflectApply(this.fn, this.debounced, args);
    } catch (error) {
      for (const call of calls) call.reject(error);
      return;
    }
    for (const call of calls) call.resolve(result);
  }

  invokePending() {
    const { args, pending } = this;
    this.args = undefined;
    this.pending = [];
    if (pending.length !== 0) this.invoke(args, pending);
  }

  flush() {
    if (this.pending.length === 0) return;
    this.stopTimer();
    this.invokePending();
  }

  /** Starts the wait, or again from the start. */
  wind() {
    if (this.timeout === undefined) {
      this.timeout = require('timers').setTimeout(() => {
        this.timeout = undefined;
        this.invokePending();
      }, this.wait);
      if (!this.isRefed) this.timeout.unref();
      return;
    }
    if (this.pending.length !== 0) {
      internalBinding('util').markPromiseAsHandled(this.pending[this.pending.length - 1].promise);
      if (this.rejectOnCancel) this.rejectPending(new AbortError('The debounced call was superseded'));
    }
    this.timeout.refresh();
  }

  call(args) {
    if (this.signal?.aborted) this.abort();
    if (this.abortError !== undefined) return PromiseReject(this.abortError);
    const isLeading = this.leading && this.timeout === undefined;
    this.wind();
    // A rejection handler that ran meanwhile may have aborted.
    if (this.signal?.aborted) {
      this.abort();
      return PromiseReject(this.abortError);
    }
    const call = PromiseWithResolvers();
    if (isLeading) {
      this.invoke(args, [call]);
    } else {
      this.pending.push(call);
      this.args = args;
    }
    return call.promise;
  }
}

/**
 * Makes a function that calls `fn` once no call has come for a while.
 * @param {Function} fn
 * @param {number} wait milliseconds
 * @param {{ leading?: boolean, rejectOnCancel?: boolean, signal?: AbortSignal }} [options]
 * @returns {Function} gives promises; has cancel, flush, ref, unref, pending, pendingCount
 */
function debounce(fn, wait, options = kEmptyObject) {
  validateFunction(fn, 'fn');
  validateInteger(wait, 'wait', 0, TIMEOUT_MAX);
  validateObject(options, 'options');
  const { leading = false, rejectOnCancel = false, signal } = options;
  validateBoolean(leading, 'options.leading');
  validateBoolean(rejectOnCancel, 'options.rejectOnCancel');
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { __proto__: null, cause: signal.reason });

  const debouncer = new Debouncer(fn, wait, { leading, rejectOnCancel, signal });
  debouncer.debounced = function debounced(...args) {
    return debouncer.call(args);
  };
  return defineControls(debouncer.debounced, debouncer, {
    methods: { cancel: (reason) => debouncer.cancel(reason), flush: () => debouncer.flush() },
    getters: { pendingCount: () => debouncer.pending.length },
    pendingCalls: () => debouncer.pending,
  });
}

module.exports = debounce;
