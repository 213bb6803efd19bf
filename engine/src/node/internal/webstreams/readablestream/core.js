// A readable stream's state, and what closing, failing and cancelling it do to those who read.
// WHATWG Streams, "Readable streams", "Abstract operations".
'use strict';

const assert = require('internal/assert');
const { PromisePrototypeThen, PromiseReject, PromiseResolve, PromiseWithResolvers } = primordials;
const {
  Queue, setPromiseHandled, resolvedRecord, rejectedHandledRecord, lastingError,
} = require('internal/webstreams/util');

let releasedError;
let releasingError;

/** What the closed promise of a released reader rejects with; always the same object. */
function readerReleasedError() {
  return releasedError ??= lastingError('Reader released');
}

/** What reads reject with that were waiting when their reader was released; always the same object. */
function readerReleasingError() {
  return releasingError ??= lastingError('Releasing reader');
}

/** A closed promise made at the first look; before that nobody can tell. */
function closedRecordOf(readable) {
  if (readable.state === 'readable') return PromiseWithResolvers();
  return readable.state === 'closed' ? resolvedRecord() : rejectedHandledRecord(readable.storedError);
}

class ReadableCore {
  /** @param {ReadableStream} door what programs get to see of it */
  constructor(door) {
    this.door = door;
    /** 'readable', 'closed' or 'errored'. */
    this.state = 'readable';
    this.storedError = undefined;
    /** Was it read from or cancelled? */
    this.disturbed = false;
    /** ReaderCore of the reader that has the lock. */
    this.reader = undefined;
    /** Core of the controller. */
    this.controller = undefined;
    this.closed = undefined;
    /** The ports, while the stream is being transferred. */
    this.transfer = { port1: undefined, port2: undefined };
  }

  get locked() {
    return this.reader !== undefined;
  }

  /** A record whose promise follows the stream's end; for finished(). */
  get closedRecord() {
    return this.closed ??= closedRecordOf(this);
  }

  close() {
    this.state = 'closed';
    this.closed?.resolve();
    const { reader } = this;
    if (reader === undefined) return;
    reader.closed?.resolve();
    if (!reader.byob) {
      while (reader.requests.length) reader.requests.shift().close();
    }
  }

  error(error) {
    this.state = 'errored';
    this.storedError = error;
    for (const record of [this.closed, this.reader?.closed]) {
      if (record === undefined) continue;
      setPromiseHandled(record.promise);
      record.reject(error);
    }
    this.reader?.failRequests(error);
  }

  /** @returns {Promise<void>} of what the source's cancel() gave */
  cancel(reason) {
    this.disturbed = true;
    if (this.state === 'closed') return PromiseResolve();
    if (this.state === 'errored') return PromiseReject(this.storedError);
    this.close();
    const { reader } = this;
    if (reader?.byob) {
      while (reader.requests.length) reader.requests.shift().close();
    }
    return PromisePrototypeThen(this.controller.cancelSteps(reason), () => {});
  }

  /** The number of reads that wait. */
  get waitingReads() {
    return this.reader === undefined ? 0 : this.reader.requests.length;
  }
}

/** A reader's lock. `requests` are objects with chunk(value), close(value) and error(error). */
class ReaderCore {
  /** @param {boolean} byob whether its reads bring their own buffers */
  constructor(readable, byob) {
    this.readable = readable;
    this.byob = byob;
    this.requests = new Queue();
    this.closed = undefined;
    readable.reader = this;
  }

  get closedRecord() {
    return this.closed ??= this.readable === undefined ?
      rejectedHandledRecord(readerReleasedError()) :
      closedRecordOf(this.readable);
  }

  /** A read without a buffer. */
  read(request) {
    const { readable } = this;
    readable.disturbed = true;
    if (readable.state === 'closed') request.close();
    else if (readable.state === 'errored') request.error(readable.storedError);
    else readable.controller.pullSteps(request);
  }

  /**
   * A read into a buffer.
   * @param {number} min elements without which it is not answered
   */
  readInto(view, min, request) {
    const { readable } = this;
    readable.disturbed = true;
    if (readable.state === 'errored') request.error(readable.storedError);
    else readable.controller.pullInto(view, min, request);
  }

  failRequests(error) {
    while (this.requests.length) this.requests.shift().error(error);
  }

  /** Gives the lock up, without telling the reads that wait. */
  unlock() {
    const { readable } = this;
    // A loop with several requests waiting comes here for each of them.
    assert(readable !== undefined);
    if (readable.state !== 'readable') {
      // The next look gets the error of a released reader.
      this.closed = undefined;
    } else if (this.closed !== undefined) {
      this.closed.reject(readerReleasedError());
      setPromiseHandled(this.closed.promise);
    }
    readable.controller.releaseSteps();
    readable.reader = undefined;
    this.readable = undefined;
  }

  release() {
    this.unlock();
    this.failRequests(readerReleasingError());
  }
}

module.exports = { ReadableCore, ReaderCore };
