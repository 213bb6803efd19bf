// Checks of arguments: each throws Node's error for what it was given, or returns. Node's doc: "Errors"
// (ERR_INVALID_ARG_TYPE,
// ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE). Wrapped by hideStackFrames, so that the stack begins at the public function;
// inside another wrapped function use `.withoutStackTrace`.
'use strict';

const { NumberIsInteger } = primordials;

const profile = require('internal/profile');
const { codes, hideStackFrames } = require('internal/errors');

// The twins without a stack of their own: hideStackFrames gives them one.
const ERR_INVALID_ARG_TYPE = codes.ERR_INVALID_ARG_TYPE.HideStackFramesError;
const ERR_INVALID_ARG_VALUE = codes.ERR_INVALID_ARG_VALUE.HideStackFramesError;
const ERR_OUT_OF_RANGE = codes.ERR_OUT_OF_RANGE.HideStackFramesError;

const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;
const UINT32_MAX = 2 ** 32 - 1;
const SAFE_INTEGER_MIN = -(2 ** 53 - 1);
const SAFE_INTEGER_MAX = 2 ** 53 - 1;
const PORT_MAX = 0xffff;

const OCTAL = /^[0-7]+$/;
const MODE_PROBLEM = 'must be a 32-bit unsigned integer or an octal string';

/** One `<url>; key=value; key="value"` of a Link header. */
const LINK_VALUE = /^(?:<[^>]*>)(?:\s*;\s*[^;"\s]+(?:=(")?[^;"\s]*\1)?)*$/;
const LINK_PROBLEM = 'must be an array or string of format "</styles.css>; rel=preload; as=style"';

/** What validateObject lets through besides plain objects: flags to be added. */
const kValidateObjectNone = 0;
const kValidateObjectAllowNullable = 1;
const kValidateObjectAllowArray = 2;
const kValidateObjectAllowFunction = 4;
const kValidateObjectAllowObjects = kValidateObjectAllowArray | kValidateObjectAllowFunction;
const kValidateObjectAllowObjectsAndNull = kValidateObjectAllowObjects | kValidateObjectAllowNullable;

/** Whether a value is a signed 32-bit integer. */
function isInt32(value) {
  return value === (value | 0);
}

/** Whether a value is an unsigned 32-bit integer. */
function isUint32(value) {
  return value === (value >>> 0);
}

/** A check of `typeof` with an optional name for the expected type. */
function typeCheck(type) {
  return hideStackFrames((value, name) => {
    if (typeof value !== type) throw new ERR_INVALID_ARG_TYPE(name, type, value);
  });
}

const validateString = typeCheck('string');
const validateBoolean = typeCheck('boolean');
/** Whether a callback can be called. */
const validateFunction = typeCheck('function');
const validateUndefined = typeCheck('undefined');

const validateNumber = hideStackFrames((value, name, min = undefined, max) => {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  const isUnbounded = min == null && max == null;
  if ((min != null && value < min) || (max != null && value > max) || (!isUnbounded && Number.isNaN(value))) {
    const bounds = [];
    if (min != null) bounds.push(`>= ${min}`);
    if (max != null) bounds.push(`<= ${max}`);
    throw new ERR_OUT_OF_RANGE(name, bounds.join(' && '), value);
  }
});

/** An integer between two bounds, both included. */
function checkInteger(value, name, min, max) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  if (!NumberIsInteger(value)) throw new ERR_OUT_OF_RANGE(name, 'an integer', value);
  if (value < min || value > max) throw new ERR_OUT_OF_RANGE(name, `>= ${min} && <= ${max}`, value);
}

const validateInteger = hideStackFrames(
  (value, name, min = SAFE_INTEGER_MIN, max = SAFE_INTEGER_MAX) => checkInteger(value, name, min, max),
);

const validateInt32 = hideStackFrames(
  (value, name, min = INT32_MIN, max = INT32_MAX) => checkInteger(value, name, min, max),
);

const validateUint32 = hideStackFrames(
  (value, name, positive = false) => checkInteger(value, name, positive ? 1 : 0, UINT32_MAX),
);

/**
 * Reads a file mode.
 * @param {number|string|null|undefined} value a string holds octal digits
 * @param {string} name of the argument
 * @param {number} [def] for null and undefined
 * @returns {number}
 */
const parseFileMode = hideStackFrames((value, name, def) => {
  let mode = value ?? def;
  if (typeof mode === 'string') {
    if (!OCTAL.test(mode)) throw new ERR_INVALID_ARG_VALUE(name, mode, MODE_PROBLEM);
    mode = Number.parseInt(mode, 8);
  }
  checkInteger(mode, name, 0, UINT32_MAX);
  return mode;
});

const validateOneOf = hideStackFrames((value, name, oneOf) => {
  if (oneOf.includes(value)) return;
  const allowed = oneOf.map((one) => (typeof one === 'string' ? `'${one}'` : String(one))).join(', ');
  throw new ERR_INVALID_ARG_VALUE(name, value, `must be one of: ${allowed}`);
});

const validateUnion = hideStackFrames((value, name, union) => {
  if (!union.includes(value)) throw new ERR_INVALID_ARG_TYPE(name, `('${union.join('|')}')`, value);
});

const validateStringWithoutNullBytes = hideStackFrames((value, name) => {
  validateString.withoutStackTrace(value, name);
  if (value.includes('\0')) throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
});

/** An object; arrays, functions and null where `options` (kValidateObject… flags) lets them through. */
const validateObject = hideStackFrames((value, name, options = kValidateObjectNone) => {
  const isAllowed = value === null ? options & kValidateObjectAllowNullable :
    Array.isArray(value) ? options & kValidateObjectAllowArray :
      typeof value === 'function' ? options & kValidateObjectAllowFunction :
        typeof value === 'object';
  if (!isAllowed) throw new ERR_INVALID_ARG_TYPE(name, 'Object', value);
});

/** A dictionary of the web platform: an object, a function, null or undefined. */
const validateDictionary = hideStackFrames((value, name) => {
  if (value != null && typeof value !== 'object' && typeof value !== 'function') {
    throw new ERR_INVALID_ARG_TYPE(name, 'a dictionary', value);
  }
});

/** A function that is not async: an async one would lose its errors. */
const validatePlainFunction = hideStackFrames((value, name) => {
  if (typeof value !== 'function' || require('internal/util/types').isAsyncFunction(value)) {
    throw new ERR_INVALID_ARG_TYPE(name, 'function', value);
  }
});

const validateArray = hideStackFrames((value, name, minLength = 0) => {
  if (!Array.isArray(value)) throw new ERR_INVALID_ARG_TYPE(name, 'Array', value);
  if (value.length < minLength) {
    const wording = profile.shortArraysHaveLengthOfAtLeast ? 'must have a length of at least' : 'must be longer than';
    throw new ERR_INVALID_ARG_VALUE(name, value, `${wording} ${minLength}`);
  }
});

/** An array whose every element passes another check, named `name[i]`. */
function arrayOf(check) {
  return hideStackFrames((value, name) => {
    validateArray.withoutStackTrace(value, name);
    for (let i = 0; i < value.length; i++) check.withoutStackTrace(value[i], `${name}[${i}]`);
  });
}

const validateStringArray = arrayOf(validateString);
const validateBooleanArray = arrayOf(validateBoolean);

const validateAbortSignal = hideStackFrames((signal, name) => {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw new ERR_INVALID_ARG_TYPE(name, 'AbortSignal', signal);
  }
});

const validateAbortSignalArray = hideStackFrames((value, name) => {
  validateArray.withoutStackTrace(value, name);
  for (let i = 0; i < value.length; i++) {
    if (value[i] === undefined) throw new ERR_INVALID_ARG_TYPE(`${name}[${i}]`, 'AbortSignal', value[i]);
    validateAbortSignal.withoutStackTrace(value[i], `${name}[${i}]`);
  }
});

const validateBuffer = hideStackFrames((buffer, name = 'buffer') => {
  if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView'], buffer);
});

/** Hexadecimal text has an even number of digits. */
const validateEncoding = hideStackFrames((data, encoding) => {
  const { normalizeEncoding } = require('internal/util');
  if (normalizeEncoding(encoding) === 'hex' && data.length % 2 !== 0) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, `is invalid for data of length ${data.length}`);
  }
});

/**
 * Checks a port and gives it as a number.
 * @param {number|string} port
 * @param {string} [name] first word of the message
 * @param {boolean} [allowZero]
 * @returns {number}
 */
const validatePort = hideStackFrames((port, name = 'Port', allowZero = true) => {
  const isText = typeof port === 'string' && port.trim().length > 0;
  const isPort = (typeof port === 'number' || isText) && isUint32(+port) && +port <= PORT_MAX;
  if (!isPort || (port === 0 && !allowZero)) {
    throw new codes.ERR_SOCKET_BAD_PORT.HideStackFramesError(name, port, allowZero);
  }
  return port | 0;
});

const validateSignalName = hideStackFrames((signal, name = 'signal') => {
  validateString.withoutStackTrace(signal, name);
  const signals = internalBinding('signals');
  if (signals[signal] !== undefined) return;
  const hint = signals[signal.toUpperCase()] === undefined ? '' : ' (signals must use all capital letters)';
  throw new codes.ERR_UNKNOWN_SIGNAL.HideStackFramesError(signal + hint);
});

function checkLinkHeader(value) {
  if (typeof value !== 'string' || !LINK_VALUE.test(value)) throw new ERR_INVALID_ARG_VALUE('hints', value, LINK_PROBLEM);
}

/**
 * Checks the `link` of early hints.
 * @param {string|string[]} hints
 * @returns {string} the header's value
 */
const validateLinkHeaderValue = hideStackFrames((hints) => {
  if (typeof hints === 'string') {
    checkLinkHeader(hints);
    return hints;
  }
  if (!Array.isArray(hints)) throw new ERR_INVALID_ARG_VALUE('hints', hints, LINK_PROBLEM);
  for (const link of hints) checkLinkHeader(link);
  return hints.join(', ');
});

function checkIgnored(value, name) {
  if (typeof value === 'string') {
    if (value.length === 0) throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a non-empty string');
  } else if (typeof value !== 'function' && !require('internal/util/types').isRegExp(value)) {
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'RegExp', 'Function'], value);
  }
}

/** What fs.watch() shall not report: a glob, a RegExp, a function, or an array of them. */
const validateIgnoreOption = hideStackFrames((value, name) => {
  if (value == null) return;
  if (!Array.isArray(value)) return checkIgnored(value, name);
  for (let i = 0; i < value.length; i++) checkIgnored(value[i], `${name}[${i}]`);
});

/** A method was called on an object of its class, told by an own field. */
const validateThisInternalField = hideStackFrames((object, fieldKey, className) => {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, fieldKey)) {
    throw new codes.ERR_INVALID_THIS.HideStackFramesError(className);
  }
});

/**
 * Whether a number was given: undefined and NaN are none, infinities throw.
 * @param {*} number
 * @param {string} name
 * @returns {boolean}
 */
const validateFiniteNumber = hideStackFrames((number, name) => {
  if (number === undefined || Number.isNaN(number)) return false;
  if (Number.isFinite(number)) return true;
  validateNumber.withoutStackTrace(number, name);
  throw new ERR_OUT_OF_RANGE(name, 'a finite number', number);
});

/**
 * A number between bounds, or the default where none was given.
 * @returns {number}
 */
const checkRangesOrGetDefault = hideStackFrames((number, name, lower, upper, def) => {
  if (!validateFiniteNumber.withoutStackTrace(number, name)) return def;
  if (number < lower || number > upper) throw new ERR_OUT_OF_RANGE(name, `>= ${lower} and <= ${upper}`, number);
  return number;
});

module.exports = {
  checkRangesOrGetDefault,
  isInt32,
  isUint32,
  kValidateObjectAllowArray,
  kValidateObjectAllowFunction,
  kValidateObjectAllowNullable,
  kValidateObjectAllowObjects,
  kValidateObjectAllowObjectsAndNull,
  kValidateObjectNone,
  parseFileMode,
  validateAbortSignal,
  validateAbortSignalArray,
  validateArray,
  validateBoolean,
  validateBooleanArray,
  validateBuffer,
  validateDictionary,
  validateEncoding,
  validateFiniteNumber,
  validateFunction,
  validateIgnoreOption,
  validateInt32,
  validateInteger,
  validateLinkHeaderValue,
  validateNumber,
  validateObject,
  validateOneOf,
  validatePlainFunction,
  validatePort,
  validateSignalName,
  validateString,
  validateStringArray,
  validateStringWithoutNullBytes,
  validateThisInternalField,
  validateUint32,
  validateUndefined,
  validateUnion,
};
