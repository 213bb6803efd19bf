// WritableStream and its writer, the public face. State and algorithms: writablestream/core, writablestream/controller.
// Node's doc: webstreams, "Class: WritableStream".
'use strict';

const {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS,
} = require('internal/errors').codes;
const { customInspectSymbol: kInspect, kEmptyObject, kEnumerableProperty } = require('internal/util');
const {
  kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull,
} = require('internal/validators');
const {
  kIsClosedPromise, kIsErrored, kIsWritable, kControllerErrorFunction,
} = require('internal/streams/utils');
const {
  kState, kType, getNonWritablePropertyDescriptor, isBrandCheck, customInspect, checkObject, defineTransfer,
  markTransferable,
  extractHighWaterMark, extractSizeAlgorithm, defaultSizeAlgorithm, nonOpCallback,
} = require('internal/webstreams/util');
const { WritableCore, WriterCore } = require('internal/webstreams/writablestream/core');
const {
  WritableControllerCore, WritableStreamDefaultController, setupFromSink,
} = require('internal/webstreams/writablestream/controller');
const { PromiseReject } = primordials;

const isWritableStream = isBrandCheck('WritableStream');
const isWritableStreamDefaultWriter = isBrandCheck('WritableStreamDefaultWriter');

const locked = () => PromiseReject(new ERR_INVALID_STATE.TypeError('WritableStream is locked'));
const notBound = () => new ERR_INVALID_STATE.TypeError('Writer is not bound to a WritableStream');

class WritableStream {
  [kType] = 'WritableStream';

  /**
   * @param {object} [sink] start, write, close, abort
   * @param {object} [strategy] highWaterMark and size
   */
  constructor(sink = kEmptyObject, strategy = kEmptyObject) {
    checkObject(sink, 'sink', kValidateObjectAllowObjects);
    checkObject(strategy, 'strategy', kValidateObjectAllowObjectsAndNull);
    const type = sink?.type;
    if (type !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('type', type);
    markTransferable(this);
    this[kState] = new WritableCore(this);
    const size = extractSizeAlgorithm(strategy?.size);
    const highWaterMark = extractHighWaterMark(strategy?.highWaterMark, 1);
    setupFromSink(this[kState], sink, highWaterMark, size);
  }

  // For the stream module's isErrored(), isWritable(), finished() and addAbortSignal().
  get [kIsErrored]() {
    return this[kState].state === 'errored';
  }

  get [kIsWritable]() {
    return this[kState].state === 'writable';
  }

  get [kIsClosedPromise]() {
    return this[kState].closedRecord;
  }

  [kControllerErrorFunction](error) {
    this[kState].controller.errorIfNeeded(error);
  }

  get locked() {
    if (!isWritableStream(this)) throw new ERR_INVALID_THIS('WritableStream');
    return this[kState].locked;
  }

  abort(reason = undefined) {
    if (!isWritableStream(this)) return PromiseReject(new ERR_INVALID_THIS('WritableStream'));
    return this[kState].locked ? locked() : this[kState].abort(reason);
  }

  close() {
    if (!isWritableStream(this)) return PromiseReject(new ERR_INVALID_THIS('WritableStream'));
    if (this[kState].locked) return locked();
    if (this[kState].closeQueuedOrInFlight) {
      return PromiseReject(new ERR_INVALID_STATE.TypeError('Failure closing WritableStream'));
    }
    return this[kState].close();
  }

  getWriter() {
    if (!isWritableStream(this)) throw new ERR_INVALID_THIS('WritableStream');
    return new WritableStreamDefaultWriter(this);
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, this[kType], { locked: this.locked, state: this[kState].state });
  }
}

defineTransfer(WritableStream.prototype);
Object.defineProperties(WritableStream.prototype, {
  locked: kEnumerableProperty,
  abort: kEnumerableProperty,
  close: kEnumerableProperty,
  getWriter: kEnumerableProperty,
  [Symbol.toStringTag]: getNonWritablePropertyDescriptor(WritableStream.name),
});

/** Rejects for what is no writer, or one that was released; else answers what `use` does with its core. */
function withWriter(writer, use) {
  if (!isWritableStreamDefaultWriter(writer)) {
    return PromiseReject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
  }
  const core = writer[kState];
  return core.writable === undefined ? PromiseReject(notBound()) : use(core);
}

class WritableStreamDefaultWriter {
  [kType] = 'WritableStreamDefaultWriter';

  /** @param {WritableStream} stream */
  constructor(stream) {
    if (!isWritableStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'WritableStream', stream);
    if (stream[kState].locked) throw new ERR_INVALID_STATE.TypeError('WritableStream is locked');
    this[kState] = new WriterCore(stream[kState]);
  }

  get closed() {
    if (!isWritableStreamDefaultWriter(this)) {
      return PromiseReject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    }
    return this[kState].closedRecord.promise;
  }

  get desiredSize() {
    if (!isWritableStreamDefaultWriter(this)) throw new ERR_INVALID_THIS('WritableStreamDefaultWriter');
    if (this[kState].writable === undefined) throw notBound();
    return this[kState].desiredSize;
  }

  get ready() {
    if (!isWritableStreamDefaultWriter(this)) {
      return PromiseReject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    }
    return this[kState].readyRecord.promise;
  }

  abort(reason = undefined) {
    return withWriter(this, (core) => core.writable.abort(reason));
  }

  close() {
    return withWriter(this, ({ writable }) => {
      if (writable.closeQueuedOrInFlight) {
        return PromiseReject(new ERR_INVALID_STATE.TypeError('Failure to close WritableStream'));
      }
      return writable.close();
    });
  }

  releaseLock() {
    if (!isWritableStreamDefaultWriter(this)) throw new ERR_INVALID_THIS('WritableStreamDefaultWriter');
    if (this[kState].writable !== undefined) this[kState].release();
  }

  write(chunk = undefined) {
    return withWriter(this, (core) => core.write(chunk));
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, this[kType], {
      stream: this[kState].writable?.door,
      close: this[kState].closedRecord.promise,
      ready: this[kState].readyRecord.promise,
      desiredSize: this.desiredSize,
    });
  }
}

Object.defineProperties(WritableStreamDefaultWriter.prototype, {
  closed: kEnumerableProperty,
  ready: kEnumerableProperty,
  desiredSize: kEnumerableProperty,
  abort: kEnumerableProperty,
  close: kEnumerableProperty,
  releaseLock: kEnumerableProperty,
  write: kEnumerableProperty,
  [Symbol.toStringTag]: getNonWritablePropertyDescriptor(WritableStreamDefaultWriter.name),
});

/** A stream without a controller, for those who bring their own algorithms. */
function createBareWritableStream() {
  const stream = { __proto__: WritableStream.prototype, [kType]: 'WritableStream' };
  stream[kState] = new WritableCore(stream);
  return markTransferable(stream);
}

/**
 * A stream by algorithms instead of a sink object.
 * @param {{start?: Function, write: Function, close: Function, abort: Function}} algorithms
 * @returns {{stream: WritableStream, controller: WritableControllerCore}}
 */
function createWritable(algorithms, highWaterMark = 1, size = defaultSizeAlgorithm) {
  const stream = createBareWritableStream();
  const controller = new WritableControllerCore(stream[kState], algorithms, highWaterMark, size);
  controller.start(algorithms.start ?? nonOpCallback);
  return { stream, controller };
}

/** Gives a bare stream that was transferred here its sink. */
function startReceivedWritable(stream, sink, highWaterMark, size) {
  setupFromSink(stream[kState], sink, highWaterMark, size);
}

module.exports = {
  WritableStream,
  WritableStreamDefaultWriter,
  WritableStreamDefaultController,
  isWritableStream,
  isWritableStreamDefaultWriter,
  createWritable,
  createBareWritableStream,
  startReceivedWritable,
};
