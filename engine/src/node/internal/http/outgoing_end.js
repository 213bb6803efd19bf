// How `http.OutgoingMessage` ends: the end of its body, and who is told when all of it has gone.
// Node's documentation: http, "outgoingMessage.end".
'use strict';

const {
  codes: {
    ERR_HTTP_CONTENT_LENGTH_MISMATCH, ERR_STREAM_ALREADY_FINISHED, ERR_STREAM_DESTROYED, ERR_STREAM_WRITE_AFTER_END,
  },
} = require('internal/errors');
const { byteLength, hasStrictLength, reportError, writeChunk } = require('internal/http/outgoing_body');
const {
  kBytesWritten, kChunkedBuffer, kCorked, kEndCallbacks, kErrored, kFlushError, kSocket, kWritableFinished,
} = require('internal/http/outgoing_fields');
const { isUint8Array } = require('internal/util/types');
const profile = require('internal/profile');

function noop() {}

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

function end(chunk, encoding, callback) {
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
}

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

module.exports = { end };
