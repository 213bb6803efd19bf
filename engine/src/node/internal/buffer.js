// The class behind Buffer and the methods that read and write its bytes. Answers to Node's doc "Buffer".
'use strict';

const binding = internalBinding('buffer');
const { ERR_BUFFER_OUT_OF_BOUNDS } = require('internal/errors').codes;
const { addNumberMethods } = require('internal/buffer/numbers');

/** What Buffers are: their prototype is Buffer.prototype. Only the runtime calls the constructor. */
class FastBuffer extends Uint8Array {
  // OK because an explicit constructor spares V8 the iteration protocol on the arguments.
  constructor(bufferOrLength, byteOffset, length) {
    super(bufferOrLength, byteOffset, length);
  }
}

/** Encodings whose `…Slice` and `…Write` methods every Buffer carries (undocumented, used by libraries). */
const RAW_ENCODINGS = ['ascii', 'base64', 'base64url', 'latin1', 'hex', 'ucs2', 'utf8'];

/**
 * The errors of Node's native side: a code, and a message without the usual wording. The stack begins above `from`.
 */
function nativeError(Base, code, message, from = nativeError) {
  const error = new Base(message);
  primordials.ErrorCaptureStackTrace(error, from);
  return Object.assign(error, { code });
}

/** `buf.utf8Slice(start, end)` and its like: the whole of it by default, an error outside. */
function makeSlice(name) {
  const slice = binding[`${name}Slice`];
  return function(start, end) {
    start = start === undefined ? 0 : +start || 0;
    end = end === undefined ? this.length : +end || 0;
    if (start < 0 || end < 0 || (end >= start && end > this.length)) {
      throw nativeError(RangeError, 'ERR_OUT_OF_RANGE', 'Index out of range');
    }
    return end <= start ? '' : slice(this, start, end);
  };
}

/** `buf.utf8Write(string, offset, length)` and its like: returns how many bytes were written. */
function makeWrite(name) {
  // Latin-1 keeps the low byte of a code unit, which is what Node's ascii does too.
  const write = binding[`${name === 'ascii' ? 'latin1' : name}Write`];
  return function(string, offset = 0, length = this.length - offset) {
    if (typeof string !== 'string') throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string');
    if (offset < 0 || offset > this.length) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
    if (length < 0 || length > this.length - offset) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
    return write(this, string, offset, length);
  };
}

/** Puts numbers and raw encodings on Buffer.prototype, in Node's order of keys. */
function addBufferPrototype(proto) {
  addNumberMethods(proto);
  for (const name of RAW_ENCODINGS) proto[`${name}Slice`] = makeSlice(name);
  for (const name of RAW_ENCODINGS) proto[`${name}Write`] = makeWrite(name);
}

/** Memory that Node would leave as it finds it; here it is always zeroed, so that runs are alike. */
function createUnsafeBuffer(size) {
  return new FastBuffer(size);
}

/** Keeps the memory of an object from being transferred to another thread. */
function markAsUntransferable(object) {
  require('internal/worker/io').markAsUntransferable(object);
}

module.exports = {
  FastBuffer,
  addBufferPrototype,
  createUnsafeBuffer,
  markAsUntransferable,
  nativeError,
};
