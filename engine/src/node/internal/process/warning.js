// process.emitWarning and what prints warnings. Node's doc: "process.emitWarning", "Event: 'warning'".
'use strict';

const { getOptionValue } = require('internal/options');

/** Deprecation codes that were warned of: each is once enough. */
const warnedCodes = new Set();
let explained = false;
let writeError;

/** Prints as `console.error` does, or what the program had put in its place when the first warning came. */
function print(text) {
  writeError ??= require('internal/console/global').error;
  writeError(text);
}

/** The listener that prints every warning, unless warnings are switched off. */
function onWarning(warning) {
  if (!(warning instanceof Error)) return;
  const isDeprecation = warning.name === 'DeprecationWarning';
  if (isDeprecation && process.noDeprecation) return;
  if (getOptionValue('--disable-warning').some((off) => off === warning.code || off === warning.name)) return;
  const traced = getOptionValue('--trace-warnings') || process.traceProcessWarnings ||
    (isDeprecation && process.traceDeprecation);
  let text = `(node:${process.pid}) `;
  if (warning.code) text += `[${warning.code}] `;
  text += traced && warning.stack ? warning.stack : `${Error.prototype.toString.call(warning)}`;
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (!traced && !explained) {
    explained = true;
    const flag = isDeprecation ? '--trace-deprecation' : '--trace-warnings';
    text += `\n(Use \`node ${flag} ...\` to show where the warning was created)`;
  }
  print(text);
}

function validate(warning, type, code) {
  const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  if (type !== undefined && typeof type !== 'string') throw new ERR_INVALID_ARG_TYPE('type', 'string', type);
  if (code !== undefined && typeof code !== 'string') throw new ERR_INVALID_ARG_TYPE('code', 'string', code);
  if (typeof warning !== 'string' && !(warning instanceof Error)) {
    throw new ERR_INVALID_ARG_TYPE('warning', ['string', 'Error'], warning);
  }
}

function createWarning(message, type, code, from, detail) {
  const limit = Error.stackTraceLimit;
  const warning = new Error(message);
  warning.name = String(type || 'Warning');
  if (code !== undefined) warning.code = code;
  if (detail !== undefined) warning.detail = detail;
  Error.captureStackTrace(warning, from);
  Error.stackTraceLimit = limit;
  return warning;
}

/**
 * Emits a warning on the next tick.
 * @param {string|Error} warning
 * @param {string|object|Function} [type] a name, or options with `type`, `code`, `ctor`, `detail`
 * @param {string|Function} [code]
 * @param {Function} [ctor] where the stack begins
 */
function emitWarning(warning, type, code, ctor) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    ({ ctor, code, detail } = type);
    if (typeof detail !== 'string') detail = undefined;
    type = type.type || 'Warning';
  } else if (typeof type === 'function') {
    ctor = type;
    code = undefined;
    type = 'Warning';
  }
  if (typeof code === 'function') {
    ctor = code;
    code = undefined;
  }
  validate(warning, type, code);
  if (typeof warning === 'string') warning = createWarning(warning, type, code, ctor || process.emitWarning, detail);
  if (warning.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      // Thrown from a tick, so that no caller can catch it.
      process.nextTick(() => { throw warning; });
      return;
    }
  }
  process.nextTick(() => process.emit('warning', warning));
}

/** Emits a deprecation once for each code. */
function emitDeprecationOnce(message, code, ctor) {
  if (warnedCodes.has(code)) return;
  warnedCodes.add(code);
  emitWarning(message, 'DeprecationWarning', code, ctor);
}

module.exports = { emitWarning, onWarning, createWarning, emitDeprecationOnce };
