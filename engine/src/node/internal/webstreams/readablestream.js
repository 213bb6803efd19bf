// ReadableStream, the public face. Its state and algorithms are in readablestream/: core, the two kinds of
// controllers, readers, iteration, pipe (pumps), tee, from. Node's doc: webstreams, "Class: ReadableStream".
'use strict';

const profile = require('internal/profile');
const {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS,
} = require('internal/errors').codes;
const { customInspectSymbol: kInspect, kEmptyObject, kEnumerableProperty } = require('internal/util');
const {
  validateAbortSignal, validateObject, kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull,
} = require('internal/validators');
const {
  kIsDisturbed, kIsErrored, kIsReadable, kIsClosedPromise, kControllerErrorFunction,
} = require('internal/streams/utils');
const {
  kState, kType, getNonWritablePropertyDescriptor, isBrandCheck, customInspect, checkObject, setPromiseHandled,
  defineTransfer, markTransferable,
  extractHighWaterMark, extractSizeAlgorithm, defaultSizeAlgorithm, nonOpCallback,
} = require('internal/webstreams/util');
const { ReadableCore } = require('internal/webstreams/readablestream/core');
const {
  DefaultControllerCore, ReadableStreamDefaultController, setupFromSource: setupDefault,
} = require('internal/webstreams/readablestream/default_controller');
const {
  ByteControllerCore, ReadableByteStreamController, setupFromSource: setupBytes,
} = require('internal/webstreams/readablestream/byte_controller');
const { ReadableStreamBYOBRequest } = require('internal/webstreams/readablestream/byob_request');
const {
  ReadableStreamDefaultReader, ReadableStreamBYOBReader,
  isReadableStream, isReadableStreamDefaultReader, isReadableStreamBYOBReader,
} = require('internal/webstreams/readablestream/readers');
const { PromiseReject } = primordials;

const isWritableStream = isBrandCheck('WritableStream');

/** The core of a method's `this`. */
function coreOf(stream) {
  if (!isReadableStream(stream)) throw new ERR_INVALID_THIS('ReadableStream');
  return stream[kState];
}

/** Options of pipeTo() and pipeThrough(), each read once and in the order that the Web's tests ask for. */
function pipeOptions(options) {
  validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
  const preventAbort = options?.preventAbort;
  const preventCancel = options?.preventCancel;
  const preventClose = options?.preventClose;
  const signal = options?.signal;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  return { preventAbort: !!preventAbort, preventCancel: !!preventCancel, preventClose: !!preventClose, signal };
}

/** @returns {Promise<void>} of the pipe; throws when one of the streams is locked */
function pipe(readable, writable, options) {
  if (readable.locked) throw new ERR_INVALID_STATE.TypeError('The ReadableStream is locked');
  if (writable.locked) throw new ERR_INVALID_STATE.TypeError('The WritableStream is locked');
  return require('internal/webstreams/readablestream/pipe').readableStreamPipeTo(readable, writable, options);
}

class ReadableStream {
  [kType] = 'ReadableStream';

  /**
   * @param {object} [source] start, pull, cancel; type 'bytes' and autoAllocateChunkSize
   * @param {object} [strategy] highWaterMark and size
   */
  constructor(source = kEmptyObject, strategy = kEmptyObject) {
    checkObject(source, 'source', kValidateObjectAllowObjects);
    checkObject(strategy, 'strategy', kValidateObjectAllowObjectsAndNull);
    markTransferable(this);
    const readable = this[kState] = new ReadableCore(this);
    // The strategy before the source: their getters may throw, and the first error counts.
    const size = strategy?.size;
    const highWaterMark = strategy?.highWaterMark;
    const type = source.type;
    if (`${type}` === 'bytes') {
      if (size !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.size', size);
      setupBytes(readable, source, extractHighWaterMark(highWaterMark, 0));
    } else {
      if (type !== undefined) throw new ERR_INVALID_ARG_VALUE('source.type', type);
      setupDefault(readable, source, extractHighWaterMark(highWaterMark, 1), extractSizeAlgorithm(size));
    }
  }

  // For the stream module's isDisturbed(), isErrored(), isReadable(), finished() and addAbortSignal().
  get [kIsDisturbed]() {
    return this[kState].disturbed;
  }

  get [kIsErrored]() {
    return this[kState].state === 'errored';
  }

  get [kIsReadable]() {
    return this[kState].state === 'readable';
  }

  get [kIsClosedPromise]() {
    return this[kState].closedRecord;
  }

  [kControllerErrorFunction](error) {
    const { controller } = this[kState];
    if (controller instanceof DefaultControllerCore) controller.error(error);
  }

  get locked() {
    return coreOf(this).locked;
  }

  static from(iterable) {
    return require('internal/webstreams/readablestream/from').readableStreamFromIterable(iterable, createReadable);
  }

  cancel(reason = undefined) {
    if (!isReadableStream(this)) return PromiseReject(new ERR_INVALID_THIS('ReadableStream'));
    if (this[kState].locked) return PromiseReject(new ERR_INVALID_STATE.TypeError('ReadableStream is locked'));
    return this[kState].cancel(reason);
  }

  /** @param {{mode?: 'byob'}} [options] */
  getReader(options = kEmptyObject) {
    coreOf(this);
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const mode = options?.mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== 'byob') throw new ERR_INVALID_ARG_VALUE('options.mode', mode);
    return new ReadableStreamBYOBReader(this);
  }

  pipeThrough(transform, options = kEmptyObject) {
    const core = coreOf(this);
    const readable = transform?.readable;
    if (!isReadableStream(readable)) {
      throw new ERR_INVALID_ARG_TYPE('transform.readable', 'ReadableStream', readable);
    }
    const writable = transform?.writable;
    if (!isWritableStream(writable)) {
      throw new ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', writable);
    }
    setPromiseHandled(pipe(core, writable[kState], pipeOptions(options)));
    return readable;
  }

  pipeTo(destination, options = kEmptyObject) {
    try {
      const core = coreOf(this);
      if (!isWritableStream(destination)) {
        throw new ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', destination);
      }
      return pipe(core, destination[kState], pipeOptions(options));
    } catch (error) {
      return PromiseReject(error);
    }
  }

  tee() {
    coreOf(this);
    return readableStreamTee(this, false);
  }

  /** @param {{preventCancel?: boolean}} [options] preventCancel: leaving the loop spares the stream */
  values(options = kEmptyObject) {
    const core = coreOf(this);
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const preventCancel = !!options?.preventCancel;
    if (core.locked) throw new ERR_INVALID_STATE.TypeError('ReadableStream is locked');
    return require('internal/webstreams/readablestream/iteration').iterate(core, preventCancel);
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, this[kType], {
      locked: this.locked,
      state: this[kState].state,
      supportsBYOB: this[kState].controller instanceof ByteControllerCore,
    });
  }
}

defineTransfer(ReadableStream.prototype);
Object.defineProperties(ReadableStream.prototype, {
  [Symbol.asyncIterator]: {
    __proto__: null, configurable: true, enumerable: false, writable: true, value: ReadableStream.prototype.values,
  },
  locked: kEnumerableProperty,
  cancel: kEnumerableProperty,
  getReader: kEnumerableProperty,
  pipeThrough: kEnumerableProperty,
  pipeTo: kEnumerableProperty,
  tee: kEnumerableProperty,
  values: kEnumerableProperty,
  [Symbol.toStringTag]: getNonWritablePropertyDescriptor(ReadableStream.name),
});
if (profile.webStreamsHaveFrom) Object.defineProperty(ReadableStream, 'from', kEnumerableProperty);
else delete ReadableStream.from;

/** A stream without a controller, for those who bring their own algorithms. */
function createBareReadableStream() {
  const stream = { __proto__: ReadableStream.prototype, [kType]: 'ReadableStream' };
  stream[kState] = new ReadableCore(stream);
  return markTransferable(stream);
}

/**
 * A stream by algorithms instead of a source object.
 * @param {{start?: Function, pull: Function, cancel: Function}} algorithms
 * @returns {{stream: ReadableStream, controller: DefaultControllerCore}}
 */
function createReadable(algorithms, highWaterMark, size = defaultSizeAlgorithm) {
  const stream = createBareReadableStream();
  const controller = new DefaultControllerCore(stream[kState], algorithms, highWaterMark, size);
  controller.start(algorithms.start ?? nonOpCallback);
  return { stream, controller };
}

/** The same for a stream of bytes. */
function createReadableBytes(algorithms) {
  const stream = createBareReadableStream();
  const controller = new ByteControllerCore(stream[kState], algorithms, 0, undefined);
  controller.start(nonOpCallback);
  return { stream, controller };
}

/** Gives a bare stream that was transferred here its source. */
function startReceivedReadable(stream, source, highWaterMark, size) {
  setupDefault(stream[kState], source, highWaterMark, size);
}

/** tee(), with copies for the second branch if asked. */
function readableStreamTee(stream, cloneForBranch2) {
  const readable = stream[kState];
  if (readable.locked) throw new ERR_INVALID_STATE.TypeError('ReadableStream is locked');
  if (readable.controller instanceof ByteControllerCore) {
    return require('internal/webstreams/readablestream/tee_bytes').readableByteStreamTee(readable, createReadableBytes);
  }
  const { readableStreamDefaultTee } = require('internal/webstreams/readablestream/tee');
  return readableStreamDefaultTee(readable, cloneForBranch2, createReadable);
}

/** cancel() of a stream that may be locked. */
function readableStreamCancel(stream, reason) {
  return stream[kState].cancel(reason);
}

module.exports = {
  ReadableStream,
  ReadableStreamDefaultReader,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableByteStreamController,
  ReadableStreamDefaultController,
  isReadableStream,
  isReadableStreamDefaultReader,
  isReadableStreamBYOBReader,
  createReadable,
  createBareReadableStream,
  startReceivedReadable,
  readableStreamTee,
  readableStreamCancel,
};
