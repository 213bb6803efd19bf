// How stacks are written: `Error.prepareStackTrace` of the program, the headline with the code, the source line of a
// fatal error.
// Node's doc: "Errors", `error.stack`; V8's stack trace API. The engine calls `prepareStackTraceCallback` at the first
// read of
// a `stack`.
'use strict';

const { ErrorPrototypeToString, SafeWeakMap } = primordials;

const profile = require('internal/profile');
const { kIsNodeError } = require('internal/errors');

/** Formatters for single errors, set by modules that need the raw call sites. */
const overrideStackTrace = new SafeWeakMap();

/** The excerpt of the source (file, line, caret) that a syntax error is printed with. */
const arrows = new SafeWeakMap();

/** The first line of a stack: as `String(error)`, with the code for Node's own errors. */
function headline(error) {
  if (kIsNodeError in error && !profile.nodeErrorNamesHoldCodes) return `${error.name} [${error.code}]: ${error.message}`;
  return ErrorPrototypeToString(error);
}

/**
 * The stack as V8 writes it.
 * @param {object} globalThis of the error's realm
 * @param {Error} error
 * @param {object[]} trace call sites
 * @returns {string}
 */
function defaultPrepareStackTrace(globalThis, error, trace) {
  const first = headline(error);
  return trace.length === 0 ? first : `${first}\n    at ${trace.join('\n    at ')}`;
}

let internalPrepareStackTrace = defaultPrepareStackTrace;

/**
 * The initial value of `Error.prepareStackTrace`, from Node 20 on: a program may call it from its own.
 * @param {Error} error
 * @param {object[]} trace call sites
 * @returns {string}
 */
function ErrorPrepareStackTrace(error, trace) {
  return internalPrepareStackTrace(globalThis, error, trace);
}

/**
 * Replaces the default formatter, for source maps.
 * @param {Function} callback as defaultPrepareStackTrace
 */
function setInternalPrepareStackTrace(callback) {
  internalPrepareStackTrace = callback;
}

/**
 * What the engine calls to write a stack. The program's own `Error.prepareStackTrace` wins, of the error's realm.
 * @param {object} globalThis of the error's realm
 * @param {Error} error
 * @param {object[]} trace call sites
 * @returns {*} the value of `error.stack`
 */
function prepareStackTraceCallback(globalThis, error, trace) {
  if (overrideStackTrace.has(error)) {
    const format = overrideStackTrace.get(error);
    overrideStackTrace.delete(error);
    return format(error, trace);
  }
  const userPrepare = globalThis.Error?.prepareStackTrace;
  if (typeof userPrepare === 'function' && userPrepare !== ErrorPrepareStackTrace) {
    return userPrepare.call(globalThis.Error, error, trace);
  }
  return internalPrepareStackTrace(globalThis, error, trace);
}

/**
 * Remembers the source excerpt of an error.
 * @param {Error} error
 * @param {string} arrow
 */
function setArrowMessage(error, arrow) {
  arrows.set(error, arrow);
}

/**
 * The source excerpt of an error, if one was kept.
 * @param {Error} error
 * @returns {string|undefined}
 */
function getArrowMessage(error) {
  return arrows.get(error);
}

/**
 * Whether a value can be shown like an error, though it may stem from another realm.
 * @param {*} value
 * @returns {boolean}
 */
function isErrorLike(value) {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'stack');
}

module.exports = {
  ErrorPrepareStackTrace,
  defaultPrepareStackTrace,
  getArrowMessage,
  isErrorLike,
  overrideStackTrace,
  prepareStackTraceCallback,
  setArrowMessage,
  setInternalPrepareStackTrace,
};
