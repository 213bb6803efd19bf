// `net.Socket`: a duplex stream over a TCP or unix socket handle. Construction, reading, writing, ending, destroying; its
// parts are in `socket_setup`, its options and addresses in `socket_accessors`, its way to a connection in `connect`.
// Node's documentation: net, "Class: net.Socket".
'use strict';

const { Duplex } = require('stream');
const {
  codes: { ERR_INVALID_HANDLE_TYPE, ERR_SOCKET_CLOSED, ERR_SOCKET_CLOSED_BEFORE_CONNECTION },
  ErrnoException,
  genericNodeError,
} = require('internal/errors');
const { symbols: { async_id_symbol, owner_symbol }, defaultTriggerAsyncIdScope } = require('internal/async_hooks');
const { kReinitializeHandle, kSetNoDelay, kSetKeepAlive, kSetKeepAliveInitialDelay } = require('internal/net');
const {
  adoptBlockList, adoptHandle, adoptOwnBuffer, checkKeepAliveInitialDelay, initFields, initSocketHandle,
  kLastWriteQueueSize, rejectObjectMode, startReading, watchSignal,
} = require('internal/net/socket_setup');
const {
  kAfterAsyncWrite, kBuffer, kHandle, kUpdateTimer, setStreamTimeout, writeGeneric, writevGeneric,
} = require('internal/stream_base_commons');
const { kTimeout } = require('internal/timers');
const { clearTimeout } = require('timers');
const { validateInt32 } = require('internal/validators');
const profile = require('internal/profile');
const { TCP } = internalBinding('tcp_wrap');
const { ShutdownWrap } = internalBinding('stream_wrap');
const { UV_ENOTCONN } = internalBinding('uv');

const kSetTOS = Symbol('kSetTOS');
/** The handle's counters, kept when the handle is gone: both can be asked of a destroyed socket. */
const kBytesRead = Symbol('kBytesRead');
const kBytesWritten = Symbol('kBytesWritten');

function noop() {}

/** A socket, connected when `options.handle` or `options.fd` is. Throws on options that make no sense for one. */
function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  rejectObjectMode(options);
  checkKeepAliveInitialDelay(options);
  initFields(this);
  options = typeof options === 'number' ? { fd: options } : { ...options };
  options.allowHalfOpen = Boolean(options.allowHalfOpen);
  // The socket emits 'close' by itself when its handle has closed, which is a loop phase after destroy().
  options.emitClose = false;
  options.autoDestroy = true;
  options.decodeStrings = false;
  Duplex.call(this, options);

  adoptHandle(this, options);
  adoptOwnBuffer(this, options.onread);
  this[kSetNoDelay] = Boolean(options.noDelay);
  this[kSetKeepAlive] = Boolean(options.keepAlive);
  this[kSetKeepAliveInitialDelay] = ~~(options.keepAliveInitialDelay / 1000);
  if (profile.socketTypeOfService) {
    if (options.typeOfService !== undefined) validateInt32(options.typeOfService, 'options.typeOfService', 0, 255);
    this[kSetTOS] = options.typeOfService;
  }
  this.on('end', onReadableStreamEnd);
  initSocketHandle(this);
  this._pendingData = null;
  this._pendingEncoding = '';
  startReading(this, options);
  if (options.signal && profile.connectionAttemptEvents) watchSignal(this, options.signal);
  this.server = null;
  this._server = null;
  this[kBytesRead] = 0;
  this[kBytesWritten] = 0;
  adoptBlockList(this, options);
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

Object.defineProperty(Socket.prototype, '_handle', {
  __proto__: null,
  get() { return this[kHandle]; },
  set(handle) { this[kHandle] = handle; },
});

Socket.prototype.setTimeout = setStreamTimeout;

/** Starts the idle timer afresh: something happened. A wrapped socket's timers go with the wrapping one's. */
Socket.prototype._unrefTimer = function _unrefTimer() {
  for (let socket = this; socket != null; socket = socket._parent) socket[kTimeout]?.refresh();
};

Object.defineProperty(Socket.prototype, kUpdateTimer, { __proto__: null, get() { return this._unrefTimer; } });

/** The idle time is over. A write that made progress meanwhile counts as life. */
Socket.prototype._onTimeout = function() {
  const handle = this._handle;
  if (this[kLastWriteQueueSize] > 0 && handle) {
    const { writeQueueSize } = handle;
    if (this[kLastWriteQueueSize] !== writeQueueSize) {
      this[kLastWriteQueueSize] = writeQueueSize;
      this._unrefTimer();
      return;
    }
  }
  this.emit('timeout');
};

function tryReadStart(socket) {
  socket._handle.reading = true;
  const err = socket._handle.readStart();
  if (err) socket.destroy(new ErrnoException(err, 'read'));
}

Socket.prototype._read = function(n) {
  if (this.connecting || !this._handle) this.once('connect', () => this._read(n));
  else if (!this._handle.reading) tryReadStart(this);
};

/** With a buffer of the program's own nothing is stored in the stream, so pausing must stop the handle itself. */
Socket.prototype.pause = function() {
  if (this[kBuffer] && !this.connecting && this._handle?.reading) {
    this._handle.reading = false;
    if (!this.destroyed) {
      const err = this._handle.readStop();
      if (err) this.destroy(new ErrnoException(err, 'read'));
    }
  }
  return Duplex.prototype.pause.call(this);
};

function restartOwnBuffer(socket) {
  if (socket[kBuffer] && !socket.connecting && socket._handle && !socket._handle.reading) tryReadStart(socket);
}

Socket.prototype.resume = function() {
  restartOwnBuffer(this);
  return Duplex.prototype.resume.call(this);
};

Socket.prototype.read = function(n) {
  restartOwnBuffer(this);
  return Duplex.prototype.read.call(this, n);
};

/** The other side has ended. The stream ends ours by itself in a later tick; until then writes still go through. */
function onReadableStreamEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterFIN;
}

function writeAfterFIN(chunk, encoding, cb) {
  if (!this.writableEnded) return Duplex.prototype.write.call(this, chunk, encoding, cb);
  if (typeof encoding === 'function') cb = encoding;
  const error = genericNodeError('This socket has been ended by the other party', { code: 'EPIPE' });
  if (typeof cb === 'function') defaultTriggerAsyncIdScope(this[async_id_symbol], process.nextTick, cb, error);
  this.destroy(error);
  return false;
}

Socket.prototype._writeGeneric = function(writev, data, encoding, cb) {
  if (this.connecting) {
    // The stream keeps all later writes until this one is done, so one listener is enough for all of them.
    this._pendingData = data;
    this._pendingEncoding = encoding;
    const onClose = () => cb(new ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
    this.once('connect', function connect() {
      this.off('close', onClose);
      this._writeGeneric(writev, data, encoding, cb);
    });
    this.once('close', onClose);
    return;
  }
  this._pendingData = null;
  this._pendingEncoding = '';
  if (!this._handle) {
    cb(new ERR_SOCKET_CLOSED());
    return false;
  }
  this._unrefTimer();
  const written = writev ? writevGeneric(this, data, cb) : writeGeneric(this, data, encoding, cb);
  if (written.async) this[kLastWriteQueueSize] = written.bytes;
};

Socket.prototype._writev = function(chunks, cb) {
  this._writeGeneric(true, chunks, '', cb);
};

Socket.prototype._write = function(data, encoding, cb) {
  this._writeGeneric(false, data, encoding, cb);
};

Socket.prototype[kAfterAsyncWrite] = function() {
  this[kLastWriteQueueSize] = 0;
};

Socket.prototype.end = function(data, encoding, callback) {
  Duplex.prototype.end.call(this, data, encoding, callback);
  return this;
};

/** Everything is written: shut our direction down. 'finish' waits for it. */
Socket.prototype._final = function(cb) {
  if (this.connecting || (!this._handle && !profile.unconnectedSocketFinishes)) {
    return this.once('connect', () => this._final(cb));
  }
  if (!this._handle) return cb();
  const req = new ShutdownWrap();
  req.oncomplete = afterShutdown;
  req.handle = this._handle;
  req.callback = cb;
  const err = this._handle.shutdown(req);
  // 1 is the handle's word for "nothing to wait for".
  if (err === 1 || err === UV_ENOTCONN) return cb();
  if (err !== 0) return cb(new ErrnoException(err, 'shutdown'));
};

function afterShutdown() {
  this.callback();
}

Socket.prototype.destroySoon = function() {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

/** Closes with a reset instead of an end; waits for the connection if there is none yet. */
Socket.prototype.resetAndDestroy = function() {
  if (!this._handle) {
    this.destroy(new ERR_SOCKET_CLOSED());
  } else if (!(this._handle instanceof TCP)) {
    throw new ERR_INVALID_HANDLE_TYPE();
  } else if (this.connecting) {
    this.once('connect', () => this._reset());
  } else {
    this._reset();
  }
  return this;
};

Socket.prototype._reset = function() {
  this.resetAndClosing = true;
  return this.destroy();
};

/** Closes the handle; 'close' comes from the loop's closing phase, or from a tick when there was no handle. */
Socket.prototype._destroy = function(exception, cb) {
  this.connecting = false;
  for (let socket = this; socket != null; socket = socket._parent) clearTimeout(socket[kTimeout]);
  if (this._handle) {
    closeHandle(this, Boolean(exception));
    cb(exception);
  } else {
    cb(exception);
    process.nextTick(emitCloseNT, this);
  }
  if (this._server) {
    this._server._connections--;
    this._server._emitCloseIfDrained?.();
  }
};

function closeHandle(socket, hadError) {
  const handle = socket._handle;
  socket[kBytesRead] = handle.bytesRead;
  socket[kBytesWritten] = handle.bytesWritten;
  const onClosed = () => socket.emit('close', hadError);
  if (socket.resetAndClosing) {
    socket.resetAndClosing = false;
    const err = handle.reset(onClosed);
    if (err) socket.emit('error', new ErrnoException(err, 'reset'));
  } else {
    handle.close(onClosed);
  }
  handle.onread = noop;
  socket._handle = null;
  socket._sockname = null;
}

function emitCloseNT(socket) {
  socket.emit('close');
}

Socket.prototype[kReinitializeHandle] = function reinitializeHandle(handle) {
  this._handle?.close();
  this._handle = handle;
  this._handle[owner_symbol] = this;
  initSocketHandle(this);
};

module.exports = { Socket, kBytesRead, kBytesWritten, kSetTOS };
