// How `http.OutgoingMessage` writes its body: whole or in chunks, joined while it is corked, held to its stated length.
// Node's documentation: http, "outgoingMessage.write".
'use strict';

const { Buffer } = require('buffer');
const {
  codes: {
    ERR_HTTP_BODY_NOT_ALLOWED, ERR_HTTP_CONTENT_LENGTH_MISMATCH, ERR_INVALID_ARG_TYPE, ERR_STREAM_DESTROYED,
    ERR_STREAM_NULL_VALUES, ERR_STREAM_WRITE_AFTER_END, ERR_UNKNOWN_ENCODING,
  },
} = require('internal/errors');
const { symbols: { async_id_symbol }, defaultTriggerAsyncIdScope } = require('internal/async_hooks');
const { kNeedDrain } = require('internal/http');
const {
  kBytesWritten, kChunkedBuffer, kChunkedLength, kCorked, kErrored, kHighWaterMark, kRejectNonStandardBodyWrites,
  kSocket,
} = require('internal/http/outgoing_fields');
const { isUint8Array } = require('internal/util/types');
const profile = require('internal/profile');

const CRLF = Buffer.from('\r\n');

function noop() {}

/** Bytes that are neither sent nor with the socket: chunks waiting to be joined, and what frames them. */
function joinedLength(message) {
  const length = message[kChunkedLength];
  if (length === 0 || !profile.writesOfATickJoin) return length;
  const head = !message._headerSent && message._header !== null ? message._header.length : 0;
  return length + length.toString(16).length + 4 + head;
}

function cork() {
  if (profile.corkedChunksJoin || !this[kSocket]) this[kCorked]++;
  this[kSocket]?.cork();
}

function uncork() {
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
}

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

function write(chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  const goOn = writeChunk(this, chunk, encoding, callback, false);
  if (!goOn) this[kNeedDrain] = true;
  return goOn;
}

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

module.exports = { byteLength, cork, hasStrictLength, joinedLength, reportError, uncork, write, writeChunk };
