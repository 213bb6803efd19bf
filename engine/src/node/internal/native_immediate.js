// Work of the runtime itself for the start of the check phase, before the program's immediates.
// Node's `Environment::SetImmediate`: it does not keep the process alive.
'use strict';

const { nativeImmediates } = require('internal/fields');

let waiting = [];

/** Runs `callback` at the beginning of the next check phase. */
function queue(callback) {
  nativeImmediates[0] = waiting.push(callback);
}

/** Called by the engine when any wait. */
function processNativeImmediates() {
  const callbacks = waiting;
  waiting = [];
  nativeImmediates[0] = 0;
  // The engine asks for this turn when it has collected garbage for an observer.
  require('internal/perf/collections').deliver();
  for (const callback of callbacks) callback();
}

module.exports = { queue, processNativeImmediates };
