// What the rooms of dgram share: a socket's state, its handle, and the addresses that names mean to it.
// Node's documentation: dgram.
'use strict';

const { codes: { ERR_SOCKET_BAD_TYPE, ERR_SOCKET_DGRAM_NOT_RUNNING } } = require('internal/errors');
const { isIP } = require('internal/net');
const { validateFunction } = require('internal/validators');
const { UDP } = internalBinding('udp_wrap');

/** Where a socket keeps its state: not for programs. */
const kStateSymbol = Symbol('state symbol');

const LOOPBACK = { udp4: '127.0.0.1', udp6: '::1' };
const UNSPECIFIED = { udp4: '0.0.0.0', udp6: '::' };

/** A handle of type 'udp4' or 'udp6': its bind, connect and send are those of its family, its lookup too. */
function newHandle(type, lookup) {
  if (lookup !== undefined) validateFunction(lookup, 'lookup');
  if (type !== 'udp4' && type !== 'udp6') throw new ERR_SOCKET_BAD_TYPE();
  const family = type === 'udp6' ? 6 : 4;
  const handle = new UDP();
  if (family === 6) {
    handle.bind = handle.bind6;
    handle.connect = handle.connect6;
    handle.send = handle.send6;
  }
  handle.lookup = (address, callback) => (lookup ?? lookupAddress)(address || LOOPBACK[type], family, callback);
  return handle;
}

function lookupAddress(address, family, callback) {
  if (isIP(address) === family) process.nextTick(callback, null, address, family);
  else require('dns').lookup(address, family, callback);
}

/** Throws when the socket has been closed; returns its state. */
function healthyState(socket) {
  const state = socket[kStateSymbol];
  if (!state.handle) throw new ERR_SOCKET_DGRAM_NOT_RUNNING();
  return state;
}

module.exports = { UNSPECIFIED, LOOPBACK, healthyState, kStateSymbol, newHandle };
