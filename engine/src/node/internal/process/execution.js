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

/** The text for what ends the process: after a blank line for an error, at once for anything else. */
function describeError(error) {
  const { inspect } = require('internal/util/inspect');
  const isError = typeof error === 'object' && error !== null && typeof error.stack === 'string';
  return `${isError ? '\n' : ''}${inspect(error)}`;
}

module.exports = {
  onUncaughtException,
  describeError,
  setUncaughtExceptionCaptureCallback,
  hasUncaughtExceptionCaptureCallback,
};
