// Readable.from(): a readable that takes its chunks from an iterable. Node's doc: stream, "stream.Readable.from()".
'use strict';

const profile = require('internal/profile');
const { Buffer } = require('buffer');
const {
  aggregateTwoErrors,
  codes: { ERR_INVALID_ARG_TYPE, ERR_STREAM_NULL_VALUES },
} = require('internal/errors');
const { PromisePrototypeThen } = primordials;

/** Pulls from one iterator into one readable. */
class Source {
  constructor(iterator, isAsync) {
    this.iterator = iterator;
    this.isAsync = isAsync;
    this.readable = null;
    /** A pull is under way. */
    this.reading = false;
    /** A synchronous iterator gave a promise once; from then on pulls await. */
    this.isAsyncValues = false;
  }

  read() {
    if (this.reading) return;
    this.reading = true;
    if (!profile.streamsPullIterablesAtOnce) this.pullAwaiting();
    else if (this.isAsync) this.pullAsync();
    else if (this.isAsyncValues) this.pullSyncAwaiting();
    else this.pullSync();
  }

  /**
   * Pushes a value; null, which would mean the end, is an error.
   * @returns {boolean} whether to go on pulling
   */
  push(value) {
    if (value === null) {
      this.reading = false;
      throw new ERR_STREAM_NULL_VALUES();
    }
    if (this.readable.push(value)) return true;
    this.reading = false;
    return false;
  }

  /** A synchronous iterator, without a turn of the microtask queue between its values. */
  pullSync() {
    try {
      for (;;) {
        const { value, done } = this.iterator.next();
        if (done) {
          this.readable.push(null);
          return;
        }
        if (value && typeof value.then === 'function') {
          this.isAsyncValues = true;
          this.pullPromise(value);
          return;
        }
        if (!this.push(value)) return;
      }
    } catch (err) {
      this.readable.destroy(err);
    }
  }

  async pullPromise(promise) {
    try {
      if (this.push(await promise)) this.pullSyncAwaiting();
    } catch (err) {
      this.readable.destroy(err);
    }
  }

  /** A synchronous iterator, some of whose values are promises. */
  async pullSyncAwaiting() {
    try {
      for (;;) {
        const { value, done } = this.iterator.next();
        if (done) {
          this.readable.push(null);
          return;
        }
        const settled = value && typeof value.then === 'function' ? await value : value;
        if (!this.push(settled)) return;
      }
    } catch (err) {
      this.readable.destroy(err);
    }
  }

  /** An asynchronous iterator; its values are pushed as they are. */
  async pullAsync() {
    try {
      for (;;) {
        const { value, done } = await this.iterator.next();
        if (done) {
          this.readable.push(null);
          return;
        }
        if (!this.push(value)) return;
      }
    } catch (err) {
      this.readable.destroy(err);
    }
  }

  /** Node 18's one way for all iterators. */
  async pullAwaiting() {
    try {
      for (;;) {
        const { value, done } = this.isAsync ? await this.iterator.next() : this.iterator.next();
        if (done) {
          this.readable.push(null);
          return;
        }
        const settled = value && typeof value.then === 'function' ? await value : value;
        if (!this.push(settled)) return;
      }
    } catch (err) {
      this.readable.destroy(err);
    }
  }

  /** Tells the iterator that no more is wanted: throw(error) after an error, else return(). */
  async close(error) {
    const { iterator } = this;
    if (error != null && typeof iterator.throw === 'function') {
      const { value, done } = await iterator.throw(error);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === 'function') {
      const { value } = await iterator.return();
      await value;
    }
  }

  /** The stream's _destroy. The callback comes in a tick, so that what it throws is no rejection. */
  destroy(error, cb) {
    PromisePrototypeThen(
      this.close(error),
      () => process.nextTick(cb, error),
      (closeError) => process.nextTick(
        cb,
        profile.streamsJoinCloseErrors ? aggregateTwoErrors(error, closeError) : closeError || error,
      ),
    );
  }
}

/**
 * @param {Function} Readable the class to make, also of a duplex
 * @param {string|Buffer|Iterable|AsyncIterable} iterable a string or Buffer is one chunk
 * @param {object} [opts] of the constructor; objectMode true and highWaterMark 1 unless they say otherwise
 */
function from(Readable, iterable, opts) {
  if (typeof iterable === 'string' || iterable instanceof Buffer) {
    return new Readable({
      objectMode: true,
      ...opts,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }

  const source = iteratorOf(iterable);
  const readable = new Readable({ objectMode: true, highWaterMark: 1, ...opts });
  source.readable = readable;
  readable._read = function() {
    source.read();
  };
  const { _destroy: ownDestroy } = readable;
  readable._destroy = function(error, cb) {
    if (!profile.streamsJoinCloseErrors) {
      source.destroy(error, cb);
      return;
    }
    ownDestroy.call(this, error, (destroyError) => source.destroy(destroyError || error, cb));
  };
  return readable;
}

function iteratorOf(iterable) {
  if (iterable?.[Symbol.asyncIterator]) return new Source(iterable[Symbol.asyncIterator](), true);
  if (iterable?.[Symbol.iterator]) return new Source(iterable[Symbol.iterator](), false);
  throw new ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable);
}

module.exports = from;
