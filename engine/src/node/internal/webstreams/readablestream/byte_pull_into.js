// Reads of a byte stream into buffers: the reader's own (byob) or ones made for the source to fill (default).
// WHATWG Streams, "pull-into descriptors".
//
// A buffer is taken over from the reader (its ArrayBuffer is detached there), lent to the source as a byobRequest,
// and given back as a view of the same kind once enough of it is filled.
'use strict';

const { ArrayBufferPrototypeGetDetached, ArrayBufferPrototypeTransfer } = primordials;
const { Buffer } = require('buffer');
const { ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } = require('internal/errors').codes;
const { isDataView } = require('internal/util/types');
const { ReadableStreamBYOBRequest } = require('internal/webstreams/readablestream/byob_request');
const { kState, kSkipThrow, Queue } = require('internal/webstreams/util');

/** What is known of a buffer that is being filled. */
class PullInto {
  /** @param {'byob'|'default'|'none'} type whose read it is; 'none' after the reader has gone */
  constructor(type, buffer, { byteOffset, byteLength, minimumFill, elementSize, ctor }) {
    this.type = type;
    this.buffer = buffer;
    this.bufferByteLength = buffer.byteLength;
    this.byteOffset = byteOffset;
    this.byteLength = byteLength;
    this.bytesFilled = 0;
    this.minimumFill = minimumFill;
    this.elementSize = elementSize;
    this.ctor = ctor;
  }

  /** What is filled, as a view of the kind that was asked for. */
  toView() {
    if (this.bytesFilled > this.byteLength) throw new ERR_INVALID_STATE.RangeError('The buffer size is invalid');
    const buffer = ArrayBufferPrototypeTransfer(this.buffer);
    const length = this.bytesFilled / this.elementSize;
    if (this.ctor === Buffer) return Buffer.from(buffer, this.byteOffset, length);
    return new this.ctor(buffer, this.byteOffset, length);
  }
}

class PullIntoList {
  constructor(controller) {
    this.controller = controller;
    this.list = new Queue();
    this.request = null;
  }

  get length() {
    return this.list.length;
  }

  get first() {
    return this.list.peek();
  }

  shift() {
    return this.list.shift();
  }

  get byobRequest() {
    if (this.request === null && this.length > 0) {
      const { buffer, byteOffset, bytesFilled, byteLength } = this.first;
      this.request = new ReadableStreamBYOBRequest(kSkipThrow);
      this.request[kState] = {
        controller: this.controller,
        view: new Uint8Array(buffer, byteOffset + bytesFilled, byteLength - bytesFilled),
      };
    }
    return this.request;
  }

  invalidateRequest() {
    if (this.request === null) return;
    this.request[kState].controller = undefined;
    this.request[kState].view = null;
    this.request = null;
  }

  clear() {
    this.invalidateRequest();
    this.list = new Queue();
  }

  disown() {
    if (this.length === 0) return;
    const first = this.first;
    first.type = 'none';
    this.list = new Queue();
    this.list.push(first);
  }

  /** Makes a buffer for a read that brought none. */
  allocate(size) {
    this.list.push(new PullInto('default', new ArrayBuffer(size), {
      byteOffset: 0, byteLength: size, minimumFill: 1, elementSize: 1, ctor: Uint8Array,
    }));
  }

  /** A read into `view`. */
  pull(view, min, request) {
    const { controller } = this;
    const { readable } = controller;
    const plain = isDataView(view);
    const elementSize = plain ? 1 : view.constructor.BYTES_PER_ELEMENT;
    const { byteOffset, byteLength } = view;
    let pullInto;
    try {
      pullInto = new PullInto('byob', ArrayBufferPrototypeTransfer(view.buffer), {
        byteOffset, byteLength, minimumFill: min * elementSize, elementSize, ctor: plain ? DataView : view.constructor,
      });
    } catch (error) {
      request.error(error);
      return;
    }
    if (this.length > 0) {
      this.list.push(pullInto);
      readable.reader.requests.push(request);
      return;
    }
    if (readable.state === 'closed') {
      request.close(new pullInto.ctor(pullInto.buffer, byteOffset, 0));
      return;
    }
    if (controller.queueTotalSize > 0) {
      if (this.fill(pullInto)) {
        const view = pullInto.toView();
        controller.handleQueueDrain();
        request.chunk(view);
        return;
      }
      if (controller.closeRequested) {
        const error = new ERR_INVALID_STATE.TypeError('ReadableStream closed');
        controller.error(error);
        request.error(error);
        return;
      }
    }
    this.list.push(pullInto);
    readable.reader.requests.push(request);
    controller.callPullIfNeeded();
  }

  /** Copies queued bytes into one buffer. @returns {boolean} whether it has enough now */
  fill(pullInto) {
    const { controller } = this;
    const { byteOffset, byteLength, minimumFill, elementSize } = pullInto;
    const most = pullInto.bytesFilled + Math.min(controller.queueTotalSize, byteLength - pullInto.bytesFilled);
    const aligned = most - (most % elementSize);
    const ready = aligned >= minimumFill;
    let left = (ready ? aligned : most) - pullInto.bytesFilled;

    while (left > 0) {
      const head = controller.queue.peek();
      const count = Math.min(left, head.byteLength);
      new Uint8Array(pullInto.buffer, byteOffset + pullInto.bytesFilled, count)
        .set(new Uint8Array(head.buffer, head.byteOffset, count));
      if (head.byteLength === count) {
        controller.queue.shift();
      } else {
        head.byteOffset += count;
        head.byteLength -= count;
      }
      controller.queueTotalSize -= count;
      pullInto.bytesFilled += count;
      left -= count;
    }
    return ready;
  }

  /** Fills waiting buffers from the queue. @returns {PullInto[]} those with enough, taken off the list */
  fillFromQueue() {
    const filled = [];
    while (this.length > 0 && this.controller.queueTotalSize > 0) {
      if (this.fill(this.first)) filled.push(this.shift());
    }
    return filled;
  }

  /** Answers the reads of these buffers. */
  commit(pullIntos) {
    const { readable } = this.controller;
    for (const pullInto of pullIntos) {
      const done = readable.state === 'closed';
      const view = pullInto.toView();
      const request = readable.reader.requests.shift();
      if (done) request.close(pullInto.type === 'default' ? undefined : view);
      else request.chunk(view);
    }
  }

  /** Before a chunk arrives: the source's hold on the first buffer ends. */
  refreshFirst() {
    const { first } = this;
    if (first === undefined) return;
    if (ArrayBufferPrototypeGetDetached(first.buffer)) throw new ERR_INVALID_STATE.TypeError('Destination ArrayBuffer is detached');
    this.invalidateRequest();
    first.buffer = ArrayBufferPrototypeTransfer(first.buffer);
    if (first.type === 'none') this.queueOwnerless(first);
  }

  /** The bytes in a buffer whose reader has gone join the queue. */
  queueOwnerless({ buffer, byteOffset, bytesFilled }) {
    if (bytesFilled > 0) {
      let copy;
      try {
        copy = buffer.slice(byteOffset, byteOffset + bytesFilled);
      } catch (error) {
        this.controller.error(error);
        throw error;
      }
      this.controller.queueChunk(copy, 0, bytesFilled);
    }
    this.shift();
  }

  /** The source has filled `bytesWritten` bytes of the first buffer. */
  respond(bytesWritten) {
    const { first } = this;
    if (this.controller.readable.state === 'closed') {
      if (bytesWritten !== 0) throw new ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten);
    } else {
      if (!bytesWritten) throw new ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten);
      if (first.bytesFilled + bytesWritten > first.byteLength) {
        throw new ERR_INVALID_ARG_VALUE.RangeError('bytesWritten', bytesWritten);
      }
    }
    first.buffer = ArrayBufferPrototypeTransfer(first.buffer);
    this.respondInternal(bytesWritten);
  }

  /** The same, with the buffer as a view, perhaps transferred meanwhile. */
  respondWithNewView(view) {
    const { first } = this;
    const { buffer, byteOffset, byteLength } = view;
    if (this.controller.readable.state === 'closed') {
      if (byteLength !== 0) throw new ERR_INVALID_STATE.TypeError('View is not zero-length');
    } else if (byteLength === 0) {
      throw new ERR_INVALID_STATE.TypeError('View is zero-length');
    }
    if (first.byteOffset + first.bytesFilled !== byteOffset ||
        first.bytesFilled + byteLength > first.byteLength ||
        first.bufferByteLength !== buffer.byteLength) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('view', view);
    }
    first.buffer = ArrayBufferPrototypeTransfer(buffer);
    this.respondInternal(byteLength);
  }

  respondInternal(bytesWritten) {
    const { controller, first } = this;
    this.invalidateRequest();
    if (controller.readable.state === 'closed') {
      if (bytesWritten) throw new ERR_INVALID_STATE.TypeError('Controller is closed but view is not zero-length');
      this.respondWhenClosed(first);
    } else {
      if (!bytesWritten) throw new ERR_INVALID_STATE.TypeError('View cannot be zero-length');
      this.respondWhenReadable(bytesWritten, first);
    }
    controller.callPullIfNeeded();
  }

  respondWhenClosed(first) {
    if (first.type === 'none') this.shift();
    const { reader } = this.controller.readable;
    if (!reader?.byob) return;
    const filled = [];
    for (let i = 0; i < reader.requests.length; ++i) filled.push(this.shift());
    this.commit(filled);
  }

  respondWhenReadable(bytesWritten, first) {
    if (first.bytesFilled + bytesWritten > first.byteLength) {
      throw new ERR_INVALID_STATE.RangeError('The buffer size is invalid');
    }
    first.bytesFilled += bytesWritten;
    if (first.type === 'none') {
      this.queueOwnerless(first);
      this.commit(this.fillFromQueue());
      return;
    }
    if (first.bytesFilled < first.minimumFill) return;

    this.shift();
    // Bytes of an element that is not complete go back to the queue.
    const remainder = first.bytesFilled % first.elementSize;
    if (remainder > 0) {
      const end = first.byteOffset + first.bytesFilled;
      this.controller.queueChunk(first.buffer.slice(end - remainder, end), 0, remainder);
    }
    first.bytesFilled -= remainder;
    const filled = this.fillFromQueue();
    this.commit([first, ...filled]);
  }
}

module.exports = { PullIntoList };
