// `http.OutgoingMessage`: what a request of the client and an answer of the server have in common: writing a body,
// whole or in chunks, over a socket that may not be there yet. Headers are in `internal/http/outgoing_headers`.
// Node's documentation: http, "Class: http.OutgoingMessage".
'use strict';

const { Buffer } = require('buffer');
const EventEmitter = require('events');
const Stream = require('stream');
const {
  codes: {
    ERR_HTTP_BODY_NOT_ALLOWED, ERR_HTTP_CONTENT_LENGTH_MISMATCH, ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED,
    ERR_STREAM_ALREADY_FINISHED, ERR_STREAM_CANNOT_PIPE, ERR_STREAM_DESTROYED, ERR_STREAM_NULL_VALUES,
    ERR_STREAM_WRITE_AFTER_END, ERR_UNKNOWN_ENCODING,
  },
} = require('internal/errors');
const { symbols: { async_id_symbol }, defaultTriggerAsyncIdScope } = require('internal/async_hooks');
const { kNeedDrain, kOutHeaders } = require('internal/http');
const {
  installHeaderMethods, kUniqueHeaders, parseUniqueHeadersOption, validateHeaderName, validateHeaderValue,
} = require('internal/http/outgoing_headers');
const { getDefaultHighWaterMark } = require('internal/streams/state');
const { isUint8Array } = require('internal/util/types');
const profile = require('internal/profile');

const kBytesWritten = Symbol('kBytesWritten');
const kChunkedBuffer = Symbol('kChunkedBuffer');
const kChunkedLength = Symbol('kChunkedLength');
const kCorked = Symbol('corked');
/** The callbacks of end() that wait for the message's end; null when there are none. */
const kEndCallbacks = Symbol('kEndCallbacks');
const kErrored = Symbol('errored');
/** Why the message could not be sent to its end; callbacks of later end() calls get it too. */
const kFlushError = Symbol('kFlushError');
const kHighWaterMark = Symbol('kHighWaterMark');
const kRejectNonStandardBodyWrites = Symbol('kRejectNonStandardBodyWrites');
const kSocket = Symbol('kSocket');
const kWritableFinished = Symbol('kWritableFinished');

const CRLF = Buffer.from('\r\n');

function noop() {}

function OutgoingMessage(options) {
  Stream.call(this);
  // What was written before the message's turn on its socket came.
  this.outputData = [];
  this.outputSize = 0;
  this.writable = true;
  this.destroyed = false;
  this._last = false;
  this.chunkedEncoding = false;
  this.shouldKeepAlive = true;
  this.maxRequestsOnConnectionReached = false;
  this._defaultKeepAlive = true;
  this.useChunkedEncodingByDefault = true;
  this.sendDate = false;
  this._removedConnection = false;
  this._removedContLen = false;
  this._removedTE = false;
  this.strictContentLength = false;
  this[kBytesWritten] = 0;
  this._contentLength = null;
  this._hasBody = true;
  this._trailer = '';
  this[kNeedDrain] = false;
  this.finished = false;
  this._headerSent = false;
  this[kCorked] = 0;
  // Chunks that wait to be joined to one, as triples of data, encoding and callback.
  this[kChunkedBuffer] = [];
  this[kChunkedLength] = 0;
  this._closed = false;
  this[kSocket] = null;
  this._header = null;
  this[kOutHeaders] = null;
  this._keepAliveTimeout = 0;
  this._onPendingData = noop;
  this[kErrored] = null;
  this[kWritableFinished] = false;
  this[kEndCallbacks] = null;
  this[kFlushError] = null;
  this[kHighWaterMark] = options?.highWaterMark ?? getDefaultHighWaterMark();
  this[kRejectNonStandardBodyWrites] = options?.rejectNonStandardBodyWrites ?? false;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);
installHeaderMethods(OutgoingMessage.prototype);

/** Bytes that are neither sent nor with the socket: chunks waiting to be joined, and what frames them. */
function joinedLength(message) {
  const length = message[kChunkedLength];
  if (length === 0 || !profile.writesOfATickJoin) return length;
  const head = !message._headerSent && message._header !== null ? message._header.length : 0;
  return length + length.toString(16).length + 4 + head;
}

/** Before Node 24 a message counted as finished as soon as nothing of it was left to hand on. */
function isFlushed(message) {
  return message.finished && message.outputSize === 0 && (!message[kSocket] || message[kSocket].writableLength === 0);
}

const states = {
  errored() { return this[kErrored]; },
  closed() { return this._closed; },
  writableFinished() { return profile.endCallbacksPrecedeFinish ? this[kWritableFinished] : isFlushed(this); },
  writableObjectMode() { return false; },
  writableLength() {
    return this.outputSize + joinedLength(this) + (this[kSocket] ? this[kSocket].writableLength : 0);
  },
  writableHighWaterMark() { return this[kSocket] ? this[kSocket].writableHighWaterMark : this[kHighWaterMark]; },
  writableCorked() {
    return this[kCorked] + (profile.corkedChunksJoin ? 0 : this[kSocket]?.writableCorked ?? 0);
  },
  writableEnded() { return this.finished; },
  writableNeedDrain() { return !this.destroyed && !this.finished && this[kNeedDrain]; },
};
for (const [name, get] of Object.entries(states)) {
  Object.defineProperty(OutgoingMessage.prototype, name, { __proto__: null, get });
}

Object.defineProperty(OutgoingMessage.prototype, 'headersSent', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() { return !!this._header; },
});

Object.defineProperty(OutgoingMessage.prototype, 'connection', {
  __proto__: null,
  get() { return this[kSocket]; },
  set(socket) { this.socket = socket; },
});

Object.defineProperty(OutgoingMessage.prototype, 'socket', {
  __proto__: null,
  get() { return this[kSocket]; },
  set(socket) {
    if (profile.corkedChunksJoin) {
      for (let n = 0; n < this[kCorked]; n++) {
        socket?.cork();
        this[kSocket]?.uncork();
      }
    }
    this[kSocket] = socket;
  },
});

OutgoingMessage.prototype.cork = function cork() {
  if (profile.corkedChunksJoin || !this[kSocket]) this[kCorked]++;
  this[kSocket]?.cork();
};

OutgoingMessage.prototype.uncork = function uncork() {
  if (!profile.corkedChunksJoin) {
    if (this[kSocket]) this[kSocket].uncork();
    else if (this[kCorked]) this[kCorked]--;
    return;
  }
  this[kCorked]--;
  const socket = this[kSocket];
  // Until Node 26 the socket was uncorked first, so that the joined chunk went out in a write of its own.
  if (!profile.writesOfATickJoin) socket?.uncork();
  const joined = this[kCorked] === 0 && this[kChunkedBuffer].length > 0;
  if (joined) flushJoinedChunks(this, socket);
  if (profile.writesOfATickJoin) socket?.uncork();
  if (joined && profile.endCallbacksPrecedeFinish && this[kNeedDrain] && this.writableLength === 0) {
    this[kNeedDrain] = false;
    this.emit('drain');
  }
};

/** Sends what was written while corked as one chunk; its callbacks come when it has gone. */
function flushJoinedChunks(message, socket) {
  const chunks = message[kChunkedBuffer];
  const length = message[kChunkedLength];
  message[kChunkedBuffer] = [];
  message[kChunkedLength] = 0;
  const callbacks = chunks.filter((_, i) => i % 3 === 2 && chunks[i]);
  if (message.destroyed || socket?.destroyed) {
    const error = message[kErrored] || socket?._writableState?.errored || new ERR_STREAM_DESTROYED('write');
    for (const callback of callbacks) if (callback !== noop) process.nextTick(callback, error);
    return;
  }
  message._send(length.toString(16), 'latin1', null);
  message._send(CRLF, null, null);
  for (let i = 0; i < chunks.length; i += 3) message._send(chunks[i], chunks[i + 1], null);
  message._send(CRLF, null, (err) => {
    for (const callback of callbacks) callback(err);
  });
}

OutgoingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (callback) this.on('timeout', callback);
  if (this[kSocket]) this[kSocket].setTimeout(msecs);
  else this.once('socket', (socket) => socket.setTimeout(msecs));
  return this;
};

OutgoingMessage.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this[kErrored] = error;
  if (profile.writesOfATickJoin && this[kChunkedBuffer].length > 0) {
    this[kCorked] = 1;
    this.uncork();
  }
  if (this[kSocket]) this[kSocket].destroy(error);
  else if (profile.outgoingClosesWithoutSocket) process.nextTick(emitCloseNT, this);
  else this.once('socket', (socket) => socket.destroy(error));
  return this;
};

function emitCloseNT(message) {
  if (message._closed) return;
  message._closed = true;
  message.emit('close');
}

/** Sends data, and before the first of it the head: in the same string where that is possible. */
OutgoingMessage.prototype._send = function _send(data, encoding, callback, byteLength) {
  if (!this._headerSent && this._header !== null) {
    if (typeof data === 'string' && (encoding === 'utf8' || encoding === 'latin1' || !encoding)) {
      data = this._header + data;
    } else {
      this.outputData.unshift({ data: this._header, encoding: 'latin1', callback: null });
      this.outputSize += this._header.length;
      this._onPendingData(this._header.length);
    }
    this._headerSent = true;
  }
  return this._writeRaw(data, encoding, callback, byteLength);
};

/** Writes to the socket when it is this message's turn on it, else keeps the data until it is. */
OutgoingMessage.prototype._writeRaw = function _writeRaw(data, encoding, callback) {
  const socket = this[kSocket];
  if (socket?.destroyed) return false;
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (socket && socket._httpMessage === this && socket.writable) {
    if (this.outputData.length > 0) this._flushOutput(socket);
    return socket.write(data, encoding, callback);
  }
  this.outputData.push({ data, encoding, callback });
  this.outputSize += data.length;
  this._onPendingData(data.length);
  return this.outputSize < this[kHighWaterMark];
};

OutgoingMessage.prototype._implicitHeader = function _implicitHeader() {
  throw new ERR_METHOD_NOT_IMPLEMENTED('_implicitHeader()');
};

OutgoingMessage.prototype.flushHeaders = function flushHeaders() {
  if (!this._header) this._implicitHeader();
  this._send('');
};

OutgoingMessage.prototype.write = function write(chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  const goOn = writeChunk(this, chunk, encoding, callback, false);
  if (!goOn) this[kNeedDrain] = true;
  return goOn;
};

function byteLength(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength;
}

function checkChunk(chunk) {
  if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
  if (typeof chunk !== 'string' && !isUint8Array(chunk)) {
    throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
  }
}

/** Whether the option `strictContentLength` has a length to hold this message to. */
function hasStrictLength(message) {
  return message.strictContentLength && message._contentLength != null && message._hasBody &&
    !message._removedContLen && !message.chunkedEncoding && !message.hasHeader('transfer-encoding');
}

function countStrictly(message, length, isLast) {
  if (!message.strictContentLength) return;
  const total = message[kBytesWritten] + length;
  if (hasStrictLength(message) && (isLast ? total !== message._contentLength : total > message._contentLength)) {
    throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(total, message._contentLength);
  }
  message[kBytesWritten] = total;
}

/** The error of writing to a message that is over, told to the callback and, if it is not destroyed, as an event. */
function refuseWrite(message, callback) {
  const error = message.finished ? new ERR_STREAM_WRITE_AFTER_END() : new ERR_STREAM_DESTROYED('write');
  if (message.destroyed) process.nextTick(callback, error);
  else reportError(message, error, callback);
  return false;
}

function reportError(message, error, callback) {
  if (message.destroyed && profile.destroyedMessagesAreSilent) return;
  const trigger = message.socket ? message.socket[async_id_symbol] : undefined;
  defaultTriggerAsyncIdScope(trigger, process.nextTick, emitErrorNT, message, error, callback);
}

function emitErrorNT(message, error, callback) {
  callback(error);
  const isOver = profile.destroyedMessagesAreSilent ? message.destroyed : message._closed;
  if (typeof message.emit === 'function' && !isOver) message.emit('error', error);
}

function writeChunk(message, chunk, encoding, callback, isLast) {
  if (typeof callback !== 'function') callback = noop;
  checkChunk(chunk);
  if (message.finished || message.destroyed) return refuseWrite(message, callback);
  countStrictly(message, message.strictContentLength ? byteLength(chunk, encoding) : 0, isLast);
  if (!message._header) {
    if (isLast) message._contentLength = byteLength(chunk, encoding);
    message._implicitHeader();
  }
  if (!message._hasBody) {
    if (message[kRejectNonStandardBodyWrites]) throw new ERR_HTTP_BODY_NOT_ALLOWED();
    process.nextTick(callback);
    return true;
  }
  if (profile.writesOfATickJoin && message.chunkedEncoding && typeof chunk === 'string' && encoding &&
      !Buffer.isEncoding(encoding)) {
    throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  if (!isLast) corkForThisTick(message);
  return message.chunkedEncoding ? sendChunk(message, chunk, encoding, callback) :
    message._send(chunk, encoding, callback);
}

/** Gathers the writes of one tick into one packet; from Node 26 into one chunk. */
function corkForThisTick(message) {
  const { socket } = message;
  if (!socket || socket.writableCorked) return;
  const corked = profile.writesOfATickJoin ? message : socket;
  corked.cork();
  process.nextTick(uncorkNT, corked, message);
}

function uncorkNT(corked, message) {
  if (corked !== message || message[kCorked]) corked.uncork();
}

function sendChunk(message, chunk, encoding, callback) {
  const joins = profile.writesOfATickJoin ? message[kCorked] :
    profile.corkedChunksJoin && message[kCorked] && message._headerSent;
  // An empty chunk would end the body: nothing is sent but, where chunks are gathered, its callback waits with theirs.
  const isEmpty = chunk.length === 0;
  if (joins && (!isEmpty || (profile.writesOfATickJoin && message[kChunkedBuffer].length > 0))) {
    message[kChunkedBuffer].push(chunk, encoding, callback);
    if (!isEmpty) message[kChunkedLength] += byteLength(chunk, encoding);
    return profile.writesOfATickJoin ? message.writableLength < message.writableHighWaterMark :
      message[kChunkedLength] < message[kHighWaterMark];
  }
  if (isEmpty) return message._send(chunk, encoding, callback);
  message._send(byteLength(chunk, encoding).toString(16), 'latin1', null);
  message._send(CRLF, null, null);
  message._send(chunk, encoding, null);
  return message._send(CRLF, null, callback);
}

/** Whether the chunk given to end() is all that is still to be sent: then its write is the message's end, too. */
function isFinalWrite(message, chunk, encoding) {
  if (!profile.endCallbacksPrecedeFinish || message.destroyed || message.strictContentLength) return false;
  if (typeof chunk !== 'string' && !isUint8Array(chunk)) return false;
  if (!message._header) {
    message._contentLength = byteLength(chunk, encoding);
    message._implicitHeader();
  }
  return !!message._header && message._hasBody && !message.chunkedEncoding;
}

OutgoingMessage.prototype.end = function end(chunk, encoding, callback) {
  if (typeof chunk === 'function') [chunk, encoding, callback] = [null, null, chunk];
  else if (typeof encoding === 'function') [encoding, callback] = [null, encoding];
  const finish = onFinish.bind(undefined, this);
  let isSent = false;
  if (chunk) {
    if (this.finished) {
      reportError(this, new ERR_STREAM_WRITE_AFTER_END(), typeof callback === 'function' ? callback : noop);
      return this;
    }
    this[kSocket]?.cork();
    isSent = isFinalWrite(this, chunk, encoding);
    if (isSent && typeof callback === 'function') {
      queueEndCallback(this, callback);
      callback = undefined;
    }
    writeChunk(this, chunk, encoding, isSent ? finish : null, true);
  } else if (this.finished) {
    if (typeof callback === 'function') queueEndCallback(this, callback);
    return this;
  } else if (!this._header) {
    this[kSocket]?.cork();
    this._contentLength = 0;
    this._implicitHeader();
  }
  if (typeof callback === 'function') queueEndCallback(this, callback);
  if (hasStrictLength(this) && this[kBytesWritten] !== this._contentLength) {
    throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(this[kBytesWritten], this._contentLength);
  }
  sendEnd(this, chunk, isSent ? null : finish);
  this.finished = true;
  if (this.outputData.length === 0 && this[kSocket] && this[kSocket]._httpMessage === this) this._finish();
  return this;
};

/** Sends what ends the body, `finish` being told when all has gone, and lets the socket go. */
function sendEnd(message, chunk, finish) {
  const socket = message[kSocket];
  if (profile.writesOfATickJoin && message[kChunkedBuffer].length > 0) {
    socket?.cork();
    message[kCorked] = 1;
    message.uncork();
  }
  if (finish !== null) {
    if (message._hasBody && message.chunkedEncoding) message._send(`0\r\n${message._trailer}\r\n`, 'latin1', finish);
    else if (!message._headerSent || message.writableLength || chunk) message._send('', 'latin1', finish);
    else process.nextTick(finish);
  }
  if (socket) {
    socket._writableState.corked = 1;
    socket.uncork();
  }
  if (profile.corkedChunksJoin) {
    message[kCorked] = 1;
    message.uncork();
  } else {
    message[kCorked] = 0;
  }
}

/** Keeps a callback of end() for the message's end; one that comes too late gets its error at once or in a tick. */
function queueEndCallback(message, callback) {
  if (message.writableFinished) {
    callback(new ERR_STREAM_ALREADY_FINISHED('end'));
  } else if (!profile.endCallbacksPrecedeFinish) {
    message.once('finish', callback);
  } else if (message[kFlushError] !== null) {
    process.nextTick(callback, message[kFlushError]);
  } else {
    message[kEndCallbacks] ??= [];
    message[kEndCallbacks].push(callback);
  }
}

function callEndCallbacks(message, error) {
  const callbacks = message[kEndCallbacks] ?? [];
  message[kEndCallbacks] = null;
  for (const callback of callbacks) callback(error);
}

/** The last byte is with the system (or never will be). */
function onFinish(message, err) {
  if (!profile.endCallbacksPrecedeFinish) {
    if (!message.socket?._hadError) message.emit('finish');
    return;
  }
  const socket = message[kSocket];
  if (err || message[kErrored] || socket?.errored || socket?._hadError) {
    message[kFlushError] = err ?? message[kErrored] ?? socket?.errored ?? new ERR_STREAM_DESTROYED('end');
    callEndCallbacks(message, message[kFlushError]);
    return;
  }
  message[kWritableFinished] = true;
  callEndCallbacks(message, null);
  message.emit('finish');
}

OutgoingMessage.prototype._finish = function _finish() {
  this.emit('prefinish');
};

/** The message's turn on its socket has come: hands over what has piled up. */
OutgoingMessage.prototype._flush = function _flush() {
  const socket = this[kSocket];
  if (!socket?.writable) return;
  const flushed = this._flushOutput(socket);
  if (this.finished) {
    this._finish();
  } else if (this[kNeedDrain] && (profile.endCallbacksPrecedeFinish ? flushed !== false : flushed)) {
    this[kNeedDrain] = false;
    this.emit('drain');
  }
};

/** Writes all that was kept, in one packet; the answer of the last write, or undefined when there was nothing. */
OutgoingMessage.prototype._flushOutput = function _flushOutput(socket) {
  if (!profile.corkedChunksJoin) {
    while (this[kCorked]) {
      this[kCorked]--;
      socket.cork();
    }
  }
  if (this.outputData.length === 0) return undefined;
  const { outputData } = this;
  let goOn;
  socket.cork();
  for (const { data, encoding, callback } of outputData) goOn = socket.write(data, encoding, callback);
  socket.uncork();
  this.outputData = [];
  this._onPendingData(-this.outputSize);
  this.outputSize = 0;
  return goOn;
};

OutgoingMessage.prototype.pipe = function pipe() {
  this.emit('error', new ERR_STREAM_CANNOT_PIPE());
};

OutgoingMessage.prototype[EventEmitter.captureRejectionSymbol] = function(err) {
  this.destroy(err);
};

module.exports = {
  kHighWaterMark,
  kUniqueHeaders,
  parseUniqueHeadersOption,
  validateHeaderName,
  validateHeaderValue,
  OutgoingMessage,
};
