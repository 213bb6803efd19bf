// Node streams over web streams. Each hook of the Node stream is a call of a reader or writer; the web stream's closed
// promise tells of an end that did not come from this side.
'use strict';

const profile = require('internal/profile');
const { Buffer } = require('buffer');
const {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_STREAM_PREMATURE_CLOSE,
} = require('internal/errors').codes;
const { kEmptyObject, normalizeEncoding } = require('internal/util');
const { validateBoolean, validateObject } = require('internal/validators');
const { destroyer: destroy } = require('internal/streams/destroy');
const { isWritableEnded } = require('internal/streams/utils');
const { isReadableStream } = require('internal/webstreams/readablestream');
const { isWritableStream } = require('internal/webstreams/writablestream');
const { readHook, writeHooks } = require('internal/webstreams/adapters/hooks');
const { settleAll, waitForAll } = require('internal/webstreams/util');
const { PromisePrototypeThen } = primordials;

let encoder;

/** A string as the bytes of its encoding; everything else as it is. */
function encoded(chunk, encoding) {
  if (typeof chunk !== 'string') return chunk;
  if (normalizeEncoding(encoding) === 'utf8') {
    const { TextEncoder } = require('internal/encoding');
    encoder ??= new TextEncoder();
    return encoder.encode(chunk);
  }
  const { buffer, byteOffset, byteLength } = Buffer.from(chunk, encoding);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function validateEncoding(encoding) {
  if (encoding === undefined || Buffer.isEncoding(encoding)) return;
  if (profile.webAdaptersNameOptions) throw new ERR_INVALID_ARG_VALUE('options.encoding', encoding);
  // Up to Node 22 name and value were mixed up.
  throw new ERR_INVALID_ARG_VALUE(encoding, 'options.encoding');
}

/** Calls a stream's callback from a promise's reaction; what it throws must not become a rejection. */
function escaping(callback, escape) {
  return (error) => {
    try {
      callback(error);
    } catch (error) {
      process.nextTick(escape, error);
    }
  };
}

function rethrow(error) {
  throw error;
}

/** The hooks write and writev over a writer. `stream` answers the Node stream. */
function encodingHooks(writer, stream, decode) {
  const { write, writev } = writeHooks(writer, stream);
  return {
    writev,
    write(chunk, encoding, callback) {
      write(decode ? encoded(chunk, encoding) : chunk, callback);
    },
  };
}

/**
 * @param {WritableStream} writableStream gets locked
 * @param {object} [options] highWaterMark, decodeStrings, objectMode, signal
 * @returns {Writable}
 */
function newStreamWritableFromWritableStream(writableStream, options = kEmptyObject) {
  if (!isWritableStream(writableStream)) {
    throw new ERR_INVALID_ARG_TYPE('writableStream', 'WritableStream', writableStream);
  }
  validateObject(options, 'options');
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  validateBoolean(decodeStrings, 'options.decodeStrings');

  const Writable = require('internal/streams/writable');
  const writer = writableStream.getWriter();
  let closed = false;
  const writable = new Writable({
    highWaterMark,
    objectMode,
    decodeStrings,
    signal,
    ...encodingHooks(writer, () => writable, decodeStrings && !objectMode),

    destroy(error, callback) {
      const done = escaping(() => callback(error), rethrow);
      if (closed) done();
      else PromisePrototypeThen(error != null ? writer.abort(error) : writer.close(), done, done);
    },

    final(callback) {
      const done = escaping(callback, (error) => destroy(writable, error));
      if (!closed) PromisePrototypeThen(writer.close(), done, done);
    },
  });

  PromisePrototypeThen(writer.closed, () => {
    closed = true;
    // It was closed from elsewhere.
    if (!isWritableEnded(writable)) destroy(writable, new ERR_STREAM_PREMATURE_CLOSE());
  }, (error) => {
    closed = true;
    destroy(writable, error);
  });
  return writable;
}

/**
 * @param {ReadableStream} readableStream gets locked
 * @param {object} [options] highWaterMark, encoding, objectMode, signal
 * @returns {Readable}
 */
function newStreamReadableFromReadableStream(readableStream, options = kEmptyObject) {
  if (!isReadableStream(readableStream)) {
    throw new ERR_INVALID_ARG_TYPE('readableStream', 'ReadableStream', readableStream);
  }
  validateObject(options, 'options');
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  validateEncoding(encoding);
  validateBoolean(objectMode, 'options.objectMode');

  const Readable = require('internal/streams/readable');
  const reader = readableStream.getReader();
  let closed = false;
  const readable = new Readable({
    objectMode,
    highWaterMark,
    encoding,
    signal,
    read: readHook(reader, () => readable),

    destroy(error, callback) {
      const done = escaping(() => callback(error), rethrow);
      if (closed) done();
      else PromisePrototypeThen(reader.cancel(error), done, done);
    },
  });

  PromisePrototypeThen(reader.closed, () => {
    closed = true;
  }, (error) => {
    closed = true;
    destroy(readable, error);
  });
  return readable;
}

/**
 * @param {{readable: ReadableStream, writable: WritableStream}} pair both get locked
 * @param {object} [options] allowHalfOpen (false), highWaterMark, encoding, decodeStrings, objectMode, signal
 * @returns {Duplex}
 */
function newStreamDuplexFromReadableWritablePair(pair = kEmptyObject, options = kEmptyObject) {
  validateObject(pair, 'pair');
  const { readable: readableStream, writable: writableStream } = pair;
  if (!isReadableStream(readableStream)) {
    throw new ERR_INVALID_ARG_TYPE('pair.readable', 'ReadableStream', readableStream);
  }
  if (!isWritableStream(writableStream)) {
    throw new ERR_INVALID_ARG_TYPE('pair.writable', 'WritableStream', writableStream);
  }
  validateObject(options, 'options');
  const { allowHalfOpen = false, objectMode = false, encoding, decodeStrings = true, highWaterMark, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  validateEncoding(encoding);

  const Duplex = require('internal/streams/duplex');
  const writer = writableStream.getWriter();
  const reader = readableStream.getReader();
  let writableClosed = false;
  let readableClosed = false;

  async function closeWriter(error) {
    if (!writableClosed) await writer.abort(error);
  }
  async function closeReader(error) {
    if (!readableClosed) await reader.cancel(error);
  }

  const duplex = new Duplex({
    allowHalfOpen,
    highWaterMark,
    objectMode,
    encoding,
    decodeStrings,
    signal,
    ...encodingHooks(writer, () => duplex, decodeStrings && !objectMode),
    read: readHook(reader, () => duplex),

    final(callback) {
      const done = escaping(callback, (error) => destroy(duplex, error));
      if (!writableClosed) PromisePrototypeThen(writer.close(), done, done);
    },

    destroy(error, callback) {
      const done = escaping(() => callback(error), rethrow);
      if (writableClosed && readableClosed) {
        done();
        return;
      }
      const closings = [closeWriter(error), closeReader(error)];
      PromisePrototypeThen(profile.webAdaptersChainWrites ? waitForAll(closings) : settleAll(closings), done, done);
    },
  });

  function failed(error) {
    writableClosed = true;
    readableClosed = true;
    destroy(duplex, error);
  }
  PromisePrototypeThen(writer.closed, () => {
    writableClosed = true;
    // It was closed from elsewhere.
    if (!isWritableEnded(duplex)) destroy(duplex, new ERR_STREAM_PREMATURE_CLOSE());
  }, failed);
  PromisePrototypeThen(reader.closed, () => {
    readableClosed = true;
  }, failed);
  return duplex;
}

module.exports = {
  newStreamWritableFromWritableStream,
  newStreamReadableFromReadableStream,
  newStreamDuplexFromReadableWritablePair,
};
