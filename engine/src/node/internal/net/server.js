// `net.Server`: accepts connections and hands them out as sockets; counts them; closes when the last one has gone. How
// it comes to listen is in `listen`. Node's documentation: net, "Class: net.Server".
'use strict';

const EventEmitter = require('events');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_SERVER_NOT_RUNNING }, ErrnoException } = require('internal/errors');
const { symbols: { async_id_symbol, owner_symbol }, defaultTriggerAsyncIdScope } = require('internal/async_hooks');
const { isIP, kSetKeepAlive, kSetKeepAliveInitialDelay, kSetNoDelay } = require('internal/net');
const { listen, setupListenHandle } = require('internal/net/listen');
const { Socket } = require('internal/net/socket');
const { adoptBlockList, checkKeepAliveInitialDelay } = require('internal/net/socket_setup');
const { getDefaultHighWaterMark } = require('internal/streams/state');
const { promisify } = require('internal/util');
const { validateNumber } = require('internal/validators');
const { channel } = require('diagnostics_channel');
const profile = require('internal/profile');

const serverSocketChannel = channel('net.server.socket');

function checkHighWaterMark(options) {
  if (options.highWaterMark === undefined) return;
  validateNumber(options.highWaterMark, 'options.highWaterMark');
  if (options.highWaterMark < 0) options.highWaterMark = getDefaultHighWaterMark();
}

/** A server that listens on nothing yet. `connectionListener` is its first 'connection' listener. */
function Server(options, connectionListener) {
  if (!(this instanceof Server)) return new Server(options, connectionListener);
  EventEmitter.call(this);
  if (typeof options === 'function') {
    connectionListener = options;
    options = {};
  } else if (options != null && typeof options !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (typeof connectionListener === 'function') this.on('connection', connectionListener);
  options = { ...options };
  checkKeepAliveInitialDelay(options);
  checkHighWaterMark(options);

  this._connections = 0;
  this[async_id_symbol] = -1;
  this._handle = null;
  this._usingWorkers = false;
  this._workers = [];
  this._unref = false;
  if (profile.listenCallsReplaceEachOther) this._listeningId = 1;
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = !!options.pauseOnConnect;
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = ~~(options.keepAliveInitialDelay / 1000);
  this.highWaterMark = options.highWaterMark ?? getDefaultHighWaterMark();
  adoptBlockList(this, options);
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

Server.prototype._listen2 = setupListenHandle;
Server.prototype.listen = listen;

Object.defineProperty(Server.prototype, 'listening', {
  __proto__: null,
  get() { return !!this._handle; },
  configurable: true,
  enumerable: true,
});

/** `{ address, family, port }`, the path of a unix socket, or null when not listening. */
Server.prototype.address = function() {
  if (this._handle?.getsockname) {
    const name = {};
    const err = this._handle.getsockname(name);
    if (err) throw new ErrnoException(err, 'address');
    return name;
  }
  return this._pipeName || null;
};

function isFull(server) {
  const limit = server.maxConnections;
  return (profile.zeroMaxConnectionsDropsAll ? limit != null : Boolean(limit)) && server._connections >= limit;
}

/** Closes a connection that is one too many and tells the program whose it was. */
function drop(server, handle) {
  const data = { __proto__: null };
  for (const [side, ask] of [['local', 'getsockname'], ['remote', 'getpeername']]) {
    if (!handle[ask]) continue;
    const name = {};
    handle[ask](name);
    data[`${side}Address`] = name.address;
    data[`${side}Port`] = name.port;
    data[`${side}Family`] = name.family;
  }
  if (handle.getsockname || handle.getpeername) server.emit('drop', data);
  else server.emit('drop');
  handle.close();
}

function isBlocked(server, handle) {
  if (!server.blockList || typeof handle.getpeername !== 'function') return false;
  const name = {};
  handle.getpeername(name);
  const family = isIP(name.address);
  return Boolean(family) && server.blockList.check(name.address, `ipv${family}`);
}

/** The listening handle's callback: `err` 0 or a negative errno, and the handle of the accepted connection. */
function onconnection(err, clientHandle) {
  const server = this[owner_symbol];
  if (err) {
    server.emit('error', new ErrnoException(err, 'accept'));
    return;
  }
  if (isFull(server)) {
    drop(server, clientHandle);
    return;
  }
  if (isBlocked(server, clientHandle)) {
    clientHandle.close();
    return;
  }
  const socket = new Socket({
    handle: clientHandle,
    allowHalfOpen: server.allowHalfOpen,
    pauseOnCreate: server.pauseOnConnect,
    readable: true,
    writable: true,
    readableHighWaterMark: server.highWaterMark,
    writableHighWaterMark: server.highWaterMark,
  });
  if (server.noDelay && clientHandle.setNoDelay) {
    socket[kSetNoDelay] = true;
    clientHandle.setNoDelay(true);
  }
  if (server.keepAlive && clientHandle.setKeepAlive) {
    socket[kSetKeepAlive] = true;
    socket[kSetKeepAliveInitialDelay] = server.keepAliveInitialDelay;
    clientHandle.setKeepAlive(true, server.keepAliveInitialDelay);
  }
  server._connections++;
  socket.server = server;
  socket._server = server;
  server.emit('connection', socket);
  if (serverSocketChannel.hasSubscribers) serverSocketChannel.publish({ socket });
}

/** Counts the open connections; the answer comes in a tick. */
Server.prototype.getConnections = function(cb) {
  defaultTriggerAsyncIdScope(this[async_id_symbol], process.nextTick, cb, null, this._connections);
  return this;
};

/** Stops listening at once; 'close', and `cb`, come when the last connection has ended. */
Server.prototype.close = function(cb) {
  if (profile.listenCallsReplaceEachOther) this._listeningId++;
  if (typeof cb === 'function') {
    if (this._handle) this.once('close', cb);
    else this.once('close', function close() { cb(new ERR_SERVER_NOT_RUNNING()); });
  }
  this._handle?.close();
  this._handle = null;
  this._emitCloseIfDrained();
  return this;
};

Server.prototype[Symbol.asyncDispose] = async function() {
  if (this._handle) await promisify(this.close).call(this);
};

Server.prototype._emitCloseIfDrained = function() {
  if (this._handle || this._connections) return;
  defaultTriggerAsyncIdScope(this[async_id_symbol], process.nextTick, emitCloseNT, this);
};

function emitCloseNT(server) {
  server.emit('close');
}

/** A 'connection' listener that rejects costs its connection, not the server. */
Server.prototype[EventEmitter.captureRejectionSymbol] = function(err, event, socket) {
  if (event === 'connection') socket.destroy(err);
  else this.emit('error', err);
};

Server.prototype.ref = function() {
  this._unref = false;
  this._handle?.ref();
  return this;
};

Server.prototype.unref = function() {
  this._unref = true;
  this._handle?.unref();
  return this;
};

module.exports = { Server, onconnection };
