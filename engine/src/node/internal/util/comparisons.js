// Equality in depth, for assert and util.isDeepStrictEqual. Node's doc: "Assert", Comparison details of assert.deepEqual(),
// assert.deepStrictEqual() and assert.partialDeepStrictEqual(). Kinds of objects first, then their own properties, then
// their contents
// (`comparisons/contents.js`).
'use strict';

const {
  BigIntPrototypeValueOf, BooleanPrototypeValueOf, DatePrototypeGetTime, NumberPrototypeValueOf, ObjectPrototypeToString, SafeSet,
  StringPrototypeValueOf, SymbolPrototypeValueOf, TypedArrayPrototypeGetSymbolToStringTag,
} = primordials;

const profile = require('internal/profile');
const types = require('internal/util/types');
const { isError } = require('internal/util');

/** How strictly to judge. Partial: the first value may have more than the second. */
const kLoose = 0;
const kPartial = 1;
const kStrict = 2;
const kStrictWithoutPrototypes = 3;

/** V8's filter of properties. */
const ONLY_ENUMERABLE = 2;

const { hasOwn } = Object;
const isEnumerable = (object, key) => Object.prototype.propertyIsEnumerable.call(object, key);

// First, for the room of contents loads this one in turn.
Object.assign(exports, { compare, hasOwn, isDeepEqual, isDeepStrictEqual, isPartialStrictEqual, kLoose, kPartial });

const { compareContents } = require('internal/util/comparisons/contents');
const bytes = require('internal/util/comparisons/bytes');

/** Equality of values of which one is no object, without strictness. */
function areLooselyEqual(a, b) {
  return a == b || (Number.isNaN(a) && Number.isNaN(b));
}

/**
 * Compares two values.
 * @param {*} a
 * @param {*} b
 * @param {number} mode
 * @param {Set} [ancestors] objects of both sides that are being compared: what leads back to them is not followed again
 * @returns {boolean}
 */
function compare(a, b, mode, ancestors = new SafeSet()) {
  if (a === b) return a !== 0 || mode === kLoose || Object.is(a, b);
  const isObjectA = typeof a === 'object' && a !== null;
  const isObjectB = typeof b === 'object' && b !== null;
  if (isObjectA && isObjectB) return compareObjects(a, b, mode, ancestors);
  if (isObjectA || isObjectB) return false;
  return mode === kLoose ? areLooselyEqual(a, b) : Number.isNaN(a) && Number.isNaN(b);
}

/** Whether both have the same Symbol.toStringTag, the program's or the language's. */
function haveSameTag(a, b) {
  const tagA = a[Symbol.toStringTag];
  const tagB = b[Symbol.toStringTag];
  if (tagA !== undefined && tagB !== undefined) return tagA === tagB;
  return ObjectPrototypeToString(a) === ObjectPrototypeToString(b);
}

/** The comparison of boxed primitives: kind and value. */
function areEqualBoxes(a, b) {
  if (types.isNumberObject(a)) {
    return types.isNumberObject(b) && Object.is(NumberPrototypeValueOf(a), NumberPrototypeValueOf(b));
  }
  if (types.isStringObject(a)) return types.isStringObject(b) && StringPrototypeValueOf(a) === StringPrototypeValueOf(b);
  if (types.isBooleanObject(a)) return types.isBooleanObject(b) && BooleanPrototypeValueOf(a) === BooleanPrototypeValueOf(b);
  if (types.isBigIntObject(a)) return types.isBigIntObject(b) && BigIntPrototypeValueOf(a) === BigIntPrototypeValueOf(b);
  return types.isSymbolObject(b) && SymbolPrototypeValueOf(a) === SymbolPrototypeValueOf(b);
}

/** Compares a property of errors that is mostly not enumerable; an enumerable one is compared with the others. */
function isSameHidden(a, b, key, mode, ancestors) {
  if (isEnumerable(b, key)) return true;
  const isLeftOut = mode === kPartial && (b[key] === undefined || (key === 'message' && b[key] === ''));
  return isLeftOut || compare(a[key], b[key], mode, ancestors);
}

/** Message, name, and from Node 20 on cause and errors. */
function areEqualErrors(a, b, mode, ancestors) {
  if (!isError(b)) return false;
  const keys = profile.deepEqualComparesCauses ? ['message', 'name', 'cause', 'errors'] : ['message', 'name'];
  if (!keys.every((key) => isSameHidden(a, b, key, mode, ancestors))) return false;
  if (!profile.deepEqualTellsMissingCauses) return true;
  const hasCause = hasOwn(b, 'cause');
  return hasCause === hasOwn(a, 'cause') || (mode === kPartial && !hasCause);
}

function areEqualDates(a, b) {
  if (!types.isDate(b)) return false;
  const timeA = DatePrototypeGetTime(a);
  const timeB = DatePrototypeGetTime(b);
  return timeA === timeB || (profile.deepEqualTakesInvalidDates && Number.isNaN(timeA) && Number.isNaN(timeB));
}

function areEqualRegExps(a, b) {
  return types.isRegExp(b) && a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
}

/** Keys of crypto are equal by what they hold, which only the engine can read. */
function areEqualKeys(a, b) {
  return require('internal/crypto/keys').areEqualKeys(a, b);
}

/** Whether a value may be one of crypto's keys; asked without loading crypto. */
function isMaybeKey(value) {
  const { name } = value.constructor ?? {};
  return typeof name === 'string' && (name === 'CryptoKey' || name.endsWith('KeyObject'));
}

/** Whether a value is of a kind that the comparison below looks for: the other one must be of it, too. */
function isSpecial(value) {
  return Array.isArray(value) || ArrayBuffer.isView(value) || types.isSet(value) || types.isMap(value) || types.isDate(value) ||
    types.isRegExp(value) || types.isAnyArrayBuffer(value);
}

/** Kinds that are equal by reference only; earlier they were compared like plain objects. */
function isOpaque(value) {
  if (profile.deepEqualTellsWeakCollectionsApart && (types.isWeakMap(value) || types.isWeakSet(value))) return true;
  return profile.deepEqualTellsPromisesApart && types.isPromise(value);
}

/**
 * Compares what two objects are, apart from properties and contents.
 * @returns {boolean}
 */
function areSameKind(a, b, mode, ancestors) {
  if (Array.isArray(a)) {
    return Array.isArray(b) && hasSameSize(a.length, b.length, mode) && haveSameTag(a, b);
  }
  if (types.isSet(a)) return types.isSet(b) && hasSameSize(a.size, b.size, mode) && haveSameTag(a, b);
  if (types.isMap(a)) return types.isMap(b) && hasSameSize(a.size, b.size, mode) && haveSameTag(a, b);
  if (ArrayBuffer.isView(a)) {
    const isSameView = TypedArrayPrototypeGetSymbolToStringTag(a) === TypedArrayPrototypeGetSymbolToStringTag(b);
    return isSameView && ArrayBuffer.isView(b) && bytes.areEqualViews(a, b, mode);
  }
  if (types.isDate(a)) return areEqualDates(a, b) && haveSameTag(a, b);
  if (types.isRegExp(a)) return areEqualRegExps(a, b) && haveSameTag(a, b);
  if (types.isAnyArrayBuffer(a)) return types.isAnyArrayBuffer(b) && haveSameTag(a, b) && bytes.areEqualBuffers(a, b, mode);
  if (!haveSameTag(a, b) || isSpecial(b)) return false;
  if (isError(a)) return areEqualErrors(a, b, mode, ancestors);
  if (types.isBoxedPrimitive(a)) return areEqualBoxes(a, b);
  if (isError(b) || types.isBoxedPrimitive(b)) return false;
  if (profile.deepEqualComparesUrls && isUrl(a)) return isUrl(b) && a.href === b.href;
  if (isMaybeKey(a)) return areEqualKeys(a, b);
  return !isOpaque(a);
}

function isUrl(value) {
  return typeof value.href === 'string' && typeof value.protocol === 'string' && value instanceof require('internal/url').URL;
}

/** Sizes of arrays, sets and maps; partially the first may be larger. */
function hasSameSize(a, b, mode) {
  return a === b || (mode === kPartial && a > b);
}

/** Own enumerable keys: symbols only where strictly compared, indices not for arrays and typed arrays. */
function getKeys(object, mode) {
  if (Array.isArray(object) || types.isTypedArray(object)) {
    const named = internalBinding('util').getOwnNonIndexProperties(object, ONLY_ENUMERABLE);
    return mode === kLoose ? named.filter((key) => typeof key === 'string') : named;
  }
  const keys = Object.keys(object);
  if (mode === kLoose) return keys;
  for (const symbol of Object.getOwnPropertySymbols(object)) {
    if (isEnumerable(object, symbol)) keys.push(symbol);
  }
  return keys;
}

/** Compares the own properties; partially those of the second object only. */
function compareProperties(a, b, mode, ancestors) {
  const keys = getKeys(b, mode);
  if (mode !== kPartial && getKeys(a, mode).length !== keys.length) return false;
  if (!keys.every((key) => isEnumerable(a, key))) return false;
  return keys.every((key) => compare(a[key], b[key], mode, ancestors));
}

/**
 * Whether two objects are of one class, as strictness asks: of one constructor, or where that is an own property,
 * prototype.
 */
function haveSameClass(a, b) {
  if (profile.deepEqualComparesConstructors && a.constructor !== undefined && !hasOwn(a, 'constructor')) {
    return a.constructor === b.constructor;
  }
  return Object.getPrototypeOf(a) === Object.getPrototypeOf(b);
}

function compareObjects(a, b, mode, ancestors) {
  if (mode === kStrict && !haveSameClass(a, b)) return false;
  if (!areSameKind(a, b, mode, ancestors)) return false;
  // A circle on one side must be one of the same length on the other; in Node 20 and 22 of any length.
  const isKnownA = ancestors.has(a);
  const isKnownB = ancestors.has(b);
  if (isKnownA && isKnownB) return true;
  if ((isKnownA || isKnownB) && !profile.deepEqualUnrollsCircles) return false;
  ancestors.add(a);
  ancestors.add(b);
  const isEqual = compareProperties(a, b, mode, ancestors) && compareContents(a, b, mode, ancestors);
  if (!isKnownA) ancestors.delete(a);
  if (!isKnownB) ancestors.delete(b);
  return isEqual;
}

/** Equality as assert.deepEqual judges: `==` for primitives, classes may differ. */
function isDeepEqual(a, b) {
  return compare(a, b, kLoose);
}

/** Equality as assert.deepStrictEqual judges; `skipPrototype`: classes may differ. */
function isDeepStrictEqual(a, b, skipPrototype) {
  return compare(a, b, skipPrototype ? kStrictWithoutPrototypes : kStrict);
}

/** Whether the first value has all that the second has, as assert.partialDeepStrictEqual judges. */
function isPartialStrictEqual(a, b) {
  return compare(a, b, kPartial);
}
