// The JavaScript side of the trace: says what is scheduled and what runs, when somebody watches the run.
//
// `enabled` is read on every callback; while it is false nothing here costs anything.
'use strict';

module.exports = {
  /** Whether anybody watches. Set once, before the program starts. */
  enabled: false,
  init() {},
  before() {},
  after() {},
  promiseResolve() {},
};
