// What can be set on a datagram socket and asked of it. Each call goes straight to the system and throws its error.
// Node's documentation: dgram, "Class: dgram.Socket".
'use strict';

const {
  codes: {
    ERR_MISSING_ARGS, ERR_SOCKET_BAD_BUFFER_SIZE, ERR_SOCKET_BUFFER_SIZE, ERR_SOCKET_DGRAM_NOT_CONNECTED,
  },
  ErrnoException,
} = require('internal/errors');
const { healthyState, kStateSymbol } = require('internal/dgram');
const { validateNumber, validateString } = require('internal/validators');

const RECEIVE_BUFFER = true;
const SEND_BUFFER = false;

/** Calls the handle's method `name`; a negative answer is thrown under that name. */
function ask(socket, name, ...args) {
  const err = socket[kStateSymbol].handle[name](...args);
  if (err) throw new ErrnoException(err, name);
}

/** Sets the system's buffer to `size` bytes, or, given 0, asks for its size. */
function bufferSize(socket, size, which) {
  if (size >>> 0 !== size) throw new ERR_SOCKET_BAD_BUFFER_SIZE();
  const context = {};
  const result = socket[kStateSymbol].handle.bufferSize(size, which, context);
  if (result === undefined) throw new ERR_SOCKET_BUFFER_SIZE(context);
  return result;
}

function nameOf(socket, method) {
  const name = {};
  ask(socket, method, name);
  return name;
}

const settings = {
  address() {
    healthyState(this);
    return nameOf(this, 'getsockname');
  },

  remoteAddress() {
    if (healthyState(this).isConnected !== true) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED();
    return nameOf(this, 'getpeername');
  },

  setBroadcast(flag) {
    ask(this, 'setBroadcast', flag ? 1 : 0);
  },

  setTTL(ttl) {
    validateNumber(ttl, 'ttl');
    ask(this, 'setTTL', ttl);
    return ttl;
  },

  setMulticastTTL(ttl) {
    validateNumber(ttl, 'ttl');
    ask(this, 'setMulticastTTL', ttl);
    return ttl;
  },

  setMulticastLoopback(flag) {
    ask(this, 'setMulticastLoopback', flag ? 1 : 0);
    return flag;
  },

  setMulticastInterface(interfaceAddress) {
    healthyState(this);
    validateString(interfaceAddress, 'interfaceAddress');
    ask(this, 'setMulticastInterface', interfaceAddress);
  },

  addMembership(multicastAddress, interfaceAddress) {
    healthyState(this);
    if (!multicastAddress) throw new ERR_MISSING_ARGS('multicastAddress');
    ask(this, 'addMembership', multicastAddress, interfaceAddress);
  },

  dropMembership(multicastAddress, interfaceAddress) {
    healthyState(this);
    if (!multicastAddress) throw new ERR_MISSING_ARGS('multicastAddress');
    ask(this, 'dropMembership', multicastAddress, interfaceAddress);
  },

  addSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
    healthyState(this);
    validateString(sourceAddress, 'sourceAddress');
    validateString(groupAddress, 'groupAddress');
    ask(this, 'addSourceSpecificMembership', sourceAddress, groupAddress, interfaceAddress);
  },

  dropSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
    healthyState(this);
    validateString(sourceAddress, 'sourceAddress');
    validateString(groupAddress, 'groupAddress');
    ask(this, 'dropSourceSpecificMembership', sourceAddress, groupAddress, interfaceAddress);
  },

  ref() {
    this[kStateSymbol].handle?.ref();
    return this;
  },

  unref() {
    this[kStateSymbol].handle?.unref();
    return this;
  },

  setRecvBufferSize(size) {
    bufferSize(this, size, RECEIVE_BUFFER);
  },

  setSendBufferSize(size) {
    bufferSize(this, size, SEND_BUFFER);
  },

  getRecvBufferSize() {
    return bufferSize(this, 0, RECEIVE_BUFFER);
  },

  getSendBufferSize() {
    return bufferSize(this, 0, SEND_BUFFER);
  },

  getSendQueueSize() {
    return this[kStateSymbol].handle.getSendQueueSize();
  },

  getSendQueueCount() {
    return this[kStateSymbol].handle.getSendQueueCount();
  },
};

module.exports = { settings };
