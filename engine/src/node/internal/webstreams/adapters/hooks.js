// The hooks read, write and writev of a Node stream over a web stream's reader and writer. From Node 26 on they use the
// streams' own queues; before that the promises that programs get, which takes more turns.
'use strict';

const profile = require('internal/profile');
const { destroyer: destroy } = require('internal/streams/destroy');
const { kState, kResolvedPromise, settleAll, waitForAll } = require('internal/webstreams/util');
const { PromisePrototypeThen } = primordials;

/**
 * The hook read.
 * @param {ReadableStreamDefaultReader} reader
 * @param {Function} stream answers the Node stream
 */
function readHook(reader, stream) {
  if (!profile.webAdaptersUseQueues) {
    return () => {
      PromisePrototypeThen(reader.read(), ({ value, done }) => {
        stream().push(done ? null : value);
      }, (error) => destroy(stream(), error));
    };
  }
  let pending;
  const forward = () => {
    const chunk = pending;
    pending = undefined;
    stream().push(chunk);
  };
  const request = {
    // In a turn of its own, so that an error or destroy() that is under way comes first.
    chunk(chunk) {
      pending = chunk;
      PromisePrototypeThen(kResolvedPromise, forward);
    },
    close() { stream().push(null); },
    error(error) { destroy(stream(), error); },
  };
  return () => reader[kState].read(request);
}

/** Writes one batch at a time and calls back when all of it is done. */
class WriteTracker {
  constructor(writer, stream) {
    this.writer = writer;
    this.stream = stream;
    this.pending = 0;
    this.dispatching = false;
    this.callback = undefined;
    /** The first error, in a box: it may be undefined. */
    this.failure = undefined;
    this.request = {
      promise: null,
      queued: () => { this.pending++; },
      resolve: () => this.done(),
      reject: (error) => {
        this.failure ??= { error };
        this.done();
      },
    };
  }

  write(chunks, callback) {
    this.callback = callback;
    this.dispatching = true;
    let refused;
    for (const chunk of chunks) refused = this.writer[kState].writeWithRequest(chunk, this.request) ?? refused;
    this.failure ??= refused;
    this.dispatching = false;
    if (this.pending === 0) this.settle();
  }

  done() {
    this.pending--;
    if (!this.dispatching && this.pending === 0 && this.callback !== undefined) this.settle();
  }

  settle() {
    const { callback, failure } = this;
    this.callback = undefined;
    this.failure = undefined;
    const error = failure?.error;
    const call = () => {
      try {
        callback(error);
      } catch (err) {
        // Out of the promise's reaction, which would make it a rejection.
        process.nextTick(() => destroy(this.stream(), err));
      }
    };
    // A failure in a turn of its own: the stream's own work on it is not over.
    if (error !== undefined) PromisePrototypeThen(kResolvedPromise, call);
    else call();
  }
}

/**
 * The hooks write(chunk, callback) and writev(chunks, callback).
 * @param {WritableStreamDefaultWriter} writer
 * @param {Function} stream answers the Node stream
 */
function writeHooks(writer, stream) {
  if (profile.webAdaptersUseQueues) {
    const tracker = new WriteTracker(writer, stream);
    return {
      write: (chunk, callback) => tracker.write([chunk], callback),
      writev: (chunks, callback) => tracker.write(chunks.map(({ chunk }) => chunk), callback),
    };
  }
  return profile.webAdaptersChainWrites ? chainedHooks(writer, stream) : nestedHooks(writer, stream);
}

/** Calls back; what the callback throws destroys the stream, for writev in a tick. */
function guarded(callback, stream, inTick) {
  return (error) => {
    try {
      callback(error);
    } catch (error) {
      if (inTick) process.nextTick(() => destroy(stream(), error));
      else destroy(stream(), error);
    }
  };
}

/** Node 24's: ready, then the write, then the callback. */
function chainedHooks(writer, stream) {
  const afterReady = (write, done) => {
    PromisePrototypeThen(PromisePrototypeThen(writer.ready, write), done, done);
  };
  return {
    write(chunk, callback) {
      afterReady(() => writer.write(chunk), guarded(callback, stream, false));
    },
    writev(chunks, callback) {
      afterReady(() => waitForAll(chunks.map(({ chunk }) => writer.write(chunk))), guarded(callback, stream, true));
    },
  };
}

/** Node 18's to 22's: the callback inside the reaction to ready. */
function nestedHooks(writer, stream) {
  const afterReady = (write, done) => {
    PromisePrototypeThen(writer.ready, () => PromisePrototypeThen(write(), done, done), done);
  };
  return {
    write(chunk, callback) {
      afterReady(() => writer.write(chunk), guarded(callback, stream, false));
    },
    writev(chunks, callback) {
      const call = guarded(callback, stream, true);
      // It expects a list of results also where it gets an error: that one is never reported.
      const done = (error) => {
        const errors = error.filter((each) => each);
        call(errors.length === 0 ? undefined : errors);
      };
      afterReady(() => settleAll(chunks.map(({ chunk }) => writer.write(chunk))), done);
    },
  };
}

module.exports = { readHook, writeHooks };
