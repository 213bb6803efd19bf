// Equality of bytes: typed arrays, DataViews, ArrayBuffers. Node's doc: "Assert", Comparison details.
'use strict';

const types = require('internal/util/types');
const { kLoose, kPartial } = require('internal/util/comparisons');

/** The bytes of a view. */
function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function areEqualBytes(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}

/** Whether the bytes of `b` are in `a` in this order, with others between them. */
function isSubsequence(a, b) {
  let found = 0;
  for (let i = 0; i < a.length && found < b.length; i++) {
    if (a[i] === b[found]) found++;
  }
  return found === b.length;
}

/** Floats by `===`, so that 0 equals -0. */
function areEqualFloats(a, b) {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}

/** Compares bytes by the mode. */
function compareBytes(a, b, mode) {
  return mode === kPartial && a.length !== b.length ? isSubsequence(a, b) : areEqualBytes(a, b);
}

/**
 * Compares two views of the same class.
 * @param {ArrayBufferView} a
 * @param {ArrayBufferView} b
 * @param {number} mode
 * @returns {boolean}
 */
function areEqualViews(a, b, mode) {
  if (mode === kLoose && (types.isFloat32Array(a) || types.isFloat64Array(a) || types.isFloat16Array?.(a))) {
    return areEqualFloats(a, b);
  }
  return compareBytes(bytesOf(a), bytesOf(b), mode);
}

/** Compares two buffers. */
function areEqualBuffers(a, b, mode) {
  return compareBytes(new Uint8Array(a), new Uint8Array(b), mode);
}

module.exports = { areEqualBuffers, areEqualViews };
