// Equality of contents: elements of arrays, members of sets, entries of maps, whose order does not count for sets and maps.
// Node's doc: "Assert", Comparison details.
'use strict';

const profile = require('internal/profile');
const types = require('internal/util/types');
const { compare, hasOwn, kLoose, kPartial } = require('internal/util/comparisons');

const isObject = (value) => typeof value === 'object' && value !== null;

/**
 * Elements one by one; a hole equals a hole only. Loosely, Node 22 tells undefined from null here, and from 24 on a null
 * on the right
 * equals anything: measured.
 */
function compareArrays(a, b, mode, ancestors) {
  for (let i = 0; i < a.length; i++) {
    if (mode === kLoose && profile.deepEqualTakesNullElements && b[i] === null) continue;
    if (hasOwn(a, i) !== hasOwn(b, i)) return false;
    if (profile.deepEqualTellsUndefinedElements && (a[i] === undefined) !== (b[i] === undefined)) return false;
    if (!compare(a[i], b[i], mode, ancestors)) return false;
  }
  return true;
}

/** Whether the elements of `b` are in `a` in this order, with others between them. */
function compareArraysPartially(a, b, ancestors) {
  const keysA = Object.keys(a).slice(0, a.length);
  const keysB = Object.keys(b).filter((key) => Number(key) < b.length);
  let found = 0;
  for (const key of keysA) {
    if (found < keysB.length && compare(a[key], b[keysB[found]], kPartial, ancestors)) found++;
  }
  return found === keysB.length;
}

/**
 * What a primitive can also be found as, loosely: undefined and null are equal, symbols and NaN to nothing else, other
 * primitives may
 * equal many.
 * @returns {null|undefined|boolean} null or undefined: look for that; false: nothing; true: try all
 */
function looseTwin(primitive) {
  switch (typeof primitive) {
    case 'undefined': return null;
    case 'object': return undefined;
    case 'symbol': return false;
    case 'string': return !Number.isNaN(+primitive);
    case 'number': return !Number.isNaN(primitive);
    default: return true;
  }
}

/** Takes the first candidate that passes the test out of the list. */
function take(candidates, test) {
  const index = candidates.findIndex(test);
  if (index === -1) return false;
  candidates.splice(index, 1);
  return true;
}

/** Whether a set may hold a primitive of the other one under another form. */
function mayHoldLoosely(a, b, primitive) {
  const twin = looseTwin(primitive);
  return typeof twin === 'boolean' ? twin : a.has(twin) && !b.has(twin);
}

/** Members of `b` that `a` does not hold itself, to be found by comparing; undefined where one cannot be found. */
function membersToFind(a, b, mode) {
  const missing = [];
  for (const member of b) {
    if (a.has(member)) continue;
    if (!isObject(member) && (mode !== kLoose || !mayHoldLoosely(a, b, member))) return undefined;
    missing.push(member);
  }
  return missing;
}

/** Each member that only one set holds needs an equal one that only the other holds. */
function compareSets(a, b, mode, ancestors) {
  const missing = membersToFind(a, b, mode);
  if (missing === undefined) return false;
  for (const member of a) {
    if (missing.length === 0) return true;
    if (b.has(member) || (!isObject(member) && mode !== kLoose)) continue;
    const isFound = take(missing, (candidate) => compare(member, candidate, mode, ancestors));
    if (!isFound && mode !== kPartial) return false;
  }
  return missing.length === 0;
}

/** Whether a map holds the entry of a primitive key, loosely under the twin of the key. */
function mayHoldEntryLoosely(a, b, key, value, ancestors) {
  const twin = looseTwin(key);
  if (typeof twin === 'boolean') return twin;
  return a.has(twin) && !b.has(twin) && compare(a.get(twin), value, kLoose, ancestors);
}

/** Keys of `b` whose entry `a` does not hold under the same primitive; undefined where one cannot be found. */
function keysToFind(a, b, mode, ancestors) {
  const missing = [];
  for (const [key, value] of b) {
    if (isObject(key)) {
      missing.push(key);
    } else if (!a.has(key) || !compare(a.get(key), value, mode, ancestors)) {
      if (mode !== kLoose || !mayHoldEntryLoosely(a, b, key, value, ancestors)) return undefined;
      missing.push(key);
    }
  }
  return missing;
}

/** Entries with equal keys must have equal values; keys that are objects are found by comparing. */
function compareMaps(a, b, mode, ancestors) {
  const missing = keysToFind(a, b, mode, ancestors);
  if (missing === undefined) return false;
  for (const [key, value] of a) {
    if (missing.length === 0) return true;
    const isHeld = !isObject(key) &&
      (mode !== kLoose || (b.has(key) && compare(value, b.get(key), mode, ancestors)));
    if (isHeld) continue;
    const isFound = take(missing, (candidate) => (
      compare(key, candidate, mode, ancestors) && compare(value, b.get(candidate), mode, ancestors)
    ));
    if (!isFound && mode !== kPartial) return false;
  }
  return missing.length === 0;
}

/**
 * Compares what two objects of one kind hold.
 * @param {object} a
 * @param {object} b
 * @param {number} mode
 * @param {Set} ancestors
 * @returns {boolean}
 */
function compareContents(a, b, mode, ancestors) {
  if (Array.isArray(a)) {
    return mode === kPartial ? compareArraysPartially(a, b, ancestors) : compareArrays(a, b, mode, ancestors);
  }
  if (types.isSet(a)) return compareSets(a, b, mode, ancestors);
  if (types.isMap(a)) return compareMaps(a, b, mode, ancestors);
  return true;
}

module.exports = { compareContents };
