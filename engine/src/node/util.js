// node:util. Node's doc: "Util". What is rarely used is loaded when it is read.
'use strict';

const { StringPrototypeToWellFormed } = primordials;
const profile = require('internal/profile');
const { codes } = require('internal/errors');
const {
  convertProcessSignalToExitCode, defineLazyProperties, deprecate: internalDeprecate, getSystemErrorMap,
  getSystemErrorMessage: messageOf, getSystemErrorName: nameOf, kEmptyObject, promisify,
} = require('internal/util');
const { debuglog } = require('internal/util/debuglog');
const { format, formatWithOptions, inspect, stripVTControlCharacters } = require('internal/util/inspect');
const types = require('internal/util/types');
const { validateNumber } = require('internal/validators');

/**
 * Makes a class inherit from another, as before there were classes.
 * @param {Function} ctor
 * @param {Function} superCtor
 */
function inherits(ctor, superCtor) {
  if (ctor === undefined || ctor === null) throw new codes.ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor);
  if (superCtor === undefined || superCtor === null) {
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor', 'Function', superCtor);
  }
  if (superCtor.prototype === undefined) {
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superCtor.prototype);
  }
  Object.defineProperty(ctor, 'super_', { __proto__: null, value: superCtor, writable: true, configurable: true });
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
}

/** Object.assign of old: from the last key to the first, and the target for a source that is no object. */
function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  for (const key of Object.keys(source).reverse()) target[key] = source[key];
  return target;
}

/** A system error number is negative. */
function checkErrno(err) {
  validateNumber(err, 'err');
  if (err >= 0 || !Number.isSafeInteger(err)) throw new codes.ERR_OUT_OF_RANGE('err', 'a negative integer', err);
}

function getSystemErrorName(err) {
  checkErrno(err);
  return nameOf(err);
}

function getSystemErrorMessage(err) {
  checkErrno(err);
  return messageOf(err);
}

/** Makes an error whose stack begins at the caller. */
function _errnoException(...args) {
  const { ErrnoException } = require('internal/errors');
  const error = new ErrnoException(...args);
  Error.captureStackTrace(error, _errnoException);
  return error;
}

function _exceptionWithHostPort(...args) {
  const { ExceptionWithHostPort } = require('internal/errors');
  const error = new ExceptionWithHostPort(...args);
  Error.captureStackTrace(error, _exceptionWithHostPort);
  return error;
}

/** Lets a rejected promise pass for handled, from Node 26 on. */
function markPromiseAsHandled(promise) {
  if (!types.isPromise(promise)) throw new codes.ERR_INVALID_ARG_TYPE('promise', 'Promise', promise);
  internalBinding('util').markPromiseAsHandled(promise);
}

/**
 * Wraps a function so that its first call warns.
 * @param {Function} fn
 * @param {string} msg
 * @param {string} [code] warned of once in the process
 * @param {{ modifyPrototype?: boolean }} [options] whether the wrapper inherits from the function; from Node 24 on
 * @returns {Function}
 */
function deprecate(fn, msg, code, { modifyPrototype } = kEmptyObject) {
  return internalDeprecate(fn, msg, code, undefined, modifyPrototype);
}

/** Runtime deprecation of a function from Node 22 on. */
function retire(fn, msg, code) {
  return profile.utilChecksAreDeprecated ? internalDeprecate(fn, msg, code) : fn;
}

const { isArray } = Array;

/**
 * Whether two values are equal in depth, as assert.deepStrictEqual judges.
 * @param {*} a
 * @param {*} b
 * @param {boolean} [skipPrototype] whether classes may differ; from Node 24 on
 * @returns {boolean}
 */
function isDeepStrictEqual(a, b, skipPrototype) {
  const { isDeepStrictEqual: isEqual } = require('internal/util/comparisons');
  return isEqual(a, b, profile.deepEqualTakesSkipPrototype && skipPrototype);
}

/** A string without lone surrogates. */
function toUSVString(input) {
  return StringPrototypeToWellFormed(`${input}`);
}

// In Node's order: programs list the names.
module.exports = {
  _errnoException,
  _exceptionWithHostPort,
  _extend: retire(_extend, 'The `util._extend` API is deprecated. Please use Object.assign() instead.', 'DEP0060'),
  callbackify: require('internal/util/callbackify').callbackify,
  ...(profile.utilConvertsSignals && { convertProcessSignalToExitCode }),
  debug: debuglog,
  debuglog,
  deprecate: profile.deprecateTakesOptions ? deprecate : internalDeprecate,
  format,
  ...(profile.utilStylesText && { styleText: require('internal/util/style_text').styleText }),
  formatWithOptions,
  ...(profile.utilHasCallSites && require('internal/util/call_sites')),
  getSystemErrorMap,
  getSystemErrorName,
  ...(profile.utilHasCallSites && { getSystemErrorMessage }),
  inherits,
  inspect,
  isArray: retire(
    isArray, 'The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.', 'DEP0044'),
  ...(profile.utilHasChecks && require('internal/util/legacy_checks').checksBeforeDeepEqual(retire)),
  isDeepStrictEqual,
  ...(profile.utilHasChecks && require('internal/util/legacy_checks').checksAfterDeepEqual(retire)),
  ...(profile.utilMarksPromises && { markPromiseAsHandled }),
  promisify,
  stripVTControlCharacters,
  toUSVString,
  get transferableAbortSignal() {
    return require('internal/abort_controller').transferableAbortSignal;
  },
  get transferableAbortController() {
    return require('internal/abort_controller').transferableAbortController;
  },
  get aborted() {
    return require('internal/abort_controller').aborted;
  },
  types,
  ...(profile.utilStylesText && { parseEnv: require('internal/util/parse_env').parseEnv }),
};

defineLazyProperties(module.exports, 'internal/util/parse_args/parse_args', ['parseArgs']);
defineLazyProperties(module.exports, 'internal/encoding', ['TextDecoder', 'TextEncoder']);
defineLazyProperties(module.exports, 'internal/mime', ['MIMEType', 'MIMEParams']);
if (profile.utilHasCallSites) defineLazyProperties(module.exports, 'internal/util/diff', ['diff']);
if (profile.utilMarksPromises) {
  for (const name of ['debounce', 'throttle']) {
    Object.defineProperty(module.exports, name, {
      __proto__: null, configurable: true, enumerable: true, get: () => require(`internal/util/${name}`),
    });
  }
}
if (profile.utilHasCallSites) defineLazyProperties(module.exports, 'internal/util/trace_sigint', ['setTraceSigInt']);
