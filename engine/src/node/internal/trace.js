// The JavaScript side of the trace: says what is scheduled and what runs, when somebody watches the run.
//
// `enabled` is read on every callback; while it is false nothing here costs anything.
'use strict';

const { isWatched, init, before, after, resolve } = internalBinding('trace');

module.exports = {
  /** Whether anybody watches. Settled before the program starts. */
  enabled: false,
  init,
  before,
  after,
  promiseResolve: resolve,
  /** Asks whether anybody watches this run. */
  prepare() {
    module.exports.enabled = isWatched();
  },
};
