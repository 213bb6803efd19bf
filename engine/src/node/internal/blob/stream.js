// Blobs as byte streams. Answers to Node's doc "blob.stream" and to the Streams standard's "bytes" sources.
'use strict';

const { PromiseWithResolvers } = primordials;
const profile = require('internal/profile');

/** Bytes of a chunk of a Node 18 stream. */
const CHUNK_SIZE = 65536;

/** What comes between two pieces: from Node 24 on the event loop goes round, so that other work is not held up. */
function later(callback) {
  if (profile.blobStreamYieldsToLoop) require('timers').setImmediate(callback);
  else queueMicrotask(callback);
}

/**
 * A stream that gives one piece a read.
 * @param {{pull: Function}} reader
 * @returns {ReadableStream}
 */
function streamOfPieces(reader) {
  const { ReadableStream } = require('internal/webstreams/readablestream');
  let pending = [];
  const settle = () => pending.shift()?.resolve();
  const readNext = (controller) => {
    // A stream that was cancelled meanwhile has nobody left to read for.
    if (pending.length === 0) return;
    const { done, buffer } = reader.pull();
    if (done) {
      controller.close();
      // A reader with a buffer of its own waits until it is told that nothing comes.
      controller.byobRequest?.respond(0);
      settle();
      return;
    }
    // The controller refuses empty chunks.
    if (buffer !== undefined && buffer.length > 0) controller.enqueue(buffer.slice());
    later(() => {
      if (controller.desiredSize < 0) settle();
      else readNext(controller);
    });
  };
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const waiting = PromiseWithResolvers();
      pending.push(waiting);
      readNext(controller);
      return waiting.promise;
    },
    cancel(reason) {
      for (const waiting of pending) waiting.reject(reason);
      pending = [];
    },
    // With a mark of zero nothing is read before somebody asks.
  }, { highWaterMark: 0 });
}

/**
 * A stream that gives the bytes in chunks, whatever pieces they came in: that of Node 18.
 * @param {number} size
 * @param {(start: number, end: number) => ArrayBuffer} read
 * @returns {ReadableStream}
 */
function streamOfParts(size, read) {
  const { ReadableStream } = require('internal/webstreams/readablestream');
  let index = 0;
  return new ReadableStream({
    // OK to be empty: that it is asynchronous costs the first read a turn, as in Node.
    async start() {},
    pull(controller) {
      const buffer = read(index, index + CHUNK_SIZE);
      index += buffer.byteLength;
      controller.enqueue(new Uint8Array(buffer));
      if (index >= size) controller.close();
      return Promise.resolve();
    },
  });
}

module.exports = { streamOfParts, streamOfPieces };
