// The JavaScript side of the trace: says what is scheduled and what runs, when somebody watches the run.
//
// `enabled` is read on every callback; while it is false nothing here costs anything. Promises are not told of here:
// V8 tells the engine itself.
'use strict';

const binding = internalBinding('trace');

module.exports = {
  /** Whether anybody watches. Settled before the program starts. */
  enabled: false,
  ...binding,

  /** Asks whether anybody watches this run. */
  prepare() {
    module.exports.enabled = binding.isWatched();
  },
};
