// `for await` over a readable stream. WHATWG Streams, "Asynchronous iteration".
'use strict';

const profile = require('internal/profile');
const assert = require('internal/assert');
const { ERR_INVALID_STATE } = require('internal/errors').codes;
const { AsyncIterator, readResult } = require('internal/webstreams/util');
const { ReaderCore } = require('internal/webstreams/readablestream/core');
const { bufferedResult } = require('internal/webstreams/readablestream/readers');
const { PromisePrototypeThen, PromiseReject, PromiseResolve, PromiseWithResolvers } = primordials;

const unbound = () => new ERR_INVALID_STATE.TypeError('The reader is not bound to a ReadableStream');

class Iteration {
  constructor(readable, preventCancel) {
    this.reader = new ReaderCore(readable, false);
    this.preventCancel = preventCancel;
    this.started = false;
    this.done = false;
    /** The promise of the request under way. */
    this.current = undefined;
    this.nextSteps = () => this.readNext();
    /** The record of the last read. */
    this.record = undefined;
    // From Node 24 on one request serves all reads. When several wait at once, all but the last are never answered.
    this.sharedRequest = profile.webLoopsTakeBuffered ? this.requestOf(() => this.record) : undefined;
  }

  /** A read request that settles the record which `record` answers. */
  requestOf(record) {
    return {
      chunk: (value) => {
        this.current = undefined;
        record().resolve(readResult(value, false));
      },
      close: () => {
        this.finish();
        record().resolve({ done: true, value: undefined });
      },
      error: (error) => {
        this.finish();
        record().reject(error);
      },
    };
  }

  /** Reads one chunk. */
  readNext() {
    if (this.done) return PromiseResolve({ done: true, value: undefined });
    if (this.reader.readable === undefined) return PromiseReject(unbound());
    const record = this.record = PromiseWithResolvers();
    this.reader.read(this.sharedRequest ?? this.requestOf(() => record));
    return record.promise;
  }

  finish() {
    this.current = undefined;
    this.done = true;
    this.reader.unlock();
  }

  next() {
    if (!this.started) {
      // One turn, so that the source has started and pulled when the first read comes. (Not in the standard.)
      this.current = PromiseResolve();
      this.started = true;
    }
    if (this.current !== undefined) {
      this.current = PromisePrototypeThen(this.current, this.nextSteps, this.nextSteps);
      return this.current;
    }
    if (profile.webLoopsTakeBuffered) {
      const { readable } = this.reader;
      if (!this.done && readable !== undefined && readable.state === 'readable') {
        const found = readable.controller.takeBuffered();
        if (found !== undefined) return PromiseResolve(bufferedResult(found.value));
      }
    }
    // Up to Node 22 also a chunk that was there leaves its promise here, and the next request waits for it.
    this.current = this.readNext();
    return this.current;
  }

  return(value) {
    if (profile.webLoopsRememberReturn) this.started = true;
    const steps = () => this.returnSteps(value);
    const result = this.current !== undefined ? PromisePrototypeThen(this.current, steps, steps) : steps();
    if (profile.webLoopsRememberReturn) this.current = result;
    return result;
  }

  async returnSteps(value) {
    if (this.done) return { done: true, value };
    this.done = true;
    const { reader } = this;
    if (reader.readable === undefined) throw unbound();
    assert(reader.requests.length === 0);
    if (this.preventCancel) {
      reader.unlock();
      return { done: true, value };
    }
    const result = reader.readable.cancel(value);
    reader.unlock();
    await result;
    return { done: true, value };
  }
}

/**
 * @param {boolean} preventCancel leaving the loop spares the stream
 */
function iterate(readable, preventCancel) {
  const iteration = new Iteration(readable, preventCancel);
  return Object.setPrototypeOf({
    // Not async functions: a program that patched Promise.prototype.then must not be called.
    next() {
      return iteration.next();
    },
    return(error) {
      return iteration.return(error);
    },
    [Symbol.asyncIterator]() { return this; },
  }, AsyncIterator);
}

module.exports = { iterate };
