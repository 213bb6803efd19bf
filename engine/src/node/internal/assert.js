// Assertions of the runtime itself: what fails here is our bug, not the program's.
'use strict';

/** The error of a broken invariant. */
function fail(message) {
  const { ERR_INTERNAL_ASSERTION } = require('internal/errors').codes;
  throw new ERR_INTERNAL_ASSERTION(message);
}

/** Fails unless the value is truthy. */
function assert(value, message) {
  if (!value) fail(message);
}

assert.fail = fail;

module.exports = assert;
