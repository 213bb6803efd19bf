// Async iteration over a readable from Node 26 on: an iterator written by hand, so that a buffered chunk costs one
// resolved promise. Requests made while one is outstanding are answered in order.
'use strict';

const { aggregateTwoErrors } = require('internal/errors');
const { watch, leave } = require('internal/streams/readable/iteration');
const { AsyncIteratorPrototype, PromisePrototypeThen, PromiseReject, PromiseResolve } = primordials;

/** The state of one iteration. Nothing is listened to before the first next(). */
class Iteration {
  constructor(stream, options) {
    this.stream = stream;
    this.options = options;
    this.watcher = null;
    this.completed = false;
    /** A request waits for the stream. */
    this.inFlight = false;
    this.queue = [];
    this.draining = false;
  }

  start() {
    this.watcher ??= watch(this.stream);
  }

  get error() {
    return this.watcher.error;
  }

  read() {
    return this.stream.destroyed ? null : this.stream.read();
  }

  finalize() {
    this.completed = true;
    leave(this.stream, this.options, this.watcher.error, this.watcher.stop);
  }

  /** The iteration fails with `err`, and with what had failed before. */
  fail(err) {
    this.watcher.error = aggregateTwoErrors(this.watcher.error, err);
    this.finalize();
    return this.watcher.error;
  }

  /** The outstanding request was answered: on with those behind it. */
  drain() {
    // A request answered at once comes back here; one loop is enough.
    if (this.draining) return;
    this.draining = true;
    try {
      while (!this.inFlight && this.queue.length > 0) this.queue.shift()();
    } finally {
      this.draining = false;
    }
  }

  /** Answers the outstanding request, or waits for the stream and tries again. */
  pump(resolve, reject) {
    const chunk = this.read();
    if (chunk !== null) {
      // Read once: `then` may be a getter. `undefined` is a chunk, too.
      const then = chunk?.then;
      if (typeof then === 'function') {
        this.unwrap(then, chunk, resolve, reject);
        return;
      }
      this.inFlight = false;
      resolve({ done: false, value: chunk });
    } else if (this.error) {
      this.inFlight = false;
      reject(this.fail(this.error));
    } else if (this.error === null) {
      this.inFlight = false;
      this.finalize();
      resolve({ done: true, value: undefined });
    } else {
      this.wait(resolve, reject);
      return;
    }
    this.drain();
  }

  wait(resolve, reject) {
    PromisePrototypeThen(new Promise(this.watcher.next), () => this.pump(resolve, reject));
  }

  unwrap(then, chunk, resolve, reject) {
    then.call(chunk, (value) => {
      this.inFlight = false;
      resolve({ done: false, value });
      this.drain();
    }, (err) => {
      this.inFlight = false;
      reject(this.fail(err));
      this.drain();
    });
  }

  /** The usual request: nothing outstanding before it. */
  next() {
    this.start();
    const chunk = this.read();
    if (chunk !== null) {
      const then = chunk?.then;
      if (typeof then !== 'function') return PromiseResolve({ done: false, value: chunk });
      this.inFlight = true;
      return then.call(chunk, (value) => {
        this.inFlight = false;
        this.drain();
        return { done: false, value };
      }, (err) => {
        this.inFlight = false;
        const error = this.fail(err);
        this.drain();
        throw error;
      });
    }
    if (this.error) {
      this.finalize();
      return PromiseReject(this.error);
    }
    if (this.error === null) {
      this.finalize();
      return PromiseResolve({ done: true, value: undefined });
    }
    this.inFlight = true;
    return new Promise((resolve, reject) => this.wait(resolve, reject));
  }

  queuedNext(resolve, reject) {
    if (this.completed) {
      resolve({ done: true, value: undefined });
      return;
    }
    this.start();
    this.inFlight = true;
    this.pump(resolve, reject);
  }

  return(value, resolve) {
    // One that never started leaves the stream alone.
    if (this.watcher === null) this.completed = true;
    else if (!this.completed) this.finalize();
    resolve({ done: true, value });
  }

  throw(err, reject) {
    if (this.completed || this.watcher === null) {
      this.completed = true;
      reject(err);
      return;
    }
    reject(this.fail(err));
  }

  /** Runs `request` now, or behind the outstanding one. */
  enqueue(request) {
    if (this.inFlight) this.queue.push(request);
    else request();
  }
}

/**
 * @param {{destroyOnReturn?: boolean}} [options] as in streamToAsyncIterator
 */
function createAsyncIterator(stream, options) {
  const iteration = new Iteration(stream, options);
  return {
    __proto__: AsyncIteratorPrototype,
    next() {
      if (!iteration.inFlight && !iteration.completed) return iteration.next();
      return new Promise((resolve, reject) => {
        iteration.enqueue(() => iteration.queuedNext(resolve, reject));
      });
    },
    return(value) {
      return new Promise((resolve) => {
        iteration.enqueue(() => iteration.return(value, resolve));
      });
    },
    throw(err) {
      return new Promise((resolve, reject) => {
        iteration.enqueue(() => iteration.throw(err, reject));
      });
    },
  };
}

module.exports = { createAsyncIterator };
