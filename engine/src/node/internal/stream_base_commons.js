// What every stream over an operating system handle shares: sockets, pipes, terminals. Writes go down to the handle
// here, reads come up from it. Answers to no page of Node's documentation by itself; `net.Socket` is its first user.
'use strict';

const { Buffer } = require('buffer');
const { FastBuffer } = require('internal/buffer');
const { clearTimeout } = require('timers');
const { ErrnoException } = require('internal/errors');
const { owner_symbol } = require('internal/async_hooks').symbols;
const { kTimeout, setUnrefTimeout, getTimerDuration } = require('internal/timers');
const { validateFunction } = require('internal/validators');
const { isUint8Array } = require('internal/util/types');
const profile = require('internal/profile');
const {
  kReadBytesOrError, kArrayBufferOffset, kBytesWritten, kLastWriteErr, streamBaseState,
} = internalBinding('stream_wrap');
const { UV_EOF } = internalBinding('uv');

const kMaybeDestroy = Symbol('kMaybeDestroy');
const kUpdateTimer = Symbol('kUpdateTimer');
const kAfterAsyncWrite = Symbol('kAfterAsyncWrite');
const kHandle = Symbol('kHandle');
const kSession = Symbol('kSession');
/** The program's own read buffer (the `onread` option), its callback, and the function that makes the next buffer. */
const kBuffer = Symbol('kBuffer');
const kBufferCb = Symbol('kBufferCb');
const kBufferGen = Symbol('kBufferGen');

/** The bytes of a string, in memory of their own: Node's handles encode by themselves and never touch Buffer's pool. */
function bytesOf(string, encoding) {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(string, encoding));
  bytes.write(string, encoding);
  return bytes;
}

function reportWriteError(stream, req, status) {
  const error = new ErrnoException(status, 'write', req.error);
  if (typeof req.callback === 'function') req.callback(error);
  else stream.destroy(error);
}

/** Completion of a write that the system did not take at once. `this` is the request, `status` 0 or a negative errno. */
function onWriteComplete(status) {
  const stream = this.handle[owner_symbol];
  const failed = status < 0;
  if (failed && (profile.writeErrorsOutliveDestroy || !stream.destroyed)) return reportWriteError(stream, this, status);
  if (!stream.destroyed) {
    stream[kUpdateTimer]();
    stream[kAfterAsyncWrite](this);
  }
  if (typeof this.callback === 'function') this.callback(null);
}

/**
 * Takes note of what the handle made of a write. `result` is a number when the write is already over (0, or a negative
 * errno), else the request object whose `oncomplete` the handle will call. Calls `cb` at once in the first case: that
 * is why a write callback can precede the return of `write()` inside the stream machinery.
 */
function afterWriteDispatched(handle, result, data, cb) {
  const bytes = streamBaseState[kBytesWritten];
  const error = typeof result === 'number' ? result : streamBaseState[kLastWriteErr];
  if (error !== 0) {
    cb(new ErrnoException(error, 'write', result.error));
    return { async: false, bytes };
  }
  if (typeof result === 'number') {
    if (typeof cb === 'function') cb();
    return { async: false, bytes };
  }
  result.handle = handle;
  result.oncomplete = onWriteComplete;
  result.callback = cb;
  result.async = true;
  result.bytes = bytes;
  result.buffer = data;
  return result;
}

/** Writes the chunks that were gathered while the stream was corked or busy: one call to the system for all of them. */
function writevGeneric(stream, chunks, cb) {
  const handle = stream[kHandle];
  const buffers = chunks.map(({ chunk, encoding }) => (typeof chunk === 'string' ? bytesOf(chunk, encoding) : chunk));
  return afterWriteDispatched(handle, handle.writev(null, buffers, true), buffers, cb);
}

/** Writes one chunk: bytes when `encoding` is 'buffer', else a string. Returns `{ async, bytes }`, bytes still queued. */
function writeGeneric(stream, data, encoding, cb) {
  const handle = stream[kHandle];
  const buffer = encoding === 'buffer' ? data : bytesOf(data, encoding);
  return afterWriteDispatched(handle, handle.writeBuffer(null, buffer), buffer, cb);
}

/** Hands a read into the program's own buffer to its callback; returns the next buffer, when a function makes them. */
function giveToOwnBuffer(stream, nread, state) {
  state.goOn = stream[kBufferCb](nread, stream[kBuffer]) !== false;
  if (stream[kBufferGen] === null) return undefined;
  const next = stream[kBufferGen]();
  if (!isUint8Array(next)) return undefined;
  stream[kBuffer] = next;
  return next;
}

function stopReading(stream, handle) {
  handle.reading = false;
  if (stream.destroyed) return;
  const err = handle.readStop();
  if (err) stream.destroy(new ErrnoException(err, 'read'));
}

function onEndOfFile(stream) {
  if (stream._readableState.endEmitted) {
    stream[kMaybeDestroy]?.();
    return;
  }
  if (stream[kMaybeDestroy]) stream.on('end', stream[kMaybeDestroy]);
  stream.push(null);
  stream.read(0);
}

/**
 * The handle's `onread`: called with the memory that holds the bytes, their count or a negative errno in
 * `streamBaseState`. Returns the buffer to read into next, if the program supplies its own.
 */
function onStreamRead(arrayBuffer) {
  const nread = streamBaseState[kReadBytesOrError];
  const stream = this[owner_symbol];
  stream[kUpdateTimer]();
  if (nread > 0 && !stream.destroyed) {
    const state = { goOn: true };
    let nextBuffer;
    if (stream[kBuffer]) nextBuffer = giveToOwnBuffer(stream, nread, state);
    else state.goOn = stream.push(new FastBuffer(arrayBuffer, streamBaseState[kArrayBufferOffset], nread));
    if (!state.goOn) stopReading(stream, this);
    return nextBuffer;
  }
  if (nread === 0) return undefined;
  if (nread === UV_EOF) onEndOfFile(stream);
  else stream.destroy(new ErrnoException(nread, 'read'));
  return undefined;
}

/** `socket.setTimeout`: an idle timer in milliseconds that keeps no process alive; 0 switches it off. */
function setStreamTimeout(msecs, callback) {
  if (this.destroyed) return this;
  this.timeout = msecs;
  const duration = getTimerDuration(msecs, 'msecs');
  clearTimeout(this[kTimeout]);
  if (duration === 0) {
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.removeListener('timeout', callback);
    }
    return this;
  }
  this[kTimeout] = setUnrefTimeout(this._onTimeout.bind(this), duration);
  this[kSession]?.[kUpdateTimer]();
  if (callback !== undefined) {
    validateFunction(callback, 'callback');
    this.once('timeout', callback);
  }
  return this;
}

module.exports = {
  writevGeneric,
  writeGeneric,
  onStreamRead,
  kAfterAsyncWrite,
  kMaybeDestroy,
  kUpdateTimer,
  kHandle,
  kSession,
  setStreamTimeout,
  kBuffer,
  kBufferCb,
  kBufferGen,
};
