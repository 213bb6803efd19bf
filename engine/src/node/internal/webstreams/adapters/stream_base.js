// Web streams directly over a handle (a pipe, a TTY), without a Node stream between.
'use strict';

const { ErrnoException, codes: { ERR_INVALID_STATE } } = require('internal/errors');
const { kEmptyObject } = require('internal/util');
const { validateFunction, validateObject } = require('internal/validators');
const { ReadableStream } = require('internal/webstreams/readablestream');
const { WritableStream } = require('internal/webstreams/writablestream');
const { PromisePrototypeThen, PromiseWithResolvers } = primordials;

/** Shuts the handle's writing side down. */
function shutdown(streamBase) {
  const { ShutdownWrap } = internalBinding('stream_wrap');
  const { promise, resolve } = PromiseWithResolvers();
  const req = new ShutdownWrap();
  req.oncomplete = () => resolve();
  // 1: done already.
  if (streamBase.shutdown(req) === 1) resolve();
  return promise;
}

/** Writes one chunk; an error also fails the stream. */
function write(streamBase, chunk, controller) {
  const { WriteWrap, kLastWriteWasAsync, streamBaseState } = internalBinding('stream_wrap');
  const { promise, resolve, reject } = PromiseWithResolvers();
  const req = new WriteWrap();
  req.handle = streamBase;
  req.async = false;
  req.bytes = 0;
  req.buffer = null;
  req.oncomplete = function(status) {
    if (status >= 0) {
      resolve();
      return;
    }
    const error = new ErrnoException(status, 'write', this.error);
    reject(error);
    controller.error(error);
  };
  let status;
  try {
    status = streamBase.writeBuffer(req, chunk);
    req.async = !!streamBaseState[kLastWriteWasAsync];
    if (req.async) req.buffer = chunk;
  } catch (error) {
    reject(error);
  }
  if (status !== 0) reject(new ErrnoException(status, 'write', req));
  else if (!req.async) resolve();
  return promise;
}

/**
 * @param {object} streamBase a handle with writeBuffer() and shutdown()
 * @param {object} strategy
 * @returns {WritableStream}
 */
function newWritableStreamFromStreamBase(streamBase, strategy) {
  validateObject(streamBase, 'streamBase');
  let current;
  return new WritableStream({
    write(chunk, controller) {
      const next = () => write(streamBase, chunk, controller);
      current = current === undefined ?
        next() :
        PromisePrototypeThen(current, next, (error) => controller.error(error));
      return current;
    },
    close: () => shutdown(streamBase),
  }, strategy);
}

/**
 * @param {object} streamBase a handle with onread, readStart(), readStop() and shutdown(), which nobody reads yet
 * @param {object} strategy
 * @param {{ondone?: Function}} [options] ondone: called at the end
 * @returns {ReadableStream}
 */
function newReadableStreamFromStreamBase(streamBase, strategy, options = kEmptyObject) {
  validateObject(streamBase, 'streamBase');
  validateObject(options, 'options');
  const { ondone = () => {} } = options;
  if (typeof streamBase.onread === 'function') throw new ERR_INVALID_STATE('StreamBase already has a consumer');
  validateFunction(ondone, 'options.ondone');

  const { kArrayBufferOffset, kReadBytesOrError, streamBaseState } = internalBinding('stream_wrap');
  const { UV_EOF } = internalBinding('uv');
  let controller;

  function end() {
    controller.close();
    streamBase.readStop();
    try {
      ondone();
    } catch (error) {
      controller.error(error);
    }
  }

  streamBase.onread = (arrayBuffer) => {
    const nread = streamBaseState[kReadBytesOrError];
    if (nread === 0) return;
    try {
      if (nread === UV_EOF) {
        end();
        return;
      }
      controller.enqueue(new Uint8Array(arrayBuffer, streamBaseState[kArrayBufferOffset], nread));
      if (controller.desiredSize <= 0) streamBase.readStop();
    } catch (error) {
      controller.error(error);
      streamBase.readStop();
    }
  };

  return new ReadableStream({
    start(c) { controller = c; },
    pull() { streamBase.readStart(); },
    async cancel() {
      ondone();
      await shutdown(streamBase);
    },
  }, strategy);
}

module.exports = { newWritableStreamFromStreamBase, newReadableStreamFromStreamBase };
