// Sending datagrams, and connecting a socket to the one address it sends to.
// Node's documentation: dgram, "socket.send()", "socket.connect()".
'use strict';

const { Buffer } = require('buffer');
const EventEmitter = require('events');
const { defaultTriggerAsyncIdScope, symbols: { async_id_symbol } } = require('internal/async_hooks');
const {
  codes: {
    ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_IP_BLOCKED, ERR_SOCKET_ALREADY_BOUND,
    ERR_SOCKET_DGRAM_IS_CONNECTED, ERR_SOCKET_DGRAM_NOT_CONNECTED,
  },
  ErrnoException,
  ExceptionWithHostPort,
} = require('internal/errors');
const { LOOPBACK, healthyState, kStateSymbol } = require('internal/dgram');
const { isIP } = require('internal/net');
const { isArrayBufferView } = require('internal/util/types');
const { validateNumber, validatePort, validateString } = require('internal/validators');
const { SendWrap } = internalBinding('udp_wrap');

const BUFFER_TYPES = ['Buffer', 'TypedArray', 'DataView', 'string'];

/** `value` as bytes, or null when it is none of the types that can be sent. */
function toBuffer(value) {
  if (typeof value === 'string') return Buffer.from(value);
  if (Buffer.isBuffer(value)) return value;
  return isArrayBufferView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : null;
}

function toBufferOrThrow(value, name = 'buffer') {
  const buffer = toBuffer(value);
  if (buffer === null) throw new ERR_INVALID_ARG_TYPE(name, BUFFER_TYPES, value);
  return buffer;
}

function slice(value, offset, length) {
  const buffer = toBufferOrThrow(value);
  offset >>>= 0;
  length >>>= 0;
  if (offset > buffer.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (offset + length > buffer.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  return Buffer.from(buffer.buffer, buffer.byteOffset + offset, length);
}

/** The parts of a datagram, of which there may be several. */
function toList(message) {
  if (!Array.isArray(message)) return [toBufferOrThrow(message)];
  const list = message.map(toBuffer);
  if (list.includes(null)) throw new ERR_INVALID_ARG_TYPE('buffer list arguments', BUFFER_TYPES, message);
  return list;
}

/** Keeps a call for when the socket is bound; all of them are forgotten when that fails. */
function enqueue(socket, call) {
  const state = socket[kStateSymbol];
  if (state.queue === undefined) {
    state.queue = [];
    socket.once(EventEmitter.errorMonitor, onListenError);
    socket.once('listening', onListenSuccess);
  }
  state.queue.push(call);
}

function onListenSuccess() {
  this.removeListener(EventEmitter.errorMonitor, onListenError);
  const { queue } = this[kStateSymbol];
  this[kStateSymbol].queue = undefined;
  for (const call of queue) call();
}

function onListenError() {
  this.removeListener('listening', onListenSuccess);
  this[kStateSymbol].queue = undefined;
}

/** The arguments of send, which come in several forms, as `{ message, port, address, callback }`. */
function parseSend(isConnected, [message, offset, length, port, address, callback]) {
  if (isConnected) {
    if (typeof length !== 'number') return { message, port, address, callback: offset };
    const part = slice(message, offset, length);
    return typeof port === 'function' ? { message: part, port: null, address, callback: port } :
      { message: part, port, address, callback };
  }
  if (address || (port && typeof port !== 'function')) {
    return { message: slice(message, offset, length), port, address, callback };
  }
  return { message, port: offset, address: length, callback: port };
}

/** `send(message[, offset, length][, port][, address][, callback])`. Binds the socket first if need be. */
function send(...args) {
  const state = this[kStateSymbol];
  const isConnected = state.isConnected === true;
  let { message, port, address, callback } = parseSend(isConnected, args);
  if (isConnected && (port || address)) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
  const list = toList(message);
  if (!isConnected) port = validatePort(port, 'Port', false);
  if (typeof address === 'function') [address, callback] = [undefined, address];
  else if (address != null) validateString(address, 'address');
  if (typeof callback !== 'function') callback = undefined;
  healthyState(this);
  if (state.bound === false) this.bind({ port: 0, exclusive: true }, null);
  if (list.length === 0) list.push(Buffer.alloc(0));
  const datagram = { list, port, address, callback };
  if (state.bound !== true) {
    enqueue(this, () => send.call(this, list, port, address, callback));
  } else if (isConnected) {
    sendTo(this, datagram, null, null);
  } else {
    state.handle.lookup(address, (err, ip) => {
      defaultTriggerAsyncIdScope(this[async_id_symbol], sendTo, this, datagram, err, ip);
    });
  }
}

function sendTo(socket, { list, port, address, callback }, lookupError, ip) {
  const state = socket[kStateSymbol];
  if (lookupError) {
    if (callback) process.nextTick(callback, lookupError);
    else process.nextTick(() => socket.emit('error', lookupError));
    return;
  }
  if (!state.handle) return;
  if (ip && state.sendBlockList?.check(ip, `ipv${isIP(ip)}`)) {
    if (callback) process.nextTick(callback, new ERR_IP_BLOCKED(ip));
    return;
  }
  const req = new SendWrap();
  Object.assign(req, { list, address, port });
  if (callback) {
    req.oncomplete = (err, sent) => {
      callback(err ? new ExceptionWithHostPort(err, 'send', address, port) : null, sent);
    };
  }
  const result = port ? state.handle.send(req, list, list.length, port, ip, !!callback) :
    state.handle.send(req, list, list.length, !!callback);
  if (!callback || result === 0) return;
  // A positive answer is one more than the bytes that went out at once.
  if (result > 0) process.nextTick(callback, null, result - 1);
  else process.nextTick(callback, new ExceptionWithHostPort(result, 'send', address, port));
}

function sendto(buffer, offset, length, port, address, callback) {
  validateNumber(offset, 'offset');
  validateNumber(length, 'length');
  validateNumber(port, 'port');
  validateString(address, 'address');
  this.send(buffer, offset, length, port, address, callback);
}

/** `connect(port[, address][, callback])`: from here on the socket sends there, and hears nobody else. */
function connect(port, address, callback) {
  port = validatePort(port, 'Port', false);
  if (typeof address === 'function') [address, callback] = ['', address];
  address ??= '';
  validateString(address, 'address');
  const state = this[kStateSymbol];
  if (state.isConnected !== false) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
  state.isConnected = null;
  if (state.bound === false) this.bind({ port: 0, exclusive: true }, null);
  if (state.bound === true) startConnect(this, port, address, callback);
  else enqueue(this, () => startConnect(this, port, address, callback));
}

function startConnect(socket, port, address, callback) {
  if (callback) socket.once('connect', callback);
  socket[kStateSymbol].handle.lookup(address, (err, ip) => {
    defaultTriggerAsyncIdScope(socket[async_id_symbol], finishConnect, socket, { port, address, callback }, err, ip);
  });
}

function finishConnect(socket, { port, address, callback }, lookupError, ip) {
  const state = socket[kStateSymbol];
  if (!state.handle) return;
  const error = lookupError || connectTo(state, ip, port, address);
  if (!error) {
    state.isConnected = true;
    process.nextTick(() => socket.emit('connect'));
    return;
  }
  state.isConnected = false;
  process.nextTick(() => {
    if (!callback) {
      socket.emit('error', error);
      return;
    }
    socket.removeListener('connect', callback);
    callback(error);
  });
}

/** Connects the handle; the error, or null. */
function connectTo(state, ip, port, address) {
  if (state.sendBlockList?.check(ip, `ipv${isIP(ip)}`)) return new ERR_IP_BLOCKED(ip);
  const err = state.handle.connect(ip, port);
  return err ? new ExceptionWithHostPort(err, 'connect', address, port) : null;
}

/** The same within the call, for an address that needs no lookup. */
function connectSync(port, address) {
  const state = healthyState(this);
  port = validatePort(port, 'Port', false);
  if (state.isConnected !== false) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
  if (address == null || address === '') {
    address = LOOPBACK[this.type];
  } else {
    validateString(address, 'address');
    if (isIP(address) === 0) {
      throw new ERR_INVALID_ARG_VALUE('address', address,
        'must be a numeric IP address; connectSync does not perform DNS resolution');
    }
  }
  if (state.bound === false) this.bindSync();
  else if (state.bound !== true) throw new ERR_SOCKET_ALREADY_BOUND();
  const error = connectTo(state, address, port, address);
  if (error) throw error;
  state.isConnected = true;
  process.nextTick(() => { if (state.handle) this.emit('connect'); });
}

function disconnect() {
  const state = this[kStateSymbol];
  if (state.isConnected !== true) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED();
  const err = state.handle.disconnect();
  if (err) throw new ErrnoException(err, 'connect');
  state.isConnected = false;
}

module.exports = { connect, connectSync, disconnect, send, sendto };
