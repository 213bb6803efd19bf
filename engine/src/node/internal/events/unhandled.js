// What emit('error') throws when nobody listens, and the extra lines its stack gets when it ends the process.

'use strict';

const { ErrorCaptureStackTrace, ObjectDefineProperty } = primordials;
const { inspect, identicalSequenceRange } = require('internal/util/inspect');
const { codes: { ERR_UNHANDLED_ERROR }, kEnhanceStackBeforeInspector } = require('internal/errors');
const profile = require('internal/profile');

/** Stands for the frames that the emitting stack shares with the error's own. */
const SHARED_FRAMES = '    [... lines matching original stack trace ...]';

/** @returns {string} the error's stack, then by what and from where it was emitted. */
function stackWithEmitter(emitter, err, emitStack) {
  let by = '';
  try {
    const { name } = emitter.constructor;
    if (name !== 'EventEmitter') by = ` on ${name} instance`;
  } catch {
    // An emitter that cannot be asked for its class stays unnamed.
  }
  const own = err.stack.split('\n').slice(1);
  const emitted = emitStack.split('\n').slice(1);
  if (profile.emitterStacksFold) {
    const { 0: shared, 1: offset } = identicalSequenceRange(emitted, own);
    // The first and the last shared frame stay.
    if (shared > 0) emitted.splice(offset + 1, shared - 2, SHARED_FRAMES);
  }
  return `${err.stack}\nEmitted 'error' event${by} at:\n${emitted.join('\n')}`;
}

/**
 * Prepares the value given to emit('error') for being thrown.
 * @param {EventEmitter} emitter
 * @param {any} value an error is thrown itself; anything else becomes the context of an ERR_UNHANDLED_ERROR
 * @param {Function} emit the frame below which the emitting stack begins
 * @returns {Error}
 */
function unhandledError(emitter, value, emit) {
  if (value instanceof Error) {
    try {
      const emitted = {};
      ErrorCaptureStackTrace(emitted, emit);
      // The reporter of fatal errors calls this; a handled error never pays for the longer text.
      ObjectDefineProperty(value, kEnhanceStackBeforeInspector, {
        __proto__: null,
        value: () => stackWithEmitter(emitter, value, emitted.stack),
        configurable: true,
      });
    } catch {
      // A frozen error is thrown as it is.
    }
    return value;
  }
  let shown;
  try {
    shown = inspect(value);
  } catch {
    shown = value;
  }
  const err = new ERR_UNHANDLED_ERROR(shown);
  err.context = value;
  return err;
}

module.exports = { unhandledError };
