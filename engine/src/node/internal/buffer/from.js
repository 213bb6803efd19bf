// `Buffer.from` and `Buffer.copyBytesFrom`: what Buffers are made of. Answers to Node's doc "Buffer.from".
'use strict';

const { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING } = require('internal/errors').codes;
const { validateInteger } = require('internal/validators');
const { isAnyArrayBuffer, isTypedArray } = require('internal/util/types');
const { FastBuffer } = require('internal/buffer');
const { encodings, getEncodingOps } = require('internal/buffer/encodings');
const pool = require('internal/buffer/pool');

function fromText(Buffer, string, encoding) {
  const named = typeof encoding === 'string' && encoding.length > 0;
  const ops = named ? getEncodingOps(encoding) : encodings.utf8;
  if (ops === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  return string.length === 0 ? new FastBuffer() : pool.fromString(Buffer, string, ops);
}

/** A Buffer over the memory itself. */
function overMemory(memory, byteOffset, length) {
  const start = +byteOffset || 0;
  const most = memory.byteLength - start;
  if (most < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (length === undefined) return new FastBuffer(memory, start, most);
  const wanted = +length > 0 ? +length : 0;
  if (wanted > most) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  return new FastBuffer(memory, start, wanted);
}

/** A Buffer with copies of the elements, each cut to a byte. */
function copyElements(Buffer, list) {
  if (!(list.length > 0)) return new FastBuffer();
  const buffer = pool.allocate(Buffer, list.length);
  buffer.set(list, 0);
  return buffer;
}

/** What an object with elements gives; `undefined` for others. */
function fromElements(Buffer, object) {
  if (object.length !== undefined || isAnyArrayBuffer(object.buffer)) {
    return typeof object.length === 'number' ? copyElements(Buffer, object) : new FastBuffer();
  }
  // The form of `buf.toJSON()`.
  return object.type === 'Buffer' && Array.isArray(object.data) ? copyElements(Buffer, object.data) : undefined;
}

function fromObject(Buffer, value, encodingOrOffset, length) {
  if (isAnyArrayBuffer(value)) return overMemory(value, encodingOrOffset, length);
  const primitive = value.valueOf && value.valueOf();
  if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object')) {
    return Buffer.from(primitive, encodingOrOffset, length);
  }
  const buffer = fromElements(Buffer, value);
  if (buffer !== undefined) return buffer;
  if (typeof value[Symbol.toPrimitive] !== 'function') return undefined;
  const text = value[Symbol.toPrimitive]('string');
  return typeof text === 'string' ? fromText(Buffer, text, encodingOrOffset) : undefined;
}

/**
 * `Buffer.from`.
 * @param {Function} Buffer
 * @param {*} value text, memory, elements, or an object that stands for one of them
 * @param {string|number} [encodingOrOffset]
 * @param {number} [length] bytes, of memory only
 * @returns {Buffer}
 */
function from(Buffer, value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromText(Buffer, value, encodingOrOffset);
  const buffer = typeof value === 'object' && value !== null ? fromObject(Buffer, value, encodingOrOffset, length) : undefined;
  if (buffer !== undefined) return buffer;
  throw new ERR_INVALID_ARG_TYPE('first argument', ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value);
}

/**
 * `Buffer.copyBytesFrom`: the memory behind some elements of a typed array, not their values.
 * @param {Function} Buffer
 * @param {TypedArray} view
 * @param {number} [offset] in elements
 * @param {number} [length] in elements
 * @returns {Buffer}
 */
function copyBytesFrom(Buffer, view, offset, length) {
  if (!isTypedArray(view)) throw new ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  if (view.length === 0) return Buffer.alloc(0);
  if (offset !== undefined) validateInteger(offset, 'offset', 0);
  if (length !== undefined) validateInteger(length, 'length', 0);
  const start = offset ?? 0;
  if (start >= view.length) return Buffer.alloc(0);
  const part = view.subarray(start, length === undefined ? view.length : start + length);
  return copyElements(Buffer, new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
}

module.exports = { copyBytesFrom, from };
