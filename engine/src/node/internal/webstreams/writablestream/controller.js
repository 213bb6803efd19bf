// The controller of a writable stream: the queue of chunks and the calls of the sink, one at a time.
// WHATWG Streams, "WritableStreamDefaultController".
'use strict';

const profile = require('internal/profile');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } = require('internal/errors').codes;
const { customInspectSymbol: kInspect, kEnumerableProperty } = require('internal/util');
const {
  kState, kType, kSkipThrow, SizedQueue, getNonWritablePropertyDescriptor, isBrandCheck, customInspect,
  chunkCallback, promiseCallback, runAlgorithm, thenStartResult, nonOpCallback, nonOpAsync,
} = require('internal/webstreams/util');
const { PromisePrototypeThen } = primordials;

/** Stands in the queue for the close. */
const kCloseSentinel = Symbol('kCloseSentinel');

class WritableControllerCore {
  /**
   * @param {object} algorithms write(chunk, controller), close(), abort(reason)
   * @param {number} highWaterMark the sum of sizes from which there is backpressure
   */
  constructor(writable, { write, close, abort }, highWaterMark, size) {
    this.writable = writable;
    writable.controller = this;
    this.writeAlgorithm = write;
    this.closeAlgorithm = close;
    this.abortAlgorithm = abort;
    this.sizeAlgorithm = size;
    this.highWaterMark = highWaterMark;
    this.queue = new SizedQueue();
    this.signalSource = undefined;
    this.started = false;
    // Made once, for every write.
    this.writeFulfilled = () => this.written();
    this.writeRejected = (error) => {
      if (writable.state === 'writable') this.clearAlgorithms();
      writable.finishWriteWithError(error);
    };
    /** What programs get to see of it. */
    this.door = new WritableStreamDefaultController(kSkipThrow);
    this.door[kState] = this;
  }

  start(algorithm) {
    const { writable } = this;
    writable.updateBackpressure(this.desiredSize <= 0);
    thenStartResult(algorithm(this.door), () => {
      this.started = true;
      this.advance();
    }, (error) => {
      this.started = true;
      writable.dealWithRejection(error);
    });
  }

  /** Made when somebody looks at the signal, or when it aborts. */
  get abortController() {
    const { AbortController } = require('internal/abort_controller');
    return this.signalSource ??= new AbortController();
  }

  get desiredSize() {
    return this.highWaterMark - this.queue.totalSize;
  }

  /** The size of a chunk; what the function throws is an error of the stream. */
  sizeOf(chunk) {
    const { sizeAlgorithm } = this;
    if (sizeAlgorithm === undefined) {
      this.assertWriteExpected();
      return 1;
    }
    try {
      return sizeAlgorithm(chunk);
    } catch (error) {
      this.errorIfNeeded(error);
      return 1;
    }
  }

  /** Node takes a write for a bug of its own while the sink closes, and Node 20 also after that. */
  assertWriteExpected() {
    const { state } = this.writable;
    const unexpected = (profile.webClosingWritesAssert && state === 'writable') ||
      (profile.webClosedWritesAssert && state === 'closed');
    if (unexpected) require('internal/assert')(false);
  }

  write(chunk, size) {
    try {
      this.queue.enqueue(chunk, size);
    } catch (error) {
      this.errorIfNeeded(error);
      return;
    }
    this.updateBackpressure();
    this.advance();
  }

  updateBackpressure() {
    const { writable } = this;
    if (!writable.closeQueuedOrInFlight && writable.state === 'writable') {
      writable.updateBackpressure(this.desiredSize <= 0);
    }
  }

  queueClose() {
    this.queue.enqueue(kCloseSentinel, 0);
    this.advance();
  }

  /** Calls the sink with what is first in the queue, unless a call is under way. */
  advance() {
    const { writable } = this;
    if (!this.started || writable.inFlightWrite !== undefined) return;
    if (writable.state === 'erroring') {
      writable.finishErroring();
      return;
    }
    if (this.queue.length === 0) return;
    const first = this.queue.peek();
    if (first === kCloseSentinel) {
      this.processClose();
    } else {
      writable.inFlightWrite = writable.writeRequests.shift();
      runAlgorithm(this.writeAlgorithm, first, this.door, this.writeFulfilled, this.writeRejected);
    }
  }

  written() {
    this.writable.finishWrite();
    this.queue.dequeue();
    this.updateBackpressure();
    this.advance();
  }

  processClose() {
    const { writable, closeAlgorithm } = this;
    writable.inFlightClose = writable.closeRequest;
    writable.closeRequest = undefined;
    this.queue.dequeue();
    const closed = closeAlgorithm();
    this.clearAlgorithms();
    PromisePrototypeThen(closed, () => writable.finishClose(), (error) => writable.finishCloseWithError(error));
  }

  errorIfNeeded(error) {
    if (this.writable.state === 'writable') this.error(error);
  }

  error(error) {
    this.clearAlgorithms();
    this.writable.startErroring(error);
  }

  clearAlgorithms() {
    this.writeAlgorithm = undefined;
    this.closeAlgorithm = undefined;
    this.abortAlgorithm = undefined;
    this.sizeAlgorithm = undefined;
  }

  abortSteps(reason) {
    const { abortAlgorithm } = this;
    const result = abortAlgorithm(reason);
    this.clearAlgorithms();
    return result;
  }

  errorSteps() {
    this.queue = new SizedQueue();
  }
}

class WritableStreamDefaultController {
  [kType] = 'WritableStreamDefaultController';

  constructor(skipThrowSymbol = undefined) {
    if (skipThrowSymbol !== kSkipThrow) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** Aborts as soon as the stream is aborted, also during a write. */
  get signal() {
    return coreOf(this).abortController.signal;
  }

  error(error = undefined) {
    coreOf(this).errorIfNeeded(error);
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, this[kType], { stream: coreOf(this).writable.door });
  }
}

Object.defineProperties(WritableStreamDefaultController.prototype, {
  signal: kEnumerableProperty,
  error: kEnumerableProperty,
  [Symbol.toStringTag]: getNonWritablePropertyDescriptor(WritableStreamDefaultController.name),
});

const isWritableStreamDefaultController = isBrandCheck('WritableStreamDefaultController');

function coreOf(controller) {
  if (!isWritableStreamDefaultController(controller)) throw new ERR_INVALID_THIS('WritableStreamDefaultController');
  return controller[kState];
}

/** Gives a stream a controller that works by a program's sink object. */
function setupFromSink(writable, sink, highWaterMark, size) {
  const { start, write, close, abort } = sink;
  const controller = new WritableControllerCore(writable, {
    write: write ? chunkCallback('sink.write', write, sink) : nonOpCallback,
    close: close ? promiseCallback('sink.close', close, sink) : nonOpAsync,
    abort: abort ? promiseCallback('sink.abort', abort, sink) : nonOpAsync,
  }, highWaterMark, size);
  controller.start(start ? (door) => start.call(sink, door) : nonOpCallback);
}

module.exports = { WritableControllerCore, WritableStreamDefaultController, setupFromSink };
