// util.callbackify: a function with a promise as a function with a callback. Node's doc: "Util", util.callbackify().
'use strict';

const { ErrorCaptureStackTrace, FunctionPrototypeBind, ReflectApply } = primordials;

const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');

/** Gives the reason to the callback; a falsy one would look like success, so it is wrapped. */
function callbackifyOnRejected(reason, callback) {
  if (reason) return callback(reason);
  const error = new codes.ERR_FALSY_VALUE_REJECTION.HideStackFramesError(reason);
  ErrorCaptureStackTrace(error, callbackifyOnRejected);
  return callback(error);
}

/**
 * Makes the callback form of a function that gives a promise. The callback runs in a tick, so that what it throws is
 * uncaught.
 * @param {Function} original
 * @returns {Function} one argument longer, named `…Callbackified`
 */
function callbackify(original) {
  validateFunction(original, 'original');

  function callbackified(...args) {
    const last = args.pop();
    validateFunction(last, 'last argument');
    const callback = FunctionPrototypeBind(last, this);
    ReflectApply(original, this, args).then(
      (value) => process.nextTick(callback, null, value),
      (reason) => process.nextTick(callbackifyOnRejected, reason, callback),
    );
  }

  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  return Object.defineProperties(callbackified, descriptors);
}

module.exports = { callbackify };
