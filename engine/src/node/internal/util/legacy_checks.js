// The type checks of util that Node 24 removed: util.isString() and the like. Node's doc: "Deprecated APIs", DEP0045 to
// DEP0059.
'use strict';

const { ObjectPrototypeToString } = primordials;

const types = require('internal/util/types');

function isBoolean(arg) {
  return typeof arg === 'boolean';
}

function isNull(arg) {
  return arg === null;
}

function isNullOrUndefined(arg) {
  return arg === null || arg === undefined;
}

function isNumber(arg) {
  return typeof arg === 'number';
}

function isString(arg) {
  return typeof arg === 'string';
}

function isSymbol(arg) {
  return typeof arg === 'symbol';
}

function isUndefined(arg) {
  return arg === undefined;
}

function isObject(arg) {
  return arg !== null && typeof arg === 'object';
}

function isError(e) {
  return ObjectPrototypeToString(e) === '[object Error]' || e instanceof Error;
}

function isFunction(arg) {
  return typeof arg === 'function';
}

function isPrimitive(arg) {
  return arg === null || (typeof arg !== 'object' && typeof arg !== 'function');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Prints with a time stamp: `26 Feb 16:19:34 - text`. */
function log(...args) {
  const now = new Date();
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => `${part}`.padStart(2, '0')).join(':');
  const { format } = require('internal/util/inspect');
  console.log('%s - %s', `${now.getDate()} ${MONTHS[now.getMonth()]} ${time}`, format(...args));
}

/** The message of a check that another expression replaces. */
function advice(name, expression, blank = ' ') {
  return `The \`util.${name}\` API is deprecated.${blank}Please use \`${expression}\` instead.`;
}

/**
 * The checks that stand before isDeepStrictEqual among the exports.
 * @param {Function} retire wraps `(function, message, code)`
 * @returns {object}
 */
function checksBeforeDeepEqual(retire) {
  const { isBuffer } = require('buffer').Buffer;
  return {
    isBoolean: retire(isBoolean, advice('isBoolean', 'typeof arg === "boolean"', '  '), 'DEP0045'),
    isBuffer: retire(isBuffer, advice('isBuffer', 'Buffer.isBuffer()'), 'DEP0046'),
  };
}

/** The checks that stand behind it. */
function checksAfterDeepEqual(retire) {
  const entries = [
    ['isNull', isNull, 'arg === null', 'DEP0050'],
    ['isNullOrUndefined', isNullOrUndefined, 'arg === null || arg === undefined', 'DEP0051'],
    ['isNumber', isNumber, 'typeof arg === "number"', 'DEP0052'],
    ['isString', isString, 'typeof arg === "string"', 'DEP0056', '  '],
    ['isSymbol', isSymbol, 'arg === "symbol"', 'DEP0057', '  '],
    ['isUndefined', isUndefined, 'arg === undefined', 'DEP0058'],
    ['isRegExp', types.isRegExp, 'arg instanceof RegExp', 'DEP0055'],
    ['isObject', isObject, 'arg !== null && typeof arg === "object"', 'DEP0053'],
    ['isDate', types.isDate, 'arg instanceof Date', 'DEP0047', '  '],
    ['isError', isError, 'ObjectPrototypeToString(e) === "[object Error]" || e instanceof Error', 'DEP0048'],
    ['isFunction', isFunction, 'typeof arg === "function"', 'DEP0049', '  '],
    ['isPrimitive', isPrimitive, 'arg === null || (typeof arg !== "object" && typeof arg !== "function")', 'DEP0054'],
  ];
  const checks = {};
  for (const [name, check, expression, code, blank] of entries) {
    checks[name] = retire(check, advice(name, expression, blank), code);
  }
  const advised = 'Please use console.log() with a custom formatter or a third-party logger instead.';
  checks.log = retire(log, `The \`util.log API is deprecated. ${advised}`, 'DEP0059');
  return checks;
}

module.exports = { checksAfterDeepEqual, checksBeforeDeepEqual };
