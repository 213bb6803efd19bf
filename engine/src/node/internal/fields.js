// The numbers that JavaScript and the engine share, so that neither has to ask the other on every callback.
// engine/src/js/fields.rs has the same list of offsets.
'use strict';

const LENGTH = 32;
const buffer = new ArrayBuffer(LENGTH);

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
  /** [callbacks run since the engine last looked]: each takes a little virtual time */
  callbacksRun: new Uint32Array(buffer, 16, 1),
  /** [what waits for the start of the check phase] */
  nativeImmediates: new Uint32Array(buffer, 20, 1),
};
