// `assert.throws`, `rejects` and their opposites: which error was thrown. Answers to Node's doc "assert.throws".
'use strict';

const {
  ERR_AMBIGUOUS_ARGUMENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_VALUE,
} = require('internal/errors').codes;
const { isError } = require('internal/util');
const { isPromise, isRegExp } = require('internal/util/types');
const { inspect } = require('internal/util/inspect');
const { validateFunction } = require('internal/validators');
const { fail } = require('internal/assert/utils');
const AssertionError = require('internal/assert/assertion_error');

/** Stands for the error of a function that threw none. */
const NOTHING = Symbol('no exception');

/** What a function throws. */
function thrownBy(fn) {
  validateFunction(fn, 'fn');
  try {
    fn();
  } catch (error) {
    return error;
  }
  return NOTHING;
}

/** Whether a value can be awaited by `rejects`: a promise, or what has both its methods. */
function isPromiseLike(value) {
  const methods = value !== null && typeof value === 'object' && typeof value.then === 'function';
  return isPromise(value) || (methods && typeof value.catch === 'function');
}

/** What a promise, or the promise of a function, is rejected with. */
async function rejectionOf(promiseFn) {
  let promise = promiseFn;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (!isPromiseLike(promise)) throw new ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
  } else if (!isPromiseLike(promiseFn)) {
    throw new ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseFn);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return NOTHING;
}

const matches = (pattern, value) => typeof value === 'string' && isRegExp(pattern) && pattern.exec(value) !== null;

/** The keys that are compared, as an object whose name shows in the message. */
class Comparison {
  /** @param {object} [actual] whose texts stand for the patterns that they match */
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue;
      this[key] = actual !== undefined && matches(object[key], actual[key]) ? actual[key] : object[key];
    }
  }
}

/** Checks the keys of an object against those of the error. */
function checkKeys(actual, expected, message, stackStartFn, options) {
  const { isDeepStrictEqual } = require('internal/util/comparisons');
  const keys = Object.keys(expected);
  // The keys by which errors are told apart are not enumerable.
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0) throw new ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
  for (const key of keys) {
    if (matches(expected[key], actual[key])) continue;
    if (key in actual && isDeepStrictEqual(actual[key], expected[key])) continue;
    const operator = stackStartFn.name;
    if (message) fail({ actual, expected, message, operator, stackStartFn, ...options });
    const error = new AssertionError({
      actual: new Comparison(actual, keys),
      expected: new Comparison(expected, keys, actual),
      operator: 'deepStrictEqual',
      stackStartFn,
      ...options,
    });
    throw Object.assign(error, { actual, expected, operator });
  }
}

/** Why an error does not fit a class; a program may have made up its own. */
function classMessage(actual, expected) {
  const received = isError(actual) ? actual.name : inspect(actual, { depth: -1 });
  const reason = isError(actual) ? `\n\nError message:\n\n${actual.message}` : '';
  return `The error is expected to be an instance of "${expected.name}". Received "${received}"${reason}`;
}

function validationMessage(actual, expected, result) {
  const name = expected.name ? `"${expected.name}" ` : '';
  const caught = isError(actual) ? `\n\nCaught error:\n\n${actual}` : '';
  return `The ${name}validation function is expected to return "true". Received ${inspect(result)}${caught}`;
}

/** Why an error does not fit a function, be it a class or a check; `undefined` if it does. */
function functionFault(actual, expected) {
  if (expected.prototype !== undefined && actual instanceof expected) return undefined;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return classMessage(actual, expected);
  const result = Reflect.apply(expected, {}, [actual]);
  return result === true ? undefined : validationMessage(actual, expected, result);
}

/** Why an error does not match a pattern; `undefined` if it does. */
function patternFault(actual, expected) {
  const text = String(actual);
  if (expected.exec(text) !== null) return undefined;
  return `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
}

/** Checks an error against a class, pattern, object or function. */
function checkError(actual, expected, message, stackStartFn, options) {
  const operator = stackStartFn.name;
  const isPattern = isRegExp(expected);
  if (typeof expected !== 'function' && !isPattern) {
    if (typeof actual === 'object' && actual !== null) return checkKeys(actual, expected, message, stackStartFn, options);
    const error = new AssertionError({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn, ...options });
    error.operator = operator;
    throw error;
  }
  const fault = isPattern ? patternFault(actual, expected) : functionFault(actual, expected);
  if (fault === undefined) return undefined;
  const error = new AssertionError({ actual, expected, message: message || fault, operator, stackStartFn, ...options });
  error.generatedMessage = !message;
  throw error;
}

/** A text in the place of what is expected is the message; one equal to the error's own is a likely mistake. */
function checkAmbiguity(actual, text, given) {
  if (given > 1) throw new ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], text);
  if (typeof actual === 'object' && actual !== null) {
    if (actual.message === text) {
      throw new ERR_AMBIGUOUS_ARGUMENT('error/message', `The error message "${actual.message}" is identical to the message.`);
    }
  } else if (actual === text) {
    throw new ERR_AMBIGUOUS_ARGUMENT('error/message', `The error "${actual}" is identical to the message.`);
  }
}

const kindOf = (stackStartFn) => (/reject/i.test(stackStartFn.name) ? 'rejection' : 'exception');

/**
 * Checks that there was an error, and which.
 * @param {Function} stackStartFn the assertion that was called
 * @param {*} actual the error, or NOTHING
 * @param {Array} args what is expected, and the message
 * @param {object} [options] diff
 */
function expectError(stackStartFn, actual, args, options) {
  let [expected, message] = args;
  if (typeof expected === 'string') {
    checkAmbiguity(actual, expected, args.length);
    message = expected;
    expected = undefined;
  } else if (expected != null && typeof expected !== 'object' && typeof expected !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], expected);
  }
  if (actual === NOTHING) {
    const details = `${expected?.name ? ` (${expected.name})` : ''}${message ? `: ${message}` : '.'}`;
    fail({
      actual: undefined,
      expected,
      operator: stackStartFn.name,
      message: `Missing expected ${kindOf(stackStartFn)}${details}`,
      stackStartFn,
      ...options,
    });
  }
  if (expected) checkError(actual, expected, message, stackStartFn, options);
}

/** Whether an error is of the kind that must not be thrown. */
function fits(actual, expected) {
  if (isRegExp(expected)) return expected.exec(String(actual)) !== null;
  if (typeof expected !== 'function') throw new ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

/** Checks that there was no error, or none of a kind; any other is thrown on. */
function expectNoError(stackStartFn, actual, args, options) {
  if (actual === NOTHING) return;
  const [expected, message] = typeof args[0] === 'string' ? [undefined, args[0]] : args;
  if (expected && !fits(actual, expected)) throw actual;
  fail({
    actual,
    expected,
    operator: stackStartFn.name,
    message: `Got unwanted ${kindOf(stackStartFn)}${message ? `: ${message}` : '.'}\nActual message: "${actual && actual.message}"`,
    stackStartFn,
    ...options,
  });
}

module.exports = { expectError, expectNoError, rejectionOf, thrownBy };
