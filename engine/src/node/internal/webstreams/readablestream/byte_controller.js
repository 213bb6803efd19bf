// The controller of a readable stream of bytes: enqueue, close, error, pull. Reads into the reader's own buffers are in
// byte_pull_into.js. WHATWG Streams, "ReadableByteStreamController".
'use strict';

const { ArrayBufferPrototypeTransfer } = primordials;
const profile = require('internal/profile');
const {
  ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS,
} = require('internal/errors').codes;
const { customInspectSymbol: kInspect, kEnumerableProperty } = require('internal/util');
const { validateBuffer } = require('internal/validators');
const { isSharedArrayBuffer } = require('internal/util/types');
const {
  kState, kType, kSkipThrow, Queue, getNonWritablePropertyDescriptor, isBrandCheck, customInspect,
  chunkCallback, promiseCallback, runAlgorithm, thenStartResult, nonOpCallback, nonOpAsync,
} = require('internal/webstreams/util');
const { PullIntoList } = require('internal/webstreams/readablestream/byte_pull_into');

class ByteControllerCore {
  /**
   * @param {{pull: Function, cancel: Function}} algorithms pull(controller), cancel(reason)
   * @param {number} highWaterMark bytes up to which it pulls ahead
   * @param {number} [autoAllocateChunkSize] bytes of the buffer made for a read that brings none
   */
  constructor(readable, { pull, cancel }, highWaterMark, autoAllocateChunkSize) {
    this.readable = readable;
    readable.controller = this;
    this.pullAlgorithm = pull;
    this.cancelAlgorithm = cancel;
    this.highWaterMark = highWaterMark;
    this.autoAllocateChunkSize = autoAllocateChunkSize;
    /** Chunks { buffer, byteOffset, byteLength }; their buffers are ours. */
    this.queue = new Queue();
    this.queueTotalSize = 0;
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
    this.door = new ReadableByteStreamController(kSkipThrow);
    this.door[kState] = this;
    this.pullIntos = new PullIntoList(this);
  }

  start(algorithm) {
    thenStartResult(algorithm(this.door), () => {
      this.started = true;
      this.callPullIfNeeded();
    }, (error) => this.error(error));
  }

  get desiredSize() {
    if (this.readable.state === 'errored') return null;
    return this.readable.state === 'closed' ? 0 : this.highWaterMark - this.queueTotalSize;
  }

  callPullIfNeeded() {
    if (this.readable.state !== 'readable' || this.closeRequested || !this.started) return;
    if (this.readable.waitingReads === 0 && this.highWaterMark - this.queueTotalSize <= 0) return;
    if (this.pulling) {
      this.pullAgain = true;
      return;
    }
    this.pulling = true;
    runAlgorithm(this.pullAlgorithm, this.door, undefined, this.pullFulfilled, this.pullRejected);
  }

  close() {
    if (this.closeRequested || this.readable.state !== 'readable') return;
    if (this.queueTotalSize > 0) {
      this.closeRequested = true;
      return;
    }
    const first = this.pullIntos.first;
    if (first !== undefined &&
        (profile.webBytesFillWholeElements ? first.bytesFilled % first.elementSize !== 0 : first.bytesFilled > 0)) {
      const error = new ERR_INVALID_STATE.TypeError('Partial read');
      this.error(error);
      throw error;
    }
    this.clearAlgorithms();
    this.readable.close();
  }

  /** Takes the chunk's buffer over, and gives the bytes to whoever waits, or queues them. */
  enqueue(chunk) {
    const { buffer, byteOffset, byteLength } = chunk;
    if (this.closeRequested || this.readable.state !== 'readable') return;
    const own = ArrayBufferPrototypeTransfer(buffer);
    this.pullIntos.refreshFirst();

    const { reader } = this.readable;
    if (reader === undefined) {
      this.queueChunk(own, byteOffset, byteLength);
    } else if (reader.byob) {
      this.queueChunk(own, byteOffset, byteLength);
      this.pullIntos.commit(this.pullIntos.fillFromQueue());
    } else {
      while (reader.requests.length > 0 && this.queueTotalSize > 0) reader.requests.shift().chunk(this.take());
      if (reader.requests.length === 0) {
        this.queueChunk(own, byteOffset, byteLength);
      } else {
        if (this.pullIntos.length > 0) this.pullIntos.shift();
        reader.requests.shift().chunk(new Uint8Array(own, byteOffset, byteLength));
      }
    }
    this.callPullIfNeeded();
  }

  queueChunk(buffer, byteOffset, byteLength) {
    this.queue.push({ buffer, byteOffset, byteLength });
    this.queueTotalSize += byteLength;
  }

  /** Takes the first chunk of a queue that is not empty. */
  take() {
    const { buffer, byteOffset, byteLength } = this.queue.shift();
    this.queueTotalSize -= byteLength;
    this.handleQueueDrain();
    return new Uint8Array(buffer, byteOffset, byteLength);
  }

  /** A buffered chunk for a read or a loop that finds one; undefined when there is none. */
  takeBuffered() {
    if (this.queueTotalSize <= 0) return undefined;
    this.readable.disturbed = true;
    return { value: this.take() };
  }

  handleQueueDrain() {
    if (this.queueTotalSize === 0 && this.closeRequested) {
      this.clearAlgorithms();
      this.readable.close();
    } else {
      this.callPullIfNeeded();
    }
  }

  resetQueue() {
    this.queue = new Queue();
    this.queueTotalSize = 0;
  }

  error(error) {
    if (this.readable.state !== 'readable') return;
    this.pullIntos.clear();
    this.resetQueue();
    this.clearAlgorithms();
    this.readable.error(error);
  }

  clearAlgorithms() {
    this.pullAlgorithm = undefined;
    this.cancelAlgorithm = undefined;
  }

  cancelSteps(reason) {
    this.pullIntos.clear();
    this.resetQueue();
    const { cancelAlgorithm } = this;
    const result = cancelAlgorithm(reason);
    this.clearAlgorithms();
    return result;
  }

  /** The reader went: of its buffers the first may be in the source's hands, and is kept without an owner. */
  releaseSteps() {
    this.pullIntos.disown();
  }

  pullSteps(request) {
    if (this.queueTotalSize > 0) {
      request.chunk(this.take());
      return;
    }
    if (this.autoAllocateChunkSize !== undefined) {
      try {
        this.pullIntos.allocate(this.autoAllocateChunkSize);
      } catch (error) {
        request.error(error);
        return;
      }
    }
    this.readable.reader.requests.push(request);
    this.callPullIfNeeded();
  }

  pullInto(view, min, request) {
    this.pullIntos.pull(view, min, request);
  }
}

class ReadableByteStreamController {
  [kType] = 'ReadableByteStreamController';

  constructor(skipThrowSymbol = undefined) {
    if (skipThrowSymbol !== kSkipThrow) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** The buffer of the read that waits first, for the source to fill; null if there is none. */
  get byobRequest() {
    return coreOf(this).pullIntos.byobRequest;
  }

  /** How many bytes more the queue wants; null after an error. */
  get desiredSize() {
    return coreOf(this).desiredSize;
  }

  close() {
    const core = coreOf(this);
    checkOpen(core);
    core.close();
  }

  /** @param {ArrayBufferView} chunk its buffer is taken over and detached */
  enqueue(chunk) {
    const core = coreOf(this);
    validateBuffer(chunk);
    if (isSharedArrayBuffer(chunk.buffer) && profile.webBytesRefuseSharedMemory) {
      throw new ERR_INVALID_ARG_VALUE('chunk', chunk, 'must not be backed by a SharedArrayBuffer');
    }
    if (chunk.byteLength === 0 || chunk.buffer.byteLength === 0) {
      throw new ERR_INVALID_STATE.TypeError('chunk ArrayBuffer is zero-length or detached');
    }
    checkOpen(core);
    core.enqueue(chunk);
  }

  error(error = undefined) {
    coreOf(this).error(error);
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, this[kType], {});
  }
}

Object.defineProperties(ReadableByteStreamController.prototype, {
  byobRequest: kEnumerableProperty,
  desiredSize: kEnumerableProperty,
  close: kEnumerableProperty,
  enqueue: kEnumerableProperty,
  error: kEnumerableProperty,
  [Symbol.toStringTag]: getNonWritablePropertyDescriptor(ReadableByteStreamController.name),
});

const isReadableByteStreamController = isBrandCheck('ReadableByteStreamController');

function coreOf(controller) {
  if (!isReadableByteStreamController(controller)) throw new ERR_INVALID_THIS('ReadableByteStreamController');
  return controller[kState];
}

function checkOpen(core) {
  if (core.closeRequested) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
  if (core.readable.state !== 'readable') throw new ERR_INVALID_STATE.TypeError('ReadableStream is already closed');
}

/** Gives a stream a byte controller that works by a program's source object. */
function setupFromSource(readable, source, highWaterMark) {
  const { start, pull, cancel, autoAllocateChunkSize } = source;
  const algorithms = {
    pull: pull ? chunkCallback('source.pull', pull, source) : nonOpCallback,
    cancel: cancel ? promiseCallback('source.cancel', cancel, source) : nonOpAsync,
  };
  if (autoAllocateChunkSize === 0) {
    throw new ERR_INVALID_ARG_VALUE('source.autoAllocateChunkSize', autoAllocateChunkSize);
  }
  const controller = new ByteControllerCore(readable, algorithms, highWaterMark, autoAllocateChunkSize);
  controller.start(start ? (door) => start.call(source, door) : nonOpCallback);
}

module.exports = {
  ByteControllerCore, ReadableByteStreamController, isReadableByteStreamController, setupFromSource,
};
