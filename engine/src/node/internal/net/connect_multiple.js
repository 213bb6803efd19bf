// Connecting to a host that has several addresses: one after the other, families alternating, each with a time limit
// ("happy eyeballs", RFC 8305). Node's documentation: net, "socket.connect(options)", autoSelectFamily.
'use strict';

const {
  codes: { ERR_IP_BLOCKED, ERR_SOCKET_CONNECTION_TIMEOUT },
  NodeAggregateError,
} = require('internal/errors');
const { isIP, kReinitializeHandle } = require('internal/net');
const {
  addressProblem, afterConnect, beginConnectSpan, bindLocal, connectCallError, connectErrorNT, connectRequest,
  connectTCP, createConnectionError, emitAttempt, inSocketScope, startConnect,
} = require('internal/net/connect');
const { clearTimeout, setTimeout } = require('timers');
const profile = require('internal/profile');
const { TCP, constants: TCPConstants } = internalBinding('tcp_wrap');
const { UV_ECANCELED, UV_ETIMEDOUT } = internalBinding('uv');

/** Looks all addresses of the host up and tries them in turn. */
function lookupAndConnectMultiple(socket, target, query) {
  target.lookup(target.host, query, function emitLookup(err, addresses) {
    if (!socket.connecting) return;
    if (err) {
      socket.emit('lookup', err, undefined, undefined, target.host);
      process.nextTick(connectErrorNT, socket, err);
      return;
    }
    const families = announceAddresses(socket, target.host, addresses);
    if (!families) return;
    const attempts = alternate(families);
    if (attempts.length === 0) {
      const problem = addressProblem(addresses[0].address, addresses[0].family, target.options);
      if (problem) process.nextTick(connectErrorNT, socket, problem);
      return;
    }
    connectInTurn(socket, target, attempts);
  });
}

/**
 * Emits 'lookup' for every address and sorts the usable ones by family, the family of the first one first. Returns
 * null when a listener destroyed the socket.
 */
function announceAddresses(socket, host, addresses) {
  const families = new Map();
  for (const entry of addresses) {
    const { address, family } = entry;
    socket.emit('lookup', null, address, family, host);
    if (!socket.connecting) return null;
    if (!isIP(address) || (family !== 4 && family !== 6)) continue;
    if (!families.has(family)) families.set(family, []);
    const known = families.get(family);
    if (!known.some((other) => other.address === address)) known.push(entry);
  }
  return [...families.values()];
}

/** One of the first family, one of the second, and so on. */
function alternate([first = [], second = []]) {
  const longest = Math.max(first.length, second.length);
  const pairs = Array.from({ length: longest }, (_, i) => [first[i], second[i]]);
  return pairs.flat().filter((entry) => entry !== undefined);
}

function connectInTurn(socket, target, addresses) {
  socket._unrefTimer();
  if (addresses.length === 1 && profile.connectionAttemptEvents) {
    inSocketScope(socket, connectTCP, socket, addresses[0].address, addresses[0].family, target);
    return;
  }
  socket.autoSelectFamilyAttemptedAddresses = [];
  const context = { socket, target, addresses, current: 0, timer: null, errors: [] };
  inSocketScope(socket, tryNext, context, false);
}

function giveUp({ socket, errors }) {
  socket.destroy(errors.length === 0 ? new ERR_SOCKET_CONNECTION_TIMEOUT() : new NodeAggregateError(errors));
}

/** Starts the attempt at the next address, or ends with all errors so far. */
function tryNext(context, canceled) {
  clearTimeout(context.timer);
  const { socket, target, addresses } = context;
  if (socket._aborted) return;
  if (canceled || context.current === addresses.length) {
    giveUp(context);
    return;
  }
  const current = context.current++;
  if (current > 0) socket[kReinitializeHandle](new TCP(TCPConstants.SOCKET));
  const { address, family } = addresses[current];
  const { port } = target;
  const bindError = bindLocal(socket, family, undefined, target.localPort);
  if (bindError) {
    context.errors.push(bindError);
    tryNext(context, false);
    return;
  }
  if (socket.blockList?.check(address, `ipv${family}`)) {
    failAttempt(context, [address, port, family], new ERR_IP_BLOCKED(address));
    tryNext(context, false);
    return;
  }
  emitAttempt(socket, 'connectionAttempt', address, port, family);
  const req = connectRequest(address, family, { port, localPort: target.localPort });
  req.oncomplete = afterAttempt.bind(undefined, context, current);
  socket.autoSelectFamilyAttemptedAddresses.push(`${address}:${port}`);
  const err = startConnect(socket._handle, req);
  if (err) {
    failAttempt(context, [address, port, family], connectCallError(socket, err, address, port));
    tryNext(context, false);
    return;
  }
  if (current < addresses.length - 1) {
    context.timer = setTimeout(onAttemptTimeout, target.attemptTimeout, context, req, socket._handle);
  }
  beginConnectSpan(socket, address, port);
}

function failAttempt(context, attempt, error) {
  context.errors.push(error);
  emitAttempt(context.socket, 'connectionAttemptFailed', ...attempt, error);
}

function afterAttempt(context, current, status, handle, req, readable, writable) {
  clearTimeout(context.timer);
  const { socket } = context;
  if (status === 0 && current !== context.current - 1) {
    // It answered after its time was up and another attempt has taken its place.
    handle.close();
  } else if (status !== 0) {
    failAttempt(context, [req.address, req.port, req.addressType], createConnectionError(req, status));
    if (socket.connecting) tryNext(context, status === UV_ECANCELED);
  } else {
    afterConnect(status, socket._handle, req, readable, writable);
  }
}

function onAttemptTimeout(context, req, handle) {
  emitAttempt(context.socket, 'connectionAttemptTimeout', req.address, req.port, req.addressType);
  req.oncomplete = undefined;
  if (profile.connectionAttemptEvents) context.errors.push(createConnectionError(req, UV_ETIMEDOUT));
  handle.close();
  if (context.socket.connecting) tryNext(context, false);
}

module.exports = { lookupAndConnectMultiple };
