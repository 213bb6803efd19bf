// What moves chunks between two stages of a pipeline: pipe() between Node streams, loops for everything else.
'use strict';

const {
  aggregateTwoErrors,
  codes: { ERR_INVALID_ARG_TYPE, ERR_STREAM_PREMATURE_CLOSE },
} = require('internal/errors');
const { eos } = require('internal/streams/end-of-stream');
const {
  isIterable, isReadableNodeStream, isTransformStream, isReadableFinished,
} = require('internal/streams/utils');

/** An iterable of what a stage gives. Old-style streams are not iterable by themselves. */
function makeAsyncIterable(val) {
  if (isIterable(val)) return val;
  if (isReadableNodeStream(val)) return fromReadable(val);
  throw new ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable'], val);
}

async function* fromReadable(val) {
  const Readable = require('internal/streams/readable');
  yield* Readable.prototype[Symbol.asyncIterator].call(val);
}

/** Waits for a writable's 'drain' or end, and fails once it has failed. */
class DrainWaiter {
  constructor() {
    this.error = undefined;
    this.onresolve = null;
    this.resume = (err) => {
      if (err) this.error = err;
      const { onresolve } = this;
      this.onresolve = null;
      if (onresolve) onresolve();
    };
  }

  wait() {
    return new Promise((resolve, reject) => {
      if (this.error) {
        reject(this.error);
        return;
      }
      this.onresolve = () => {
        if (this.error) reject(this.error);
        else resolve();
      };
    });
  }
}

/**
 * Writes every item of an iterable into a Node stream, waiting while it is full.
 * @param {Function} finish called with the error, if there is one, when all is written and, with `end`, finished
 */
async function pumpToNode(iterable, writable, finish, { end }) {
  const waiter = new DrainWaiter();
  writable.on('drain', waiter.resume);
  const cleanup = eos(writable, { readable: false }, waiter.resume);
  try {
    if (writable.writableNeedDrain) await waiter.wait();
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) await waiter.wait();
    }
    if (end) {
      writable.end();
      await waiter.wait();
    }
    finish();
  } catch (err) {
    finish(waiter.error !== err ? aggregateTwoErrors(waiter.error, err) : err);
  } finally {
    cleanup();
    writable.off('drain', waiter.resume);
  }
}

/** Writes every item of an iterable into a web stream, waiting while it is full. */
async function pumpToWeb(readable, writable, finish, { end }) {
  if (isTransformStream(writable)) writable = writable.writable;
  const writer = writable.getWriter();
  try {
    for await (const chunk of readable) {
      await writer.ready;
      writer.write(chunk).catch(() => {});
    }
    await writer.ready;
    if (end) await writer.close();
    finish();
  } catch (err) {
    try {
      await writer.abort(err);
      finish(err);
    } catch (err) {
      finish(err);
    }
  }
}

/**
 * Pipes between Node streams; `finish` is called for each of the two ends.
 * @param {Function} onPrematureClose called when the destination closes before the source has ended
 * @returns {Function} takes the listeners for the destination's end off again
 */
function pipe(src, dst, finish, onPrematureClose, { end }) {
  let ended = false;
  dst.on('close', () => {
    if (!ended) onPrematureClose(new ERR_STREAM_PREMATURE_CLOSE());
  });

  // pipe() itself must not end it: it spares process.stdout, which a pipeline does end.
  src.pipe(dst, { end: false });
  if (end) {
    const endFn = () => {
      ended = true;
      dst.end();
    };
    if (isReadableFinished(src)) process.nextTick(endFn);
    else src.once('end', endFn);
  } else {
    finish();
  }

  eos(src, { readable: true, writable: false }, (err) => {
    const state = src._readableState;
    if (err && err.code === 'ERR_STREAM_PREMATURE_CLOSE' &&
        state?.ended && !state.errored && !state.errorEmitted) {
      // Some sources close before they emit 'end'; they have ended all the same.
      src.once('end', finish).once('error', finish);
    } else {
      finish(err);
    }
  });
  return eos(dst, { readable: false, writable: true }, finish);
}

module.exports = { pipe, pumpToNode, pumpToWeb, makeAsyncIterable };
