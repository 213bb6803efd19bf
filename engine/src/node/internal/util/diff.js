// util.diff: what makes one text or list of texts into another. Node's doc: "Util", util.diff().
'use strict';

const { validateString, validateStringArray } = require('internal/validators');

function validate(value, name) {
  if (Array.isArray(value)) validateStringArray(value, name);
  else validateString(value, name);
}

/**
 * Compares two texts by characters, or two lists of texts.
 * @param {string|string[]} actual
 * @param {string|string[]} expected
 * @returns {Array<[number, string]>} in order: -1 for what only `expected` has, 0 for both, 1 for `actual`; empty where
 * equal
 */
function diff(actual, expected) {
  if (actual === expected) return [];
  validate(actual, 'actual');
  validate(expected, 'expected');
  return require('internal/assert/myers_diff').myersDiff(actual, expected).reverse();
}

module.exports = { diff };
