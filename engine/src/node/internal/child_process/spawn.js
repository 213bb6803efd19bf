// spawn(): starts a program, with a timeout and an AbortSignal if asked for. Node's doc: "Child process",
// child_process.spawn().
'use strict';

const { ChildProcess } = require('internal/child_process');
const { normalizeSpawnArguments, checkTimeout, readKillSignal } = require('internal/child_process/arguments');
const { AbortError } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');
const { setTimeout, clearTimeout } = require('timers');

/** Ends a child whose signal was aborted. */
function abort(child, killSignal, reason) {
  try {
    if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: reason }));
  } catch (error) {
    child.emit('error', error);
  }
}

function limitTime(child, timeout, killSignal) {
  let timer = setTimeout(() => {
    timer = null;
    try {
      child.kill(killSignal);
    } catch (error) {
      child.emit('error', error);
    }
  }, timeout);
  child.once('exit', () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  });
}

function listenTo(signal, child, killSignal) {
  const onAbort = () => abort(child, killSignal, signal.reason);
  if (signal.aborted) {
    process.nextTick(onAbort);
    return;
  }
  signal.addEventListener('abort', onAbort, { once: true });
  child.once('exit', () => signal.removeEventListener('abort', onAbort));
}

/** @returns {ChildProcess} */
function spawn(file, args, options) {
  options = normalizeSpawnArguments(file, args, options);
  checkTimeout(options.timeout);
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  const killSignal = readKillSignal(options.killSignal);
  const child = new ChildProcess();
  child.spawn(options);
  if (options.timeout > 0) limitTime(child, options.timeout, killSignal);
  if (options.signal) listenTo(options.signal, child, killSignal);
  return child;
}

module.exports = { spawn };
