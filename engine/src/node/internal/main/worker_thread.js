// The life of a worker thread in JavaScript: it waits to be told what to run, runs it, and tells of errors.
// Node's doc: "Worker threads".
'use strict';

const { current } = internalBinding('worker');
const {
  LOAD_SCRIPT, UP_AND_RUNNING, ERROR_MESSAGE, STDIO_PAYLOAD, STDIO_WANTS_MORE_DATA,
} = require('internal/worker/control');
const { receiveChunks, kStdioWantsMoreDataCallback } = require('internal/worker/stdio');

let port;

/** Called at the worker's start: everything else happens when its parent says what to run. */
function start() {
  const { makePort } = require('internal/worker/message_port');
  const { createWorkerStdio } = require('internal/process/stdio');
  require('internal/process/worker_thread_only').limitProcess();
  require('internal/atomics').shareMemory();
  if (require('internal/profile').workersPostToThreads) require('internal/worker/messaging').openInbox();
  port = makePort(current()[2]);
  createWorkerStdio(port);
  port.on('message', onMessage);
}

function onMessage(message) {
  switch (message.type) {
    case LOAD_SCRIPT:
      loadScript(message);
      break;
    case STDIO_PAYLOAD:
      receiveChunks(process.stdin, message.chunks);
      break;
    case STDIO_WANTS_MORE_DATA:
      process[message.stream][kStdioWantsMoreDataCallback]();
      break;
  }
}

function loadScript({ filename, doEval, argv, hasStdin, sharedEnv, ...own }) {
  if (sharedEnv !== undefined) require('internal/process/env').adoptEnvironment(sharedEnv);
  require('internal/worker/self').enterWorker(own);
  if (!hasStdin) process.stdin.push(null);
  process.argv = [process.execPath, doEval === 'classic' ? '[worker eval]' : filename, ...argv];
  // The script may keep the thread alive, the wait for this message no longer does.
  port.unref();
  port.postMessage({ type: UP_AND_RUNNING });
  run(filename, doEval);
}

function run(filename, doEval) {
  const { runEntry, runEvaluated } = require('internal/modules/run_main');
  if (doEval === 'classic') runEvaluated('[worker eval]', filename);
  else runEntry(filename);
}

/**
 * Called for an error that nobody in this thread caught: the parent hears of it, and the thread ends.
 * @param {*} error
 * @param {string} [place] where it was thrown, with the line of source
 */
function reportError(error, place) {
  decorateStack(error, place);
  const { serializeError } = require('internal/error_serdes');
  port.postMessage({ type: ERROR_MESSAGE, error: serializeError(error) });
}

/** Puts the place in front of the stack, as it would be printed. */
function decorateStack(error, place) {
  if (!place || typeof error !== 'object' || error === null || typeof error.stack !== 'string') return;
  try {
    error.stack = `${place}${error.stack}`;
  } catch {
    // It cannot be written to: it is shown as it is.
  }
}

module.exports = { start, reportError };
