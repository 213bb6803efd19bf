// `http.OutgoingMessage`: what a request of the client and an answer of the server have in common: what they
// send, over a socket that may not be there yet. In `internal/http`: headers are in `outgoing_headers`, the body in
// `outgoing_body`, its end in `outgoing_end`.
// Node's documentation: http, "Class: http.OutgoingMessage".
'use strict';

const EventEmitter = require('events');
const Stream = require('stream');
const { codes: { ERR_METHOD_NOT_IMPLEMENTED, ERR_STREAM_CANNOT_PIPE } } = require('internal/errors');
const { kNeedDrain, kOutHeaders } = require('internal/http');
const { cork, joinedLength, uncork, write } = require('internal/http/outgoing_body');
const { end } = require('internal/http/outgoing_end');
const {
  kBytesWritten, kChunkedBuffer, kChunkedLength, kCorked, kEndCallbacks, kErrored, kFlushError, kHighWaterMark,
  kRejectNonStandardBodyWrites, kSocket, kWritableFinished,
} = require('internal/http/outgoing_fields');
const {
  installHeaderMethods, kUniqueHeaders, parseUniqueHeadersOption, validateHeaderName, validateHeaderValue,
} = require('internal/http/outgoing_headers');
const { getDefaultHighWaterMark } = require('internal/streams/state');
const profile = require('internal/profile');

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

OutgoingMessage.prototype.cork = cork;

OutgoingMessage.prototype.uncork = uncork;

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

OutgoingMessage.prototype.write = write;

OutgoingMessage.prototype.end = end;

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
