// How a socket gets its connection: `socket.connect()`, the address lookup, the attempt and its outcome. The case of
// several addresses is in `connect_multiple`. Node's documentation: net, "socket.connect(options)".
'use strict';

const {
  codes: {
    ERR_INVALID_ADDRESS_FAMILY, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_IP_ADDRESS, ERR_IP_BLOCKED,
    ERR_MISSING_ARGS,
  },
  ErrnoException,
  ExceptionWithHostPort,
} = require('internal/errors');
const { symbols: { async_id_symbol, owner_symbol }, defaultTriggerAsyncIdScope } = require('internal/async_hooks');
const { isIP, kSetKeepAlive, kSetNoDelay, normalizedArgsSymbol } = require('internal/net');
const { normalizeArgs } = require('internal/net/args');
const { defaults } = require('internal/net/defaults');
const { Socket, kSetTOS } = require('internal/net/socket');
const { initSocketHandle, kIsBound } = require('internal/net/socket_setup');
const { applyKeepAlive } = require('internal/net/socket_accessors');
const { beginSpan, endSpan } = require('internal/perf/spans');
const {
  validateBoolean, validateFunction, validateInt32, validateNumber, validatePort, validateString,
  validateStringWithoutNullBytes,
} = require('internal/validators');
const { channel } = require('diagnostics_channel');
const profile = require('internal/profile');
const { Pipe, PipeConnectWrap, constants: PipeConstants } = internalBinding('pipe_wrap');
const { TCP, TCPConnectWrap, constants: TCPConstants } = internalBinding('tcp_wrap');
const { UV_EADDRINUSE, UV_EBADF } = internalBinding('uv');

const clientSocketChannel = channel('net.client.socket');

/** The span from an attempt's start to the connection. */
const kConnectSpan = Symbol('kPerfHooksNetConnectContext');

const UNSPECIFIED = { 4: '0.0.0.0', 6: '::' };

/** `connect(options | path | port[, host][, cb])`: starts connecting, returns the socket. */
Socket.prototype.connect = function(...args) {
  const [options, cb] = args[0]?.[normalizedArgsSymbol] ? args[0] : normalizeArgs(args);
  if (clientSocketChannel.hasSubscribers) clientSocketChannel.publish({ socket: this });
  if (cb !== null) this.once('connect', cb);
  // A socket that wraps another (as TLS does) is connected by that one.
  if (this._parent?.connecting) return this;
  if (options.port === undefined && options.path == null) throw new ERR_MISSING_ARGS(['options', 'port', 'path']);
  if (this.write !== Socket.prototype.write) this.write = Socket.prototype.write;
  if (this.destroyed) {
    this._handle = null;
    this._peername = null;
    this._sockname = null;
  }
  const isPipe = this[kIsBound] && this._handle ? this._handle instanceof Pipe : Boolean(options.path);
  if (!this._handle) {
    this._handle = isPipe ? new Pipe(PipeConstants.SOCKET) : new TCP(TCPConstants.SOCKET);
    initSocketHandle(this);
  }
  this._unrefTimer();
  this.connecting = true;
  if (isPipe) {
    validateString(options.path, 'options.path');
    inSocketScope(this, connectPipe, this, options.path);
  } else {
    checkUnbound(this, options);
    lookupAndConnect(this, options);
  }
  return this;
};

/** Calls `fn` so that what it starts is seen as triggered by this socket (async_hooks). */
function inSocketScope(socket, fn, ...args) {
  return defaultTriggerAsyncIdScope(socket[async_id_symbol], fn, ...args);
}

/** A socket that is bound already cannot be bound again. */
function checkUnbound(socket, options) {
  if (socket[kIsBound] && (options.localAddress !== undefined || options.localPort !== undefined)) {
    throw new ERR_INVALID_ARG_VALUE('options', options,
      'localAddress and localPort cannot be used with an adopted bound socket');
  }
}

function checkPort(port) {
  if (port === undefined) return 0;
  if (typeof port !== 'number' && typeof port !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], port);
  }
  validatePort(port);
  return port | 0;
}

/** The options of one connection attempt, checked: throws in the order in which Node looks at them. */
function checkTarget(options) {
  const { localAddress, localPort, autoSelectFamily, autoSelectFamilyAttemptTimeout } = options;
  const host = options.host || 'localhost';
  if (profile.rejectsNullBytesInHosts) validateStringWithoutNullBytes(host, 'options.host');
  if (localAddress && !isIP(localAddress)) throw new ERR_INVALID_IP_ADDRESS(localAddress);
  if (localPort) validateNumber(localPort, 'options.localPort');
  const target = {
    host, port: checkPort(options.port), localAddress, localPort,
    autoSelectFamily: defaults.autoSelectFamily, attemptTimeout: defaults.attemptTimeout,
  };
  if (autoSelectFamily != null) {
    validateBoolean(autoSelectFamily, 'options.autoSelectFamily');
    target.autoSelectFamily = autoSelectFamily;
  }
  if (autoSelectFamilyAttemptTimeout != null) {
    validateInt32(autoSelectFamilyAttemptTimeout, 'options.autoSelectFamilyAttemptTimeout', 1);
    target.attemptTimeout = Math.max(autoSelectFamilyAttemptTimeout, 10);
  }
  return target;
}

function dnsFamily(family) {
  if (family === 'IPv4') return 4;
  return family === 'IPv6' ? 6 : family;
}

function lookupAndConnect(socket, options) {
  const target = checkTarget(options);
  const family = isIP(target.host);
  if (family) {
    inSocketScope(socket, process.nextTick, () => {
      if (socket.connecting) inSocketScope(socket, connectTCP, socket, target.host, family, target);
    });
    return;
  }
  if (options.lookup != null) validateFunction(options.lookup, 'options.lookup');
  const dns = require('dns');
  const query = { family: dnsFamily(options.family), hints: options.hints || 0 };
  const eitherFamily = query.family !== 4 && query.family !== 6;
  if (eitherFamily && query.hints === 0) query.hints = dns.ADDRCONFIG;
  socket._host = target.host;
  target.lookup = options.lookup || dns.lookup;
  target.options = options;
  // A bound socket has a family, and another attempt would need another socket.
  if (eitherFamily && !target.localAddress && target.autoSelectFamily && !socket[kIsBound]) {
    query.all = true;
    const { lookupAndConnectMultiple } = require('internal/net/connect_multiple');
    inSocketScope(socket, lookupAndConnectMultiple, socket, target, query);
  } else {
    inSocketScope(socket, lookupOne, socket, target, query);
  }
}

function lookupOne(socket, target, query) {
  target.lookup(target.host, query, function emitLookup(err, ip, family) {
    socket.emit('lookup', err, ip, family, target.host);
    // A listener, or anything since the lookup began, may have destroyed the socket.
    if (!socket.connecting) return;
    const problem = err || addressProblem(ip, family, target.options);
    if (problem) {
      process.nextTick(connectErrorNT, socket, problem);
    } else {
      socket._unrefTimer();
      inSocketScope(socket, connectTCP, socket, ip, family, target);
    }
  });
}

/** Why a lookup's answer cannot be connected to, or undefined. */
function addressProblem(ip, family, options) {
  if (!isIP(ip)) return new ERR_INVALID_IP_ADDRESS(ip);
  if (family !== 4 && family !== 6) return new ERR_INVALID_ADDRESS_FAMILY(family, options.host, options.port);
  return undefined;
}

/** Nobody listens for the error of a socket that is just being made, so it is told a tick later. */
function connectErrorNT(socket, err) {
  socket.destroy(err);
}

/**
 * Whether a bind really got `port`: the system may report a taken port only at listen or connect, which would then
 * silently use another one.
 */
function checkBindError(err, port, handle) {
  if (err !== 0 || !(port > 0) || !handle.getsockname) return err;
  const name = {};
  const failed = handle.getsockname(name);
  return failed || (port === name.port ? 0 : UV_EADDRINUSE);
}

/** Binds the socket's own end when the program asked for an address or port; returns the error, or null. */
function bindLocal(socket, family, localAddress, localPort) {
  if (!localAddress && !localPort) return null;
  const address = localAddress || UNSPECIFIED[family];
  const handle = socket._handle;
  const bound = family === 4 ? handle.bind(address, localPort) : handle.bind6(address, localPort);
  const err = checkBindError(bound, localPort, handle);
  return err ? new ExceptionWithHostPort(err, 'bind', address, localPort) : null;
}

/** The request of one TCP attempt; it carries what an error message about it needs. */
function connectRequest(address, family, { port, localAddress, localPort }) {
  const req = new TCPConnectWrap();
  return Object.assign(req, { address, port, localAddress, localPort, addressType: family });
}

function startConnect(handle, req) {
  const { address, port, addressType } = req;
  return addressType === 4 ? handle.connect(req, address, port) : handle.connect6(req, address, port);
}

/** The error of an attempt that failed in the call itself. */
function connectCallError(socket, err, address, port) {
  const { address: localAddress, port: localPort } = socket._getsockname();
  return new ExceptionWithHostPort(err, 'connect', address, port, `${localAddress}:${localPort}`);
}

/** The error of an attempt that failed later. */
function createConnectionError(req, status) {
  const local = req.localAddress && req.localPort ? `${req.localAddress}:${req.localPort}` : undefined;
  const error = new ExceptionWithHostPort(status, 'connect', req.address, req.port, local);
  if (local) {
    error.localAddress = req.localAddress;
    error.localPort = req.localPort;
  }
  return error;
}

function emitAttempt(socket, name, ...args) {
  if (profile.connectionAttemptEvents) socket.emit(name, ...args);
}

function beginConnectSpan(socket, host, port) {
  beginSpan(socket, kConnectSpan, { type: 'net', name: 'connect', detail: () => ({ host, port }) });
}

function connectTCP(socket, address, family, target) {
  const bindError = bindLocal(socket, family, target.localAddress, target.localPort);
  if (bindError) {
    socket.destroy(bindError);
    return;
  }
  emitAttempt(socket, 'connectionAttempt', address, target.port, family);
  if (socket.blockList?.check(address, `ipv${family}`)) {
    socket.destroy(new ERR_IP_BLOCKED(address));
    return;
  }
  const req = connectRequest(address, family, target);
  req.oncomplete = afterConnect;
  const err = startConnect(socket._handle, req);
  if (err) socket.destroy(connectCallError(socket, err, address, target.port));
  else beginConnectSpan(socket, address, target.port);
}

function connectPipe(socket, path) {
  emitAttempt(socket, 'connectionAttempt', path, undefined, undefined);
  const req = new PipeConnectWrap();
  req.address = path;
  req.oncomplete = afterConnect;
  const err = socket._handle.connect(req, path);
  if (err) socket.destroy(connectCallError(socket, err, path, undefined));
}

/** The handle's answer to a connect request: `status` 0 or a negative errno, and what can be done with the handle. */
function afterConnect(status, handle, req, readable, writable) {
  const socket = handle[owner_symbol];
  if (socket.destroyed) return;
  socket.connecting = false;
  socket._sockname = null;
  if (status === 0) {
    onConnected(socket, readable, writable);
    return;
  }
  const error = createConnectionError(req, status);
  emitAttempt(socket, 'connectionAttemptFailed', req.address, req.port, req.addressType, error);
  socket.destroy(error);
}

function onConnected(socket, readable, writable) {
  if (socket.readable && !readable) {
    socket.push(null);
    socket.read();
  }
  if (socket.writable && !writable) socket.end();
  socket._unrefTimer();
  applyRememberedOptions(socket);
  socket.emit('connect');
  socket.emit('ready');
  // Nothing to consume yet: this starts the handle's reading.
  if (readable && !socket.isPaused()) socket.read(0);
  endSpan(socket, kConnectSpan);
}

function applyRememberedOptions(socket) {
  const handle = socket._handle;
  if (socket[kSetNoDelay] && handle.setNoDelay) handle.setNoDelay(true);
  if (socket[kSetKeepAlive] && handle.setKeepAlive) applyKeepAlive(socket);
  if (socket[kSetTOS] !== undefined && handle.setTypeOfService) {
    const err = handle.setTypeOfService(socket[kSetTOS]);
    if (err && err !== UV_EBADF) socket.emit('error', new ErrnoException(err, 'setTypeOfService'));
  }
}

module.exports = {
  addressProblem,
  afterConnect,
  beginConnectSpan,
  bindLocal,
  checkBindError,
  connectCallError,
  connectErrorNT,
  connectRequest,
  connectTCP,
  createConnectionError,
  emitAttempt,
  inSocketScope,
  startConnect,
};
