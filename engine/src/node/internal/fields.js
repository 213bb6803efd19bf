// The numbers that JavaScript and the engine share, so that neither has to ask the other on every callback.
// engine/src/js/fields.rs has the same list of offsets.
'use strict';

const LENGTH = 32;
const buffer = new ArrayBuffer(LENGTH);

const callbacksRun = new Uint32Array(buffer, 16, 1);
/** How many callbacks may pass until the engine is told: an endless queue must not hide from its limits. */
const CALLBACKS_UNTOLD_MAX = 10_000;

/** Counts a callback, which takes a little virtual time. */
function countCallback() {
  if (++callbacksRun[0] === CALLBACKS_UNTOLD_MAX) internalBinding('process').settleTime();
}

module.exports = {
  buffer,
  /** [whether a tick waits, whether a rejection waits to be reported] */
  tickInfo: new Uint8Array(buffer, 0, 2),
  kHasTickScheduled: 0,
  kHasRejectionToWarn: 1,
  /** [immediates queued, referenced ones, whether a batch was cut short by a throw] */
  immediateInfo: new Uint32Array(buffer, 4, 3),
  kImmediateCount: 0,
  kImmediateRefCount: 1,
  kImmediateHasOutstanding: 2,
  countCallback,
  /** [what waits for the start of the check phase] */
  nativeImmediates: new Uint32Array(buffer, 20, 1),
  /** [callback scopes that the engine has opened]: the ticks after a callback run in its scope, too */
  callbackScopes: new Uint32Array(buffer, 24, 1),
};
