// The controller of a readable stream of arbitrary chunks: a queue, and when to pull.
// WHATWG Streams, "ReadableStreamDefaultController".
'use strict';

const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_STATE, ERR_INVALID_THIS } = require('internal/errors').codes;
const { customInspectSymbol: kInspect, kEnumerableProperty } = require('internal/util');
const {
  kState, kType, kSkipThrow, SizedQueue, getNonWritablePropertyDescriptor, isBrandCheck, customInspect,
  chunkCallback, promiseCallback, runAlgorithm, thenStartResult, nonOpCallback, nonOpAsync,
} = require('internal/webstreams/util');

class DefaultControllerCore {
  /**
   * @param {{pull: Function, cancel: Function}} algorithms pull(controller), cancel(reason)
   * @param {number} highWaterMark up to which sum of sizes it pulls ahead
   * @param {Function} size of a chunk
   */
  constructor(readable, { pull, cancel }, highWaterMark, size) {
    this.readable = readable;
    readable.controller = this;
    this.pullAlgorithm = pull;
    this.cancelAlgorithm = cancel;
    this.sizeAlgorithm = size;
    this.highWaterMark = highWaterMark;
    this.queue = new SizedQueue();
    this.started = false;
    this.closeRequested = false;
    this.pulling = false;
    this.pullAgain = false;
    // Made once, for every pull.
    this.pullFulfilled = () => {
      this.pulling = false;
      if (!this.pullAgain) return;
      this.pullAgain = false;
      this.callPullIfNeeded();
    };
    this.pullRejected = (error) => this.error(error);
    /** What programs get to see of it. */
    this.door = new ReadableStreamDefaultController(kSkipThrow);
    this.door[kState] = this;
  }

  start(algorithm) {
    thenStartResult(algorithm(this.door), () => {
      this.started = true;
      this.callPullIfNeeded();
    }, (error) => this.error(error));
  }

  get canCloseOrEnqueue() {
    return !this.closeRequested && this.readable.state === 'readable';
  }

  get desiredSize() {
    if (this.readable.state === 'errored') return null;
    return this.readable.state === 'closed' ? 0 : this.highWaterMark - this.queue.totalSize;
  }

  get shouldCallPull() {
    if (!this.canCloseOrEnqueue || !this.started) return false;
    return this.readable.waitingReads > 0 || this.highWaterMark - this.queue.totalSize > 0;
  }

  callPullIfNeeded() {
    if (!this.shouldCallPull) return;
    if (this.pulling) {
      this.pullAgain = true;
      return;
    }
    this.pulling = true;
    runAlgorithm(this.pullAlgorithm, this.door, undefined, this.pullFulfilled, this.pullRejected);
  }

  close() {
    if (!this.canCloseOrEnqueue) return;
    this.closeRequested = true;
    if (this.queue.length === 0) this.finish();
  }

  /** Closes the stream after the last chunk. */
  finish() {
    this.clearAlgorithms();
    this.readable.close();
  }

  enqueue(chunk) {
    if (!this.canCloseOrEnqueue) return;
    if (this.readable.waitingReads > 0) {
      this.readable.reader.requests.shift().chunk(chunk);
    } else {
      try {
        const { sizeAlgorithm } = this;
        this.queue.enqueue(chunk, sizeAlgorithm(chunk));
      } catch (error) {
        this.error(error);
        throw error;
      }
    }
    this.callPullIfNeeded();
  }

  error(error) {
    if (this.readable.state !== 'readable') return;
    this.queue = new SizedQueue();
    this.clearAlgorithms();
    this.readable.error(error);
  }

  clearAlgorithms() {
    this.pullAlgorithm = undefined;
    this.cancelAlgorithm = undefined;
    this.sizeAlgorithm = undefined;
  }

  cancelSteps(reason) {
    this.queue = new SizedQueue();
    const { cancelAlgorithm } = this;
    const result = cancelAlgorithm(reason);
    this.clearAlgorithms();
    return result;
  }

  releaseSteps() {}

  /** Takes the first chunk of a queue that is not empty. */
  take() {
    const chunk = this.queue.dequeue();
    if (this.closeRequested && this.queue.length === 0) this.finish();
    else this.callPullIfNeeded();
    return chunk;
  }

  /** A buffered chunk for a read or a loop that finds one; undefined when there is none. */
  takeBuffered() {
    if (this.queue.length === 0) return undefined;
    this.readable.disturbed = true;
    return { value: this.take() };
  }

  pullSteps(request) {
    if (this.queue.length > 0) {
      request.chunk(this.take());
      return;
    }
    this.readable.reader.requests.push(request);
    this.callPullIfNeeded();
  }
}

class ReadableStreamDefaultController {
  [kType] = 'ReadableStreamDefaultController';

  constructor(skipThrowSymbol = undefined) {
    if (skipThrowSymbol !== kSkipThrow) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** How much more the queue wants; null after an error. */
  get desiredSize() {
    return coreOf(this).desiredSize;
  }

  close() {
    const core = coreOf(this);
    if (!core.canCloseOrEnqueue) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
    core.close();
  }

  enqueue(chunk = undefined) {
    const core = coreOf(this);
    if (!core.canCloseOrEnqueue) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
    core.enqueue(chunk);
  }

  error(error = undefined) {
    coreOf(this).error(error);
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, this[kType], {});
  }
}

Object.defineProperties(ReadableStreamDefaultController.prototype, {
  desiredSize: kEnumerableProperty,
  close: kEnumerableProperty,
  enqueue: kEnumerableProperty,
  error: kEnumerableProperty,
  [Symbol.toStringTag]: getNonWritablePropertyDescriptor(ReadableStreamDefaultController.name),
});

const isReadableStreamDefaultController = isBrandCheck('ReadableStreamDefaultController');

function coreOf(controller) {
  if (!isReadableStreamDefaultController(controller)) throw new ERR_INVALID_THIS('ReadableStreamDefaultController');
  return controller[kState];
}

/** Gives a stream a controller that works by a program's source object. */
function setupFromSource(readable, source, highWaterMark, size) {
  const { start, pull, cancel } = source;
  const controller = new DefaultControllerCore(readable, {
    pull: pull ? chunkCallback('source.pull', pull, source) : nonOpCallback,
    cancel: cancel ? promiseCallback('source.cancel', cancel, source) : nonOpAsync,
  }, highWaterMark, size);
  controller.start(start ? (door) => start.call(source, door) : nonOpCallback);
}

module.exports = {
  DefaultControllerCore, ReadableStreamDefaultController, isReadableStreamDefaultController, setupFromSource,
};
