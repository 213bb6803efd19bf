// Async iteration over a readable up to Node 24: an async generator. (From 26 on: readable/iterator.js.)
// Node's doc: stream, "readable[Symbol.asyncIterator]()", "readable.iterator()".
'use strict';

const profile = require('internal/profile');
const { aggregateTwoErrors } = require('internal/errors');
const { eos } = require('internal/streams/end-of-stream');
const { destroyer } = require('internal/streams/destroy');

const nop = () => {};

/**
 * An iterator of the chunks; it destroys the stream when it is left.
 * @param {object} stream anything with on() and read()
 * @param {{destroyOnReturn?: boolean}} [options] destroyOnReturn: false spares the stream on break and return
 */
function streamToAsyncIterator(stream, options) {
  if (typeof stream.read !== 'function') {
    stream = require('internal/streams/readable').wrap(stream, { objectMode: true });
  }
  const iterator = profile.streamsIterateByHand ?
    require('internal/streams/readable/iterator').createAsyncIterator(stream, options) :
    createAsyncIterator(stream, options);
  iterator.stream = stream;
  return iterator;
}

/**
 * A way to sleep until the stream has something to read or has ended.
 * `next` is both the 'readable' listener and the executor of the promise to wait for, as in `await new Promise(next)`.
 */
function watch(stream) {
  let callback = nop;
  const wake = () => {
    callback();
    callback = nop;
  };
  const watcher = {
    /** undefined: still open; null: ended well; else the error. */
    error: undefined,
    next(resolve) {
      if (this === stream) wake();
      else callback = resolve;
    },
    stop() {
      stream.off('readable', watcher.next);
      cleanup();
    },
  };
  stream.on('readable', watcher.next);
  const cleanup = eos(stream, { writable: false }, (err) => {
    watcher.error = err ? aggregateTwoErrors(watcher.error, err) : null;
    wake();
  });
  return watcher;
}

/**
 * Destroys a stream whose iteration is over, or lets go of it.
 * @param {*} error as in watch()
 */
function leave(stream, options, error, stop) {
  const open = profile.iteratorsSpareHalfOpenDuplexes && error === null &&
    stream.allowHalfOpen === true && stream.writable === true && stream.writableEnded !== true;
  if ((error || options?.destroyOnReturn !== false) &&
      (error === undefined || stream._readableState.autoDestroy) && !open) {
    destroyer(stream, null);
  } else {
    stop();
  }
}

async function* createAsyncIterator(stream, options) {
  const watcher = watch(stream);
  try {
    while (true) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (watcher.error) throw watcher.error;
      else if (watcher.error === null) return;
      else await new Promise(watcher.next);
    }
  } catch (err) {
    watcher.error = aggregateTwoErrors(watcher.error, err);
    throw watcher.error;
  } finally {
    leave(stream, options, watcher.error, watcher.stop);
  }
}

module.exports = { streamToAsyncIterator, watch, leave };
