// Searching and filling Buffers: indexOf, lastIndexOf, includes, fill. Answers to Node's doc "Buffer".
'use strict';

const { TypedArrayPrototypeIndexOf, TypedArrayPrototypeLastIndexOf } = primordials;
const { indexOfBuffer } = internalBinding('buffer');
const {
  ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_ENCODING,
} = require('internal/errors').codes;
const { validateString } = require('internal/validators');
const { isArrayBufferView, isUint8Array } = require('internal/util/types');
const { encodings, getEncodingOps } = require('internal/buffer/encodings');
const { validateOffset } = require('internal/buffer/methods');
const profile = require('internal/profile');

/** How far an offset of `indexOf` can reach: Node cuts it to 32 bits. */
const OFFSET_MAX = 0x7fffffff;

/**
 * Where a search begins.
 * @param {number} length of the haystack
 * @param {number} offset as given; negative counts from the end
 * @param {number} needle its length in bytes
 * @param {boolean} forward
 * @returns {number} -1 where nothing can be found
 */
function searchStart(length, offset, needle, forward) {
  if (offset < 0) {
    if (offset + length >= 0) return offset + length;
    return forward || needle === 0 ? 0 : -1;
  }
  if (offset + needle <= length) return offset;
  if (needle === 0) return length;
  return forward ? -1 : length - 1;
}

/** Finds one byte in `bytes`, which end where the search ends. */
function findByte(bytes, byte, offset, forward) {
  const start = searchStart(bytes.length, offset, 1, forward);
  if (start < 0 || bytes.length === 0) return -1;
  return forward ? TypedArrayPrototypeIndexOf(bytes, byte, start) : TypedArrayPrototypeLastIndexOf(bytes, byte, start);
}

/** Finds bytes in bytes; UTF-16 text is only found at even distances (`step` 2). */
function findBytes(bytes, needle, offset, step, forward) {
  const start = searchStart(bytes.length, offset, needle.length, forward);
  if (needle.length === 0) return start;
  if (start < 0 || needle.length > bytes.length || (forward && start + needle.length > bytes.length)) return -1;
  if (step === 2 && needle.length < 2) return -1;
  return indexOfBuffer(bytes, needle, start - (start % step), step, forward);
}

/** The bytes of a text to look for. */
function needleOf(string, ops) {
  const needle = new Uint8Array(ops.byteLength(string));
  return needle.subarray(0, ops.write(needle, string, 0, needle.length));
}

/** The part of a buffer that a search may look at, of those of its methods that take an end. */
function clipped(buffer, end) {
  if (end === undefined) return buffer;
  const from = +end || 0;
  return buffer.subarray(0, Math.max(from < 0 ? buffer.length + from : Math.min(from, buffer.length), 0));
}

/** All of `indexOf` and `lastIndexOf`. */
function find(buffer, value, offset, end, encoding, forward) {
  if (!isArrayBufferView(buffer)) {
    throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
  }
  if (typeof offset === 'string') {
    encoding = offset;
    offset = undefined;
  }
  offset = Math.trunc(Math.min(Math.max(+offset, -OFFSET_MAX - 1), OFFSET_MAX));
  if (Number.isNaN(offset)) offset = forward ? 0 : buffer.length;
  const bytes = clipped(buffer, end);
  if (typeof value === 'number') return findByte(bytes, value & 0xff, offset, forward);
  const ops = encoding === undefined ? encodings.utf8 : getEncodingOps(encoding);
  if (typeof value === 'string') {
    if (ops === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    return findBytes(bytes, needleOf(value, ops), offset, ops === encodings.utf16le ? 2 : 1, forward);
  }
  if (isUint8Array(value)) return findBytes(bytes, value, offset, ops === encodings.utf16le ? 2 : 1, forward);
  throw new ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
}

/** The methods as Node 24 and later have them: an end before the encoding. */
const withEnd = {
  indexOf(val, offset, end, encoding) {
    return typeof end === 'string' ? find(this, val, offset, undefined, end, true) : find(this, val, offset, end, encoding, true);
  },
  lastIndexOf(val, offset, end, encoding) {
    return typeof end === 'string' ? find(this, val, offset, undefined, end, false) : find(this, val, offset, end, encoding, false);
  },
  includes(val, offset, end, encoding) {
    return this.indexOf(val, offset, end, encoding) !== -1;
  },
};

const withoutEnd = {
  indexOf(value, byteOffset, encoding) {
    return find(this, value, byteOffset, undefined, encoding, true);
  },
  lastIndexOf(value, byteOffset, encoding) {
    return find(this, value, byteOffset, undefined, encoding, false);
  },
  includes(value, byteOffset, encoding) {
    return this.indexOf(value, byteOffset, encoding) !== -1;
  },
};

/** Repeats a pattern over bytes. */
function fillWith(bytes, pattern) {
  bytes.set(pattern.length > bytes.length ? pattern.subarray(0, bytes.length) : pattern);
  // Doubling copies what is already there: few calls, whatever the pattern's length.
  for (let done = pattern.length; done < bytes.length; done *= 2) bytes.copyWithin(done, 0, done);
}

/** The encoding of a text to fill with; a name that is none is an error even where the text is one byte. */
function fillEncoding(encoding) {
  const ops = encoding === undefined ? encodings.utf8 : getEncodingOps(encoding);
  if (ops !== undefined) return ops;
  validateString(encoding, 'encoding');
  throw new ERR_UNKNOWN_ENCODING(encoding);
}

/** What to fill with: a number, or bytes; `undefined` for a text or view that has none. */
function fillPattern(value, encoding) {
  if (typeof value === 'string') {
    const pattern = needleOf(value, encoding);
    return pattern.length === 0 ? undefined : pattern;
  }
  if (isArrayBufferView(value)) {
    const pattern = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return pattern.length === 0 ? undefined : pattern;
  }
  return typeof value === 'object' || typeof value === 'function' ? 0 : Number(value) || 0;
}

/**
 * `buf.fill`.
 * @param {Buffer} buf
 * @param {*} value text, bytes, or what counts as a number
 * @param {number|string} [offset] or the encoding
 * @param {number|string} [end] or the encoding
 * @param {string} [encoding]
 * @returns {Buffer} `buf`
 */
function fillBuffer(buf, value, offset, end, encoding) {
  let ops = encodings.utf8;
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      encoding = offset;
      offset = end = undefined;
    } else if (typeof end === 'string') {
      encoding = end;
      end = undefined;
    }
    ops = fillEncoding(encoding);
    // An empty text fills with zeros, one of an encoding that ends up empty is an error.
    if (value.length === 0) value = 0;
  }
  if (offset === undefined) {
    offset = 0;
    end = buf.length;
  } else {
    validateOffset(offset, 'offset');
    if (end === undefined) end = buf.length;
    else validateOffset(end, 'end', 0, buf.length);
    if (offset >= end) return buf;
  }
  const pattern = fillPattern(value, ops);
  if (pattern === undefined) throw new ERR_INVALID_ARG_VALUE('value', value);
  if (end > buf.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  const bytes = new Uint8Array(buf.buffer, buf.byteOffset + offset, end - offset);
  if (typeof pattern === 'number') bytes.fill(pattern);
  else fillWith(bytes, pattern);
  return buf;
}

module.exports = { fillBuffer, searchMethods: profile.bufferIndexOfHasEnd ? withEnd : withoutEnd };
