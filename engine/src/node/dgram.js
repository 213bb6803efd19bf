// `node:dgram`: UDP sockets: binding, receiving, closing. Sending is in `internal/dgram/sending`, options in `settings`.
// Node's documentation: https://nodejs.org/api/dgram.html
'use strict';

const EventEmitter = require('events');
const { defaultTriggerAsyncIdScope, symbols: { async_id_symbol, owner_symbol } } = require('internal/async_hooks');
const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_FD_TYPE, ERR_SOCKET_ALREADY_BOUND },
  ErrnoException,
  ExceptionWithHostPort,
} = require('internal/errors');
const { UNSPECIFIED, healthyState, kStateSymbol, newHandle } = require('internal/dgram');
const { connect, connectSync, disconnect, send, sendto } = require('internal/dgram/sending');
const { settings } = require('internal/dgram/settings');
const { isIP } = require('internal/net');
const { guessHandleType, promisify } = require('internal/util');
const {
  isInt32, validateAbortSignal, validateObject, validatePort, validateString, validateUint32,
} = require('internal/validators');
const { channel } = require('diagnostics_channel');
const profile = require('internal/profile');
const { constants: { UV_UDP_IPV6ONLY, UV_UDP_REUSEPORT } } = internalBinding('udp_wrap');
const { UV_UDP_REUSEADDR } = internalBinding('constants').os;

const socketChannel = channel('udp.socket');

function checkBlockList(options, name) {
  const list = options[name];
  if (!list || !profile.netBlockListOption) return undefined;
  if (!require('internal/blocklist').BlockList.isBlockList(list)) {
    throw new ERR_INVALID_ARG_TYPE(`options.${name}`, 'net.BlockList', list);
  }
  return list;
}

/** A socket of type 'udp4' or 'udp6'; the listener hears its messages. */
function Socket(type, listener) {
  EventEmitter.call(this);
  const options = type !== null && typeof type === 'object' ? type : undefined;
  if (options?.recvBufferSize) validateUint32(options.recvBufferSize, 'options.recvBufferSize');
  if (options?.sendBufferSize) validateUint32(options.sendBufferSize, 'options.sendBufferSize');
  const receiveBlockList = options && checkBlockList(options, 'receiveBlockList');
  const sendBlockList = options && checkBlockList(options, 'sendBlockList');
  const handle = newHandle(options ? options.type : type, options?.lookup);
  handle[owner_symbol] = this;
  this[async_id_symbol] = handle.getAsyncId();
  this.type = options ? options.type : type;
  if (typeof listener === 'function') this.on('message', listener);
  this[kStateSymbol] = {
    handle,
    receiving: false,
    // false, null while it happens, true; the same of being connected.
    bound: false,
    isConnected: false,
    /** Calls that wait for the socket to be bound. */
    queue: undefined,
    reuseAddr: options?.reuseAddr,
    reusePort: options?.reusePort,
    ipv6Only: options?.ipv6Only,
    recvBufferSize: options?.recvBufferSize,
    sendBufferSize: options?.sendBufferSize,
    receiveBlockList,
    sendBlockList,
  };
  if (options?.signal !== undefined) closeOnAbort(this, options.signal);
  if (socketChannel.hasSubscribers) socketChannel.publish({ socket: this });
}
Object.setPrototypeOf(Socket.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Socket, EventEmitter);

function closeOnAbort(socket, signal) {
  validateAbortSignal(signal, 'options.signal');
  const onAborted = () => {
    if (socket[kStateSymbol].handle) socket.close();
  };
  if (signal.aborted) {
    onAborted();
    return;
  }
  const disposable = require('internal/events/abort_listener').addAbortListener(signal, onAborted);
  socket.once('close', disposable[Symbol.dispose]);
}

/** Calls `callback` when the socket listens, but not if binding fails. */
function onceListening(socket, callback) {
  const failure = profile.bindCallbacksLeaveErrorsAlone ? EventEmitter.errorMonitor : 'error';
  const removeListeners = () => {
    socket.removeListener(failure, removeListeners);
    socket.removeListener('listening', onListening);
  };
  const onListening = () => {
    removeListeners();
    callback.call(socket);
  };
  socket.on(failure, removeListeners);
  socket.on('listening', onListening);
}

function bindFlags({ reuseAddr, ipv6Only, reusePort }) {
  return (reuseAddr ? UV_UDP_REUSEADDR : 0) | (ipv6Only ? UV_UDP_IPV6ONLY : 0) | (reusePort ? UV_UDP_REUSEPORT : 0);
}

/** `bind([port][, address][, callback])` or `bind(options[, callback])`. */
Socket.prototype.bind = function(...args) {
  const state = healthyState(this);
  if (state.bound !== false) throw new ERR_SOCKET_ALREADY_BOUND();
  state.bound = null;
  const callback = args[args.length - 1];
  if (typeof callback === 'function') onceListening(this, callback);
  const [first, second] = args;
  const options = first !== null && typeof first === 'object' ? first :
    { port: first, address: typeof second === 'function' ? '' : second };
  if (isInt32(options.fd) && options.fd > 0) bindFd(this, options.fd);
  else bindAddress(this, options.address || UNSPECIFIED[this.type], options.port);
  return this;
};

function bindFd(socket, fd) {
  const type = guessHandleType(fd);
  if (type !== 'UDP') throw new ERR_INVALID_FD_TYPE(type);
  const err = socket[kStateSymbol].handle.open(fd);
  if (err) throw new ErrnoException(err, 'open');
  startReceiving(socket);
  socket.emit('listening');
}

function bindAddress(socket, address, port) {
  const state = socket[kStateSymbol];
  state.handle.lookup(address, (lookupError, ip) => {
    // It may have been closed meanwhile.
    if (!state.handle) return;
    const err = lookupError ? 0 : state.handle.bind(ip, port || 0, bindFlags(state));
    if (lookupError || err) {
      state.bound = false;
      socket.emit('error', lookupError || new ExceptionWithHostPort(err, 'bind', ip, port));
      return;
    }
    startReceiving(socket);
    socket.emit('listening');
  });
}

function startReceiving(socket) {
  const state = socket[kStateSymbol];
  state.handle.onmessage = onMessage;
  state.handle.onerror = onError;
  state.handle.recvStart();
  state.receiving = true;
  state.bound = true;
  if (state.recvBufferSize) socket.setRecvBufferSize(state.recvBufferSize);
  if (state.sendBufferSize) socket.setSendBufferSize(state.sendBufferSize);
}

/** The handle's callback: `nread` negative on errors, the bytes, and where they came from. */
function onMessage(nread, handle, bytes, rinfo) {
  const socket = handle[owner_symbol];
  if (nread < 0) {
    socket.emit('error', new ErrnoException(nread, 'recvmsg'));
    return;
  }
  if (socket[kStateSymbol].receiveBlockList?.check(rinfo.address, rinfo.family?.toLowerCase())) return;
  rinfo.size = bytes.length;
  socket.emit('message', bytes, rinfo);
}

function onError(nread, handle, error) {
  handle[owner_symbol].emit('error', error);
}

/** Closes the socket; what waits for it to be bound is sent first. */
Socket.prototype.close = function(callback) {
  const state = this[kStateSymbol];
  if (typeof callback === 'function') this.on('close', callback);
  if (state.queue !== undefined) {
    state.queue.push(() => this.close());
    return this;
  }
  healthyState(this);
  if (state.receiving) state.handle.recvStop();
  state.receiving = false;
  state.handle.close();
  state.handle = null;
  defaultTriggerAsyncIdScope(this[async_id_symbol], process.nextTick, (socket) => socket.emit('close'), this);
  return this;
};

Socket.prototype[Symbol.asyncDispose] = async function() {
  if (this[kStateSymbol].handle) await promisify(this.close).call(this);
};

Object.assign(Socket.prototype, { connect, disconnect, send, sendto, ...settings });

if (profile.dgramSyncMethods) {
  Socket.prototype.connectSync = connectSync;

  /** Binds within the call, to an address that needs no lookup; returns what `address()` would. */
  Socket.prototype.bindSync = function(options = {}) {
    const state = healthyState(this);
    validateObject(options, 'options');
    if (state.bound !== false) throw new ERR_SOCKET_ALREADY_BOUND();
    const port = validatePort(options.port ?? 0, 'options.port');
    const address = options.address || UNSPECIFIED[this.type];
    validateString(address, 'options.address');
    if (isIP(address) === 0) {
      throw new ERR_INVALID_ARG_VALUE('options.address', address,
        'must be a numeric IP address; bindSync does not perform DNS resolution');
    }
    const err = state.handle.bind(address, port, bindFlags(state));
    if (err) throw new ExceptionWithHostPort(err, 'bind', address, port);
    startReceiving(this);
    process.nextTick(() => { if (state.handle) this.emit('listening'); });
    return this.address();
  };
}

function createSocket(type, listener) {
  return new Socket(type, listener);
}

module.exports = { createSocket, Socket };
