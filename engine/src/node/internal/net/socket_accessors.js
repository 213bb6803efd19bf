// What can be set on a `net.Socket` and asked of it: keep-alive, no-delay, addresses, counters, states, references.
// Node's documentation: net, "Class: net.Socket".
'use strict';

const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_TYPE }, ErrnoException } = require('internal/errors');
const {
  kSetNoDelay, kSetKeepAlive, kSetKeepAliveInitialDelay, kSetKeepAliveInterval, kSetKeepAliveCount,
} = require('internal/net');
const { Socket, kBytesRead, kBytesWritten, kSetTOS } = require('internal/net/socket');
const { validateInt32 } = require('internal/validators');
const profile = require('internal/profile');

Socket.prototype.setNoDelay = function(enable) {
  enable = enable === undefined || Boolean(enable);
  if (!this._handle) {
    this[kSetNoDelay] = enable;
  } else if (this._handle.setNoDelay && enable !== this[kSetNoDelay]) {
    this[kSetNoDelay] = enable;
    this._handle.setNoDelay(enable);
  }
  return this;
};

/** The arguments of `setKeepAlive`, in whole seconds as the system takes them. */
function keepAliveSettings(enable, initialDelay, interval, count) {
  const settings = { [kSetKeepAlive]: Boolean(enable), [kSetKeepAliveInitialDelay]: ~~(initialDelay / 1000) };
  if (profile.keepAliveIntervals) {
    settings[kSetKeepAliveInterval] = interval === undefined ? undefined : ~~(interval / 1000);
    settings[kSetKeepAliveCount] = count;
  }
  return settings;
}

/** Tells the handle the keep-alive settings that the socket remembers. */
function applyKeepAlive(socket) {
  socket._handle.setKeepAlive(socket[kSetKeepAlive], socket[kSetKeepAliveInitialDelay], socket[kSetKeepAliveInterval],
    socket[kSetKeepAliveCount]);
}

/** Keep-alive probes after `initialDelay` ms, then every `interval` ms, `count` times; or an object of these. */
Socket.prototype.setKeepAlive = function(enable, initialDelay, interval, count) {
  if (profile.keepAliveIntervals && enable !== null && typeof enable === 'object') {
    ({ enable, initialDelay, interval, count } = enable);
  }
  const settings = keepAliveSettings(enable, initialDelay, interval, count);
  if (!this._handle) return Object.assign(this, settings);
  if (!this._handle.setKeepAlive) return this;
  const switched = settings[kSetKeepAlive] !== this[kSetKeepAlive];
  const retuned = Object.getOwnPropertySymbols(settings).some((name) => settings[name] !== this[name]);
  if (switched || (settings[kSetKeepAlive] && retuned)) {
    Object.assign(this, settings);
    applyKeepAlive(this);
  }
  return this;
};

if (profile.socketTypeOfService) {
  /** Sets the type-of-service byte of outgoing packets (0 to 255). */
  Socket.prototype.setTypeOfService = function(tos) {
    if (Number.isNaN(tos)) throw new ERR_INVALID_ARG_TYPE('tos', 'number', tos);
    validateInt32(tos, 'tos', 0, 255);
    const changed = tos !== this[kSetTOS];
    this[kSetTOS] = tos;
    if (changed && this._handle?.setTypeOfService) {
      const err = this._handle.setTypeOfService(tos);
      if (err) throw new ErrnoException(err, 'setTypeOfService');
    }
    return this;
  };

  Socket.prototype.getTypeOfService = function() {
    if (!this._handle?.getTypeOfService) return this[kSetTOS] ?? 0;
    const tos = this._handle.getTypeOfService();
    if (tos < 0) throw new ErrnoException(tos, 'getTypeOfService');
    return tos;
  };
}

Socket.prototype.address = function() {
  return this._getsockname();
};

Socket.prototype._getpeername = function() {
  if (!this._handle || !this._handle.getpeername || this.connecting) return this._peername || {};
  if (!this._peername) {
    const name = {};
    if (this._handle.getpeername(name)) return name;
    this._peername = name;
  }
  return this._peername;
};

Socket.prototype._getsockname = function() {
  if (!this._handle || !this._handle.getsockname) return {};
  if (!this._sockname) {
    this._sockname = {};
    this._handle.getsockname(this._sockname);
  }
  return this._sockname;
};

function defineGetters(getters) {
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(getters))) {
    Object.defineProperty(Socket.prototype, name, { get: descriptor.get, enumerable: true, configurable: false });
  }
}

function lengthOf(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
}

/** The bytes that wait for the connection: one chunk, or the list of a gathered write. */
function pendingLength({ _pendingData: data, _pendingEncoding: encoding }) {
  if (!data) return 0;
  if (!Array.isArray(data)) return lengthOf(data, encoding);
  return data.reduce((sum, { chunk, encoding }) => sum + lengthOf(chunk, encoding), 0);
}

defineGetters({
  get bytesRead() { return this._handle ? this._handle.bytesRead : this[kBytesRead]; },
  get remoteAddress() { return this._getpeername().address; },
  get remoteFamily() { return this._getpeername().family; },
  get remotePort() { return this._getpeername().port; },
  get localAddress() { return this._getsockname().address; },
  get localPort() { return this._getsockname().port; },
  get localFamily() { return this._getsockname().family; },
  get _bytesDispatched() { return this._handle ? this._handle.bytesWritten : this[kBytesWritten]; },
  /** Bytes handed to the system and bytes still waiting here. */
  get bytesWritten() {
    if (!this.writableBuffer) return undefined;
    const queued = this.writableBuffer.reduce((sum, { chunk, encoding }) => sum + lengthOf(chunk, encoding), 0);
    return this._bytesDispatched + queued + pendingLength(this);
  },
});

function defineState(name, get, configurable) {
  Object.defineProperty(Socket.prototype, name, { __proto__: null, get, configurable });
}

defineState('_connecting', function() { return this.connecting; }, false);
defineState('pending', function() { return !this._handle || this.connecting; }, true);
defineState('bufferSize', function() { return this._handle ? this.writableLength : undefined; }, false);
defineState('readyState', function() {
  if (this.connecting) return 'opening';
  if (this.readable) return this.writable ? 'open' : 'readOnly';
  return this.writable ? 'writeOnly' : 'closed';
}, false);

/** Lets the socket keep the process alive again; before there is a handle, as soon as there is one. */
Socket.prototype.ref = function() {
  if (!this._handle) this.once('connect', this.ref);
  else this._handle.ref?.();
  return this;
};

Socket.prototype.unref = function() {
  if (!this._handle) this.once('connect', this.unref);
  else this._handle.unref?.();
  return this;
};

module.exports = { applyKeepAlive };
