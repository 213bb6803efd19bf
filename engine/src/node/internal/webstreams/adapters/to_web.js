// Web streams over Node streams. The Node stream keeps buffering by its own mark; its 'drain', pause() and resume()
// follow the web stream's backpressure, and finished() tells of its end.
'use strict';

const profile = require('internal/profile');
const { Buffer } = require('buffer');
const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { kEmptyObject, setOwnProperty } = require('internal/util');
const { isAnyArrayBuffer } = require('internal/util/types');
const { validateObject, validateOneOf } = require('internal/validators');
const { destroyer: destroy } = require('internal/streams/destroy');
const { isDestroyed, isReadable, isWritable, isWritableEnded } = require('internal/streams/utils');
const { eos, kEosNodeSynchronousCallback } = require('internal/streams/end-of-stream');
const { ReadableStream } = require('internal/webstreams/readablestream');
const { WritableStream } = require('internal/webstreams/writablestream');
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = require('internal/webstreams/queuingstrategies');
const { PromiseResolve, PromiseWithResolvers, SafePromisePrototypeFinally } = primordials;

/** Option: a function that throws for a chunk that must not be written. */
const kValidateChunk = Symbol('kValidateChunk');
/** Option: what write() throws also destroys the Node stream, so that a pair fails on both sides. */
const kDestroyOnSyncError = Symbol('kDestroyOnSyncError');
/** On a Node stream whose late errors are swallowed already. */
const kErrorSentinelAttached = Symbol('kErrorSentinelAttached');

const noop = () => {};

/** Is this the code of an error of zlib or brotli? */
function isCompressionError(code) {
  if (code == null || !profile.webAdaptersNameZlibErrors) return false;
  if (profile.webCompressionChecksChunks && String(code).startsWith('ERR__ERROR_')) return true;
  const { constants } = require('internal/zlib/constants');
  return code === 'Z_NEED_DICT' || constants[code] < 0;
}

/** The error of a Node stream in the Web's words. */
function translateError(cause) {
  const code = cause?.code;
  if (code === 'ERR_STREAM_PREMATURE_CLOSE') return new AbortError(undefined, { cause });
  if (!isCompressionError(code)) return cause;
  const error = new TypeError(undefined, { cause });
  setOwnProperty(error, 'code', code);
  return error;
}

/** The strategy that measures chunks as the writable does. Up to Node 22 every chunk counted 1. */
function writableStrategy(streamWritable) {
  const highWaterMark = streamWritable.writableHighWaterMark;
  if (streamWritable.writableObjectMode) return new CountQueuingStrategy({ highWaterMark });
  if (!profile.webAdaptersMeasureWrites) return { highWaterMark };
  return { highWaterMark, size: (chunk) => chunk?.byteLength ?? chunk?.length ?? 1 };
}

/** The sink that writes into a Node stream. */
class NodeSink {
  constructor(streamWritable, options) {
    this.streamWritable = streamWritable;
    this.options = options;
    this.controller = undefined;
    this.backpressure = undefined;
    this.closed = undefined;
  }

  /** Watches the Node stream. */
  watch() {
    const { streamWritable } = this;
    const cleanup = eos(streamWritable, (error) => {
      cleanup();
      // Old streams may emit another error after all.
      streamWritable.on('error', noop);
      this.ended(translateError(error));
    });
    streamWritable.on('drain', () => this.backpressure?.resolve());
  }

  ended(error) {
    const { closed } = this;
    this.closed = undefined;
    if (error != null) {
      this.backpressure?.reject(error);
      // The close was under way.
      closed?.reject(error);
      this.controller?.error(error);
      this.controller = undefined;
    } else if (closed !== undefined) {
      closed.resolve();
    } else {
      this.controller?.error(new AbortError());
      this.controller = undefined;
    }
  }

  write(chunk) {
    const { streamWritable, options } = this;
    try {
      options[kValidateChunk]?.(chunk);
      if (profile.webAdaptersMeasureWrites && !streamWritable.writableObjectMode && isAnyArrayBuffer(chunk)) {
        chunk = new Uint8Array(chunk);
      }
      if (!streamWritable.writableNeedDrain && streamWritable.write(chunk)) return undefined;
      this.backpressure = PromiseWithResolvers();
      // write() may answer false without owing a 'drain'.
      if (profile.webAdaptersMeasureWrites && !streamWritable.writableNeedDrain) this.backpressure.resolve();
      return SafePromisePrototypeFinally(this.backpressure.promise, () => {
        this.backpressure = undefined;
      });
    } catch (error) {
      if (options[kDestroyOnSyncError]) destroy(streamWritable, error);
      throw error;
    }
  }

  close() {
    if (this.closed === undefined && !isWritableEnded(this.streamWritable)) {
      this.closed = PromiseWithResolvers();
      this.streamWritable.end();
      return this.closed.promise;
    }
    this.controller = undefined;
    return PromiseResolve();
  }
}

/**
 * @param {Writable} streamWritable or anything with write() and on(); a finished one gives a closed stream
 * @param {object} [options] internal: kValidateChunk, kDestroyOnSyncError
 * @returns {WritableStream}
 */
function newWritableStreamFromStreamWritable(streamWritable, options = kEmptyObject) {
  if (typeof streamWritable?.write !== 'function' || typeof streamWritable?.on !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', streamWritable);
  }
  if (isDestroyed(streamWritable) || !isWritable(streamWritable)) {
    const writable = new WritableStream();
    writable.close();
    return writable;
  }

  const strategy = writableStrategy(streamWritable);
  const sink = new NodeSink(streamWritable, options);
  sink.watch();
  return new WritableStream({
    start(controller) { sink.controller = controller; },
    write: profile.webAdaptersWriteAsync ? async (chunk) => sink.write(chunk) : (chunk) => sink.write(chunk),
    abort(reason) { destroy(streamWritable, reason); },
    close: () => sink.close(),
  }, strategy);
}

/** Copies a Buffer, whose memory belongs to a pool. */
function detached(chunk, objectMode) {
  return Buffer.isBuffer(chunk) && !objectMode ? new Uint8Array(chunk) : chunk;
}

function swallowLateErrors(stream) {
  if (profile.finishedLooksFirst && kErrorSentinelAttached in stream) return;
  stream.on('error', noop);
  if (profile.finishedLooksFirst) stream[kErrorSentinelAttached] = true;
}

/**
 * @param {Readable} streamReadable one that has ended gives a closed stream
 * @param {{strategy?: object, type?: 'bytes'}} [options]
 * @returns {ReadableStream}
 */
function newReadableStreamFromStreamReadable(streamReadable, options = kEmptyObject) {
  if (typeof streamReadable?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', streamReadable);
  }
  if (!profile.finishedLooksFirst) return oldReadableStream(streamReadable, options);
  validateObject(options, 'options');
  if (options.type !== undefined) validateOneOf(options.type, 'options.type', ['bytes', undefined]);

  const isBYOB = options.type === 'bytes';
  const { readableObjectMode: objectMode, readableHighWaterMark: highWaterMark } = streamReadable;
  const readable = isReadable(streamReadable);
  let controller;
  let over = false;
  const source = {
    __proto__: null,
    type: isBYOB ? 'bytes' : undefined,
    start(c) { controller = c; },
    cancel(reason) {
      over = true;
      destroy(streamReadable, reason);
    },
  };
  let strategy;
  if (readable) {
    source.pull = function pull() {
      streamReadable.resume();
    };
    strategy = isBYOB ? { highWaterMark } : readableStrategy(options.strategy, objectMode, highWaterMark);
  }
  const readableStream = new ReadableStream(source, strategy);

  // A duplex that is half open has ended as far as reading goes.
  let cleanup = noop;
  cleanup = eos(streamReadable, { __proto__: null, writable: false, [kEosNodeSynchronousCallback]: true }, (error) => {
    cleanup();
    swallowLateErrors(streamReadable);
    if (over) return;
    over = true;
    if (error) {
      controller.error(translateError(error));
      return;
    }
    controller.close();
    if (isBYOB) controller.byobRequest?.respond(0);
  });

  if (over) {
    // Called back before there was a cleanup.
    cleanup();
  } else if (readable) {
    streamReadable.pause();
    streamReadable.on('data', function onData(chunk) {
      if (over && profile.webAdaptersDropAfterCancel) return;
      controller.enqueue(detached(chunk, objectMode));
      if (controller.desiredSize <= 0) streamReadable.pause();
    });
  }
  return readableStream;
}

function readableStrategy(strategy, objectMode, highWaterMark) {
  if (strategy) return strategy;
  if (objectMode) return new CountQueuingStrategy({ highWaterMark });
  return profile.webAdaptersMeasureReads ? new ByteLengthQueuingStrategy({ highWaterMark }) : { highWaterMark };
}

/** As it was up to Node 22. */
function oldReadableStream(streamReadable, options) {
  if (isDestroyed(streamReadable) || !isReadable(streamReadable)) {
    const readable = new ReadableStream();
    readable.cancel();
    return readable;
  }
  const { readableObjectMode: objectMode, readableHighWaterMark } = streamReadable;
  const strategy = readableStrategy(options?.strategy, objectMode, readableHighWaterMark);
  let controller;
  let wasCanceled = false;

  streamReadable.pause();
  const cleanup = eos(streamReadable, (error) => {
    cleanup();
    swallowLateErrors(streamReadable);
    if (error) controller.error(translateError(error));
    else if (!wasCanceled) controller.close();
  });
  streamReadable.on('data', function onData(chunk) {
    controller.enqueue(detached(chunk, objectMode));
    if (controller.desiredSize <= 0) streamReadable.pause();
  });

  return new ReadableStream({
    start(c) { controller = c; },
    pull() { streamReadable.resume(); },
    cancel(reason) {
      wasCanceled = profile.webAdaptersMeasureReads;
      destroy(streamReadable, reason);
    },
  }, strategy);
}

let warnedOfType = false;

/** The kind of readable side that is asked for. `type` is the old name of the option (DEP0201). */
function readableTypeOf(options) {
  if (options.readableType != null || options.type == null) return options.readableType;
  if (profile.webPairsWarnOfType && !warnedOfType) {
    warnedOfType = true;
    process.emitWarning(
      "Passing 'options.type' to Duplex.toWeb() is deprecated. " +
      "To specify the ReadableStream type, use 'options.readableType'.", 'DeprecationWarning', 'DEP0201');
  }
  return options.type;
}

/**
 * @param {Duplex} duplex
 * @param {{readableType?: 'bytes'}} [options]
 * @returns {{readable: ReadableStream, writable: WritableStream}}
 */
function newReadableWritablePairFromDuplex(duplex, options = kEmptyObject) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex);
  }
  validateObject(options, 'options');
  const type = profile.finishedLooksFirst ? readableTypeOf(options) : undefined;

  if (isDestroyed(duplex)) {
    const writable = new WritableStream();
    const readable = new ReadableStream({ type });
    writable.close();
    readable.cancel();
    return { readable, writable };
  }

  const writable = isWritable(duplex) ? newWritableStreamFromStreamWritable(duplex, options) : new WritableStream();
  if (!isWritable(duplex)) writable.close();
  const readable = isReadable(duplex) ?
    newReadableStreamFromStreamReadable(duplex, { __proto__: null, type }) :
    new ReadableStream({ type });
  if (!isReadable(duplex)) readable.cancel();
  return { writable, readable };
}

module.exports = {
  newWritableStreamFromStreamWritable,
  newReadableStreamFromStreamReadable,
  newReadableWritablePairFromDuplex,
  kValidateChunk,
  kDestroyOnSyncError,
};
