// What all assertions share: how they fail, and with which message. Answers to Node's doc "Assert".
'use strict';

const { ERR_AMBIGUOUS_ARGUMENT, ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;
const { isError } = require('internal/util');
const AssertionError = require('internal/assert/assertion_error');
const profile = require('internal/profile');

/** Refuses arguments behind a message that has no use for them. */
function refuseExtra(args, what) {
  if (args.length <= 1) return;
  throw new ERR_AMBIGUOUS_ARGUMENT('message', `The error message ${what} has trailing arguments that would be ignored.`);
}

/** The text that a function makes of the values; none where it fails or returns something else. */
function callMessage(fn, actual, expected) {
  try {
    const text = fn(actual, expected);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The message that a program gave, as text.
 * @param {Array} args what followed the values: a text and what it formats, a function, an error, or nothing
 * @returns {string|undefined}
 * @throws {Error} the error, if it is one
 */
function resolveMessage(args, actual, expected) {
  const [message] = args;
  if (!profile.assertFormatsMessages) {
    if (isError(message)) throw message;
    return message;
  }
  if (args.length === 0) return undefined;
  if (isError(message)) {
    refuseExtra(args, `was passed as error object "${Error.prototype.toString.call(message)}"`);
    throw message;
  }
  if (typeof message === 'function') {
    refuseExtra(args, `with function "${message.name || 'anonymous'}"`);
    return callMessage(message, actual, expected);
  }
  if (typeof message !== 'string') throw new ERR_INVALID_ARG_TYPE('message', ['string', 'function'], message);
  return args.length > 1 ? require('internal/util/inspect').format(...args) : message;
}

/** Throws the error of a failed assertion; `options.message` may itself be the error to throw. */
function fail(options) {
  if (isError(options.message)) throw options.message;
  throw new AssertionError(options);
}

/**
 * Checks that a value is truthy.
 * @param {Function} stackStartFn the assertion that was called
 * @param {Array} args its arguments: the value and what makes the message
 * @param {object} [options] diff
 */
function checkTruthy(stackStartFn, args, options) {
  const [value, ...given] = args;
  if (value) return;
  let message;
  let generatedMessage = true;
  if (args.length === 0) {
    message = 'No value argument passed to `assert.ok()`';
  } else if (given.length === 0 || given[0] == null) {
    message = require('internal/assert/expression').falsyMessage(stackStartFn);
  } else {
    message = resolveMessage(given, value, true);
    generatedMessage = false;
  }
  const error = new AssertionError({ actual: value, expected: true, message, operator: '==', stackStartFn, ...options });
  error.generatedMessage = generatedMessage;
  throw error;
}

module.exports = { checkTruthy, fail, resolveMessage };
