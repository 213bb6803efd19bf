// Where small Buffers lie: slices of one shared pool, as programs can see from byteOffset. Answers to Node's doc "Buffer.poolSize".
'use strict';

const { FastBuffer, createUnsafeBuffer } = require('internal/buffer');
const profile = require('internal/profile');

/**
 * Bytes of a pool. Until Node 22 the start of the process had taken eight of them before the program ran; Node 26
 * aligns each pool in memory to 64 bytes and loses some of them at its start. All three as measured.
 */
const DEFAULT_POOL_SIZE = profile.bufferPoolIs64K ? 65536 : 8192;
const ALIGNMENT_PAD = profile.bufferPoolIsAligned ? 64 : 0;
const ALIGNMENT_START = profile.bufferPoolIsAligned ? 48 : 0;
const USED_AT_START = profile.bufferPoolIs64K ? 0 : 8;

/** The pool in use; made with the first Buffer that needs it. */
let memory;
let poolEnd = 0;
let offset = 0;

function createPool(Buffer, used) {
  memory = createUnsafeBuffer(Buffer.poolSize + ALIGNMENT_PAD).buffer;
  poolEnd = ALIGNMENT_START + Buffer.poolSize;
  offset = ALIGNMENT_START + used;
}

/** Whether this many bytes are worth a place in the pool: less than half of it. */
const isSmall = (Buffer, size) => size < Buffer.poolSize >>> 1;

/** Makes room for `size` bytes in the pool. */
function reserve(Buffer, size) {
  if (memory === undefined) createPool(Buffer, USED_AT_START);
  if (size > poolEnd - offset) createPool(Buffer, 0);
}

/** A Buffer over the reserved bytes; the next one starts at a multiple of eight. */
function take(size) {
  const buffer = new FastBuffer(memory, offset, size);
  offset = (offset + size + 7) & ~7;
  return buffer;
}

/** A Buffer of `size` bytes with no promise about their values. */
function allocate(Buffer, size) {
  if (!(size >= 1)) return new FastBuffer();
  if (!isSmall(Buffer, size)) return createUnsafeBuffer(size);
  reserve(Buffer, size);
  return take(Math.trunc(size));
}

/**
 * A Buffer with the bytes of a text.
 * @param {Function} Buffer for its poolSize, which programs may change
 * @param {string} string not empty
 * @param {{byteLength: Function, write: Function}} ops of its encoding
 * @returns {Buffer}
 */
function fromString(Buffer, string, ops) {
  const length = ops.byteLength(string);
  if (!isSmall(Buffer, length)) {
    const buffer = createUnsafeBuffer(length);
    const written = ops.write(buffer, string, 0, length);
    return written === length ? buffer : new FastBuffer(buffer.buffer, 0, written);
  }
  reserve(Buffer, length);
  const written = ops.write(new FastBuffer(memory, offset, length), string, 0, length);
  return take(written);
}

module.exports = { DEFAULT_POOL_SIZE, allocate, fromString };
