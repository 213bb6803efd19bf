// The methods of Buffer.prototype that are neither numbers nor searches: copy, toString, write, compare and others.
// Answers to Node's doc "Buffer".
'use strict';

const { compare: compareBytes } = internalBinding('buffer');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_BUFFER_SIZE, ERR_OUT_OF_RANGE, ERR_UNKNOWN_ENCODING } = require('internal/errors').codes;
const { validateInteger } = require('internal/validators');
const { isArrayBufferView, isUint8Array } = require('internal/util/types');
const { FastBuffer, nativeError } = require('internal/buffer');
const { encodings, getEncodingOps } = require('internal/buffer/encodings');
const profile = require('internal/profile');

/** The largest length of a Buffer in bytes, as the version states it. */
const kMaxLength = profile.bufferMaxLengthIsSafeInteger ? Number.MAX_SAFE_INTEGER : 2 ** 32;

const validateOffset = (value, name, min = 0, max = kMaxLength) => validateInteger(value, name, min, max);

/** An argument as an integer, `fallback` for what is no number. */
function toInteger(value, fallback) {
  const number = Math.trunc(+value);
  return Number.isNaN(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER ? fallback : number;
}

/** The memory of any view as bytes. */
const bytesOf = (view) => (isUint8Array(view) ? view : new Uint8Array(view.buffer, view.byteOffset, view.byteLength));

/** Whether `copy` takes it as a target: from Node 22 any view. */
const isCopyTarget = (target) => (profile.bufferCopiesToViews ? isArrayBufferView(target) : isUint8Array(target));

/**
 * `buf.copy`.
 * @returns {number} bytes copied: what fits
 */
function copy(target, targetStart, sourceStart, sourceEnd) {
  if (!isUint8Array(this)) throw new ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], this);
  if (!isCopyTarget(target)) throw new ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
  const to = targetStart === undefined ? 0 : toInteger(targetStart, 0);
  if (to < 0) throw new ERR_OUT_OF_RANGE('targetStart', '>= 0', targetStart);
  const from = sourceStart === undefined ? 0 : toInteger(sourceStart, 0);
  if (from < 0 || from > this.length) throw new ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${this.length}`, sourceStart);
  const end = sourceEnd === undefined ? this.length : toInteger(sourceEnd, 0);
  if (end < 0) throw new ERR_OUT_OF_RANGE('sourceEnd', '>= 0', sourceEnd);
  if (to >= target.byteLength || from >= end) return 0;
  const count = Math.min(end - from, this.length - from, target.byteLength - to);
  bytesOf(target).set(this.subarray(from, from + count), to);
  return count;
}

/** `buf.toString`: the text of some bytes. */
function toString(encoding, start, end) {
  if (arguments.length === 0) return encodings.utf8.slice(this, 0, this.length);
  const from = start <= 0 ? 0 : start >= this.length ? this.length : Math.trunc(start) || 0;
  const to = end === undefined || end > this.length ? this.length : Math.trunc(end) || 0;
  if (to <= from) return '';
  const ops = encoding === undefined ? encodings.utf8 : getEncodingOps(encoding);
  if (ops === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  return ops.slice(this, from, to);
}

function validateBytes(value, name) {
  if (!isUint8Array(value)) throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'Uint8Array'], value);
}

function equals(otherBuffer) {
  validateBytes(otherBuffer, 'otherBuffer');
  if (this === otherBuffer) return true;
  return this.byteLength === otherBuffer.byteLength && compareBytes(this, otherBuffer) === 0;
}

/** `buf.compare`: -1, 0 or 1, of parts of both where offsets are given. */
function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
  validateBytes(target, 'target');
  if (arguments.length === 1) return compareBytes(this, target);
  if (targetStart !== undefined) validateOffset(targetStart, 'targetStart');
  if (targetEnd !== undefined) validateOffset(targetEnd, 'targetEnd', 0, target.length);
  if (sourceStart !== undefined) validateOffset(sourceStart, 'sourceStart');
  if (sourceEnd !== undefined) validateOffset(sourceEnd, 'sourceEnd', 0, this.length);
  const theirs = [targetStart ?? 0, targetEnd ?? target.length];
  const ours = [sourceStart ?? 0, sourceEnd ?? this.length];
  if (ours[0] >= ours[1]) return theirs[0] >= theirs[1] ? 0 : -1;
  if (theirs[0] >= theirs[1]) return 1;
  return compareBytes(this.subarray(...ours), target.subarray(...theirs));
}

/** `buf.write(string[, offset[, length]][, encoding])`: how many bytes were written, whole characters only. */
function write(string, offset, length, encoding) {
  if (typeof offset === 'string' && length === undefined) {
    encoding = offset;
    offset = 0;
    length = this.length;
  } else if (offset === undefined) {
    // As in Node, an encoding that comes without an offset is not looked at.
    offset = 0;
    encoding = undefined;
    length = this.length;
  } else {
    validateOffset(offset, 'offset', 0, this.length);
    if (typeof length === 'string') {
      encoding = length;
      length = undefined;
    }
    if (length !== undefined) validateOffset(length, 'length', 0, this.length);
    length = Math.min(length ?? this.length, this.length - offset);
  }
  const ops = encoding ? getEncodingOps(encoding) : encodings.utf8;
  if (ops === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  if (typeof string !== 'string') throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string');
  return ops.write(this, string, offset, length);
}

function toJSON() {
  return { type: 'Buffer', data: this.length > 0 ? Array.from(this) : [] };
}

/** An end of a slice as an index: negative counts from the end. */
function sliceIndex(offset, length) {
  const index = Math.trunc(offset) || 0;
  return index < 0 ? Math.max(index + length, 0) : Math.min(index, length);
}

function subarray(start, end) {
  const from = sliceIndex(start, this.length);
  const to = end === undefined ? this.length : sliceIndex(end, this.length);
  return new FastBuffer(this.buffer, this.byteOffset + from, Math.max(to - from, 0));
}

/** The same bytes as `subarray`: unlike that of a typed array it copies nothing. */
function slice(start, end) {
  return this.subarray(start, end);
}

/** Turns the bytes of each group of `size` around, in place. */
function swap(buf, size) {
  if (buf.length % size !== 0) throw new ERR_INVALID_BUFFER_SIZE(`${size * 8}-bits`);
  for (let group = 0; group < buf.length; group += size) {
    for (let low = group, high = group + size - 1; low < high; low++, high--) {
      const byte = buf[low];
      buf[low] = buf[high];
      buf[high] = byte;
    }
  }
  return buf;
}

function swap16() { return swap(this, 2); }
function swap32() { return swap(this, 4); }
function swap64() { return swap(this, 8); }

module.exports = {
  compare, copy, equals, kMaxLength, slice, subarray, swap16, swap32, swap64, toJSON, toString, validateBytes,
  validateOffset, write,
};
