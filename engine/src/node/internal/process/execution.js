// What becomes of an error that no code caught: monitors, capture callback, listeners, exit.
// Node's doc: "Event: 'uncaughtException'", "process.setUncaughtExceptionCaptureCallback".
'use strict';

const { clearAsyncIdStack, hasAsyncIdStack, emitAfter, executionAsyncId } = require('internal/async_hooks');

/** Exit code of an error that nobody caught. */
const GENERIC_USER_ERROR = 1;

let captureCallback = null;

function setUncaughtExceptionCaptureCallback(callback) {
  const { codes: { ERR_INVALID_ARG_TYPE, ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET } } = require('internal/errors');
  if (callback === null) {
    captureCallback = null;
    return;
  }
  if (typeof callback !== 'function') throw new ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], callback);
  if (captureCallback !== null) throw new ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  captureCallback = callback;
}

function hasUncaughtExceptionCaptureCallback() {
  return captureCallback !== null;
}

/**
 * Called by the engine.
 * @returns {true|number} true when the error was dealt with, else the exit code
 */
function onUncaughtException(error, fromPromise, place) {
  const type = fromPromise ? 'unhandledRejection' : 'uncaughtException';
  process.emit('uncaughtExceptionMonitor', error, type);
  if (captureCallback !== null) {
    captureCallback(error);
  } else if (!process.emit('uncaughtException', error, type)) {
    const code = exitCodeAfterError();
    reportToParent(error, place);
    return code;
  }
  // So that the ticks of the failed callback run even when nothing else is left to do.
  require('timers').setImmediate(() => {});
  while (hasAsyncIdStack()) emitAfter(executionAsyncId());
  clearAsyncIdStack();
  require('internal/async_context_frame').exchange(undefined);
  return true;
}

/** Lets the `exit` listeners run, who may set another code; one that throws changes nothing. */
function exitCodeAfterError() {
  try {
    if (!process._exiting) {
      process._exiting = true;
      process.exitCode = GENERIC_USER_ERROR;
      process.emit('exit', GENERIC_USER_ERROR);
    }
  } catch {
    // The error that ends the process is the first one.
  }
  return process.exitCode ?? GENERIC_USER_ERROR;
}

/** The thread that started this one hears of the error, if there is one: it is told instead of printed. */
function reportToParent(error, place) {
  if (internalBinding('worker').current() !== undefined) require('internal/main/worker_thread').reportError(error, place);
}

/**
 * The text for what ends the process. Called by the engine.
 * @param {*} error
 * @param {string} place file, source line and caret, each with its line's end; empty when nobody knows
 * @param {string} thrownAt the frames that threw, one a line
 * @returns {string}
 */
function describeError(error, place, thrownAt) {
  const { inspect } = require('internal/util/inspect');
  const { getOptionValue } = require('internal/options');
  const isTraced = getOptionValue('--trace-uncaught');
  const frames = isTraced && thrownAt !== '' ? `\nThrown at:\n${thrownAt}` : '';
  if (require('internal/util/types').isNativeError(error)) {
    addEmitter(error);
    const text = inspect(error);
    // A stack that begins with the place already says all.
    return text.startsWith(place) ? `${text}${frames}` : `${place}\n${text}${frames}`;
  }
  const isObject = (typeof error === 'object' && error !== null) || typeof error === 'function';
  if (isObject) return `\n${place}${inspect(error)}${frames}`;
  const text = typeof error === 'symbol' ? '' : `${error}`;
  const hint = isTraced ? '' : '\n(Use `node --trace-uncaught ...` to show where the exception was thrown)';
  return `\n${place}${text}${frames}${hint}`;
}

/** An error that an emitter threw for want of a listener tells by its stack who emitted it. */
function addEmitter(error) {
  const { kEnhanceStackBeforeInspector } = require('internal/errors');
  if (error[kEnhanceStackBeforeInspector] === undefined) return;
  try {
    Object.defineProperty(error, 'stack', {
      __proto__: null, value: error[kEnhanceStackBeforeInspector](), writable: true, enumerable: false, configurable: true,
    });
  } catch {
    // A frozen error is shown as it is.
  }
}

module.exports = {
  onUncaughtException,
  describeError,
  setUncaughtExceptionCaptureCallback,
  hasUncaughtExceptionCaptureCallback,
};
