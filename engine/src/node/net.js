// `node:net`: TCP and unix sockets, their servers, and tests for addresses.
// Node's documentation: https://nodejs.org/api/net.html
'use strict';

const { isIP, isIPv4, isIPv6 } = require('internal/net');
const { normalizeArgs } = require('internal/net/args');
const {
  getDefaultAutoSelectFamily, setDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout,
} = require('internal/net/defaults');
const { Socket } = require('internal/net/socket');
require('internal/net/socket_accessors');
require('internal/net/connect');
const { createServerHandle } = require('internal/net/listen');
const { Server } = require('internal/net/server');
const profile = require('internal/profile');

function createServer(options, connectionListener) {
  return new Server(options, connectionListener);
}

/** `connect(options | path | port[, host][, cb])`: a new socket that connects. */
function connect(...args) {
  const normalized = normalizeArgs(args);
  const socket = new Socket(normalized[0]);
  if (normalized[0].timeout) socket.setTimeout(normalized[0].timeout);
  return socket.connect(normalized);
}

let warnsOfSimultaneousAccepts = true;

/** Did something on Windows once. */
function _setSimultaneousAccepts() {
  if (!warnsOfSimultaneousAccepts) return;
  warnsOfSimultaneousAccepts = false;
  process.emitWarning('net._setSimultaneousAccepts() is deprecated and will be removed.', 'DeprecationWarning',
                      'DEP0121');
}

module.exports = {
  _createServerHandle: createServerHandle,
  _normalizeArgs: normalizeArgs,
  ...(profile.netSimultaneousAccepts && { _setSimultaneousAccepts }),
  get BlockList() { return require('internal/blocklist').BlockList; },
  get SocketAddress() { return require('internal/socketaddress').SocketAddress; },
  ...(profile.netBoundSockets && { BoundSocket: require('internal/net/bound_socket').BoundSocket }),
  connect,
  createConnection: connect,
  createServer,
  isIP,
  isIPv4,
  isIPv6,
  Server,
  Socket,
  Stream: Socket,
  getDefaultAutoSelectFamily,
  setDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  setDefaultAutoSelectFamilyAttemptTimeout,
};
