// Symbols of node:events that other builtins use as options.

'use strict';

const { Symbol } = primordials;

module.exports = {
  /** Option of events.on(): iterate over the first argument of each event instead of over all of them. */
  kFirstEventParam: Symbol('kFirstEventParam'),
};
