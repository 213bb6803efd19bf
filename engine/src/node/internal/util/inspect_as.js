// How classes of ours that hide their fields show themselves to inspect().

'use strict';

const { NumberIsInteger } = primordials;

/**
 * @param {string} name of the class
 * @param {object|any[]} fields what to show of it
 * @param {object} options those that a custom inspect function is given; one level of depth is spent
 * @returns {string} `Name { … }`
 */
function inspectAs(name, fields, options) {
  const { inspect } = require('internal/util/inspect');
  const depth = NumberIsInteger(options.depth) ? options.depth - 1 : options.depth;
  return `${name} ${inspect(fields, { ...options, depth })}`;
}

module.exports = { inspectAs };
