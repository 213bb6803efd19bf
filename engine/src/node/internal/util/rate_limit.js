// What util.debounce and util.throttle share: the controls of the functions they make. Node's doc: "Util".
'use strict';

const { AbortError } = require('internal/errors');

/**
 * The error of cancelled calls.
 * @param {*} [reason] becomes the cause
 * @returns {AbortError}
 */
function abortErrorOf(reason) {
  return reason === undefined ? new AbortError() : new AbortError(undefined, { __proto__: null, cause: reason });
}

/** A method of a limited function, named by its key. */
function method(value) {
  return { __proto__: null, configurable: true, enumerable: true, writable: true, value };
}

/**
 * Gives a limited function its controls: methods in the order given, then ref and unref, then getters.
 * @param {Function} limited
 * @param {object} limiter has fn, signal, timeout, isRefed, abort()
 * @param {{ methods: object, getters: object, pendingCalls: Function }} controls
 * @returns {Function} `limited`
 */
function defineControls(limited, limiter, { getters, methods, pendingCalls }) {
  const descriptors = { __proto__: null };
  for (const name of Object.keys(methods)) descriptors[name] = method(methods[name]);
  descriptors.ref = method(function ref() {
    limiter.isRefed = true;
    limiter.timeout?.ref();
    return limited;
  });
  descriptors.unref = method(function unref() {
    limiter.isRefed = false;
    limiter.timeout?.unref();
    return limited;
  });
  descriptors.pending = { __proto__: null, enumerable: false, get: () => pendingCalls().at(-1)?.promise ?? null };
  for (const name of Object.keys(getters)) descriptors[name] = { __proto__: null, enumerable: false, get: getters[name] };
  for (const name of ['length', 'name']) descriptors[name] = { __proto__: null, configurable: true, value: limiter.fn[name] };
  Object.defineProperties(limited, descriptors);
  if (limiter.signal !== undefined) {
    require('internal/events/abort_listener').addAbortListener(limiter.signal, () => limiter.abort());
  }
  return limited;
}

module.exports = { abortErrorOf, defineControls };
