// ReadableStreamDefaultReader and ReadableStreamBYOBReader. WHATWG Streams, "Readable streams".
'use strict';

const profile = require('internal/profile');
const {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS, ERR_OUT_OF_RANGE,
} = require('internal/errors').codes;
const { customInspectSymbol: kInspect, kEmptyObject, kEnumerableProperty } = require('internal/util');
const {
  validateBuffer, validateNumber, validateObject, kValidateObjectAllowObjectsAndNull,
} = require('internal/validators');
const { isDataView, isSharedArrayBuffer } = require('internal/util/types');
const {
  kState, kType, getNonWritablePropertyDescriptor, isBrandCheck, customInspect, readResult,
} = require('internal/webstreams/util');
const { ReaderCore } = require('internal/webstreams/readablestream/core');
const { ByteControllerCore } = require('internal/webstreams/readablestream/byte_controller');
const { PromiseReject, PromiseResolve, PromiseWithResolvers } = primordials;

const isReadableStream = isBrandCheck('ReadableStream');
const isReadableStreamDefaultReader = isBrandCheck('ReadableStreamDefaultReader');
const isReadableStreamBYOBReader = isBrandCheck('ReadableStreamBYOBReader');
isReadableStreamDefaultReader.className = 'ReadableStreamDefaultReader';
isReadableStreamBYOBReader.className = 'ReadableStreamBYOBReader';

const notAttached = () => new ERR_INVALID_STATE.TypeError('The reader is not attached to a stream');

/** A read whose answer is a promise. */
function promiseRequest() {
  const { promise, resolve, reject } = PromiseWithResolvers();
  return {
    promise,
    chunk(value) { resolve(readResult(value, false)); },
    close(value) { resolve(readResult(value, true)); },
    error(error) { reject(error); },
  };
}

/** Locks a stream for a reader. Throws when it has one. */
function lock(stream, byob) {
  if (!isReadableStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
  const readable = stream[kState];
  if (readable.locked) throw new ERR_INVALID_STATE.TypeError('ReadableStream is locked');
  if (byob && !(readable.controller instanceof ByteControllerCore)) {
    throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be a byte stream');
  }
  return new ReaderCore(readable, byob);
}

// closed, cancel() and releaseLock(), the same for both readers. `check` is the class's brand test.
function closedOf(reader, check) {
  if (!check(reader)) return PromiseReject(new ERR_INVALID_THIS(check.className));
  return reader[kState].closedRecord.promise;
}

function cancelOf(reader, check, reason) {
  if (!check(reader)) return PromiseReject(new ERR_INVALID_THIS(check.className));
  const { readable } = reader[kState];
  return readable === undefined ? PromiseReject(notAttached()) : readable.cancel(reason);
}

function releaseOf(reader, check) {
  if (!check(reader)) throw new ERR_INVALID_THIS(check.className);
  const core = reader[kState];
  if (core.readable !== undefined) core.release();
}

class ReadableStreamDefaultReader {
  [kType] = 'ReadableStreamDefaultReader';

  /** @param {ReadableStream} stream */
  constructor(stream) {
    this[kState] = lock(stream, false);
  }

  /** @returns {Promise<{value: *, done: boolean}>} */
  read() {
    if (!isReadableStreamDefaultReader(this)) return PromiseReject(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    const core = this[kState];
    const { readable } = core;
    if (readable === undefined) return PromiseReject(notAttached());
    if (readable.state === 'readable') {
      const found = readable.controller.takeBuffered();
      if (found !== undefined) return PromiseResolve(bufferedResult(found.value));
    }
    const request = promiseRequest();
    core.read(request);
    return request.promise;
  }

  releaseLock() {
    releaseOf(this, isReadableStreamDefaultReader);
  }

  get closed() {
    return closedOf(this, isReadableStreamDefaultReader);
  }

  cancel(reason = undefined) {
    return cancelOf(this, isReadableStreamDefaultReader, reason);
  }

  [kInspect](depth, options) {
    const core = this[kState];
    return customInspect(depth, options, this[kType], {
      stream: core.readable?.door,
      readRequests: core.requests.length,
      close: core.closedRecord.promise,
    });
  }
}

/** The result of a read that found a chunk. From Node 24 on these always say `done` first. */
function bufferedResult(value) {
  return profile.webBufferedResultsSayDoneFirst ? { done: false, value } : { value, done: false };
}

class ReadableStreamBYOBReader {
  [kType] = 'ReadableStreamBYOBReader';

  /** @param {ReadableStream} stream of bytes */
  constructor(stream) {
    this[kState] = lock(stream, true);
  }

  /**
   * @param {ArrayBufferView} view to fill; its ArrayBuffer is detached
   * @param {{min?: number}} [options] elements to wait for (1)
   * @returns {Promise<{value: ArrayBufferView, done: boolean}>}
   */
  async read(view, options = kEmptyObject) {
    return readInto(this, view, options);
  }

  releaseLock() {
    releaseOf(this, isReadableStreamBYOBReader);
  }

  get closed() {
    return closedOf(this, isReadableStreamBYOBReader);
  }

  cancel(reason = undefined) {
    return cancelOf(this, isReadableStreamBYOBReader, reason);
  }

  [kInspect](depth, options) {
    const core = this[kState];
    return customInspect(depth, options, this[kType], {
      stream: core.readable?.door,
      readIntoRequests: core.requests.length,
      close: core.closedRecord.promise,
    });
  }
}

/** read() of a BYOB reader; throws what the method rejects with. */
function readInto(reader, view, options) {
  if (!isReadableStreamBYOBReader(reader)) throw new ERR_INVALID_THIS('ReadableStreamBYOBReader');
  validateBuffer(view, 'view');
  validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
  if (isSharedArrayBuffer(view.buffer) && profile.webBytesRefuseSharedMemory) {
    throw new ERR_INVALID_ARG_VALUE('view', view, 'must not be backed by a SharedArrayBuffer');
  }
  if (view.byteLength === 0 || view.buffer.byteLength === 0) {
    throw new ERR_INVALID_STATE.TypeError('View or Viewed ArrayBuffer is zero-length or detached');
  }
  const min = profile.webBytesFillWholeElements ? checkedMin(options?.min ?? 1, view) : 1;
  const core = reader[kState];
  if (core.readable === undefined) throw notAttached();
  const request = promiseRequest();
  core.readInto(view, min, request);
  return request.promise;
}

if (!profile.webBytesFillWholeElements) {
  // Node 18's is no async function: its promise settles earlier.
  Object.defineProperty(ReadableStreamBYOBReader.prototype, 'read', {
    __proto__: null,
    value: function read(view) {
      try {
        return readInto(this, view, kEmptyObject);
      } catch (error) {
        return PromiseReject(error);
      }
    },
  });
}

/** Throws unless `min` is a whole number of elements that the view has room for. */
function checkedMin(min, view) {
  validateNumber(min, 'options.min');
  if (!Number.isInteger(min)) throw new ERR_INVALID_ARG_VALUE('options.min', min, 'must be an integer');
  if (min <= 0) throw new ERR_INVALID_ARG_VALUE('options.min', min, 'must be greater than 0');
  if (isDataView(view)) {
    if (min > view.byteLength) throw new ERR_OUT_OF_RANGE('options.min', '<= view.byteLength', min);
  } else if (min > view.length) {
    throw new ERR_OUT_OF_RANGE('options.min', '<= view.length', min);
  }
  return min;
}

for (const Reader of [ReadableStreamDefaultReader, ReadableStreamBYOBReader]) {
  Object.defineProperties(Reader.prototype, {
    closed: kEnumerableProperty,
    read: kEnumerableProperty,
    releaseLock: kEnumerableProperty,
    cancel: kEnumerableProperty,
    [Symbol.toStringTag]: getNonWritablePropertyDescriptor(Reader.name),
  });
}

module.exports = {
  ReadableStreamDefaultReader, ReadableStreamBYOBReader,
  isReadableStream, isReadableStreamDefaultReader, isReadableStreamBYOBReader, bufferedResult,
};
