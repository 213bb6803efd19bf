// How a server gets its listening handle: the variants of `server.listen()`, binding, and the errors of both.
// Node's documentation: net, "server.listen()".
'use strict';

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_SERVER_ALREADY_LISTEN },
  ErrnoException,
  ExceptionWithHostPort,
  UVExceptionWithHostPort,
} = require('internal/errors');
const { symbols: { async_id_symbol, owner_symbol }, defaultTriggerAsyncIdScope } = require('internal/async_hooks');
const { isIPv6, kBoundSocketConsume, kBoundSocketPath } = require('internal/net');
const { getFlags, isPipeName, normalizeArgs, toNumber } = require('internal/net/args');
const { checkBindError } = require('internal/net/connect');
const { createHandle, getNewAsyncId } = require('internal/net/socket_setup');
const { validateAbortSignal, validatePort } = require('internal/validators');
const { channel } = require('diagnostics_channel');
const profile = require('internal/profile');
const { Pipe, constants: PipeConstants } = internalBinding('pipe_wrap');
const { TCP, constants: TCPConstants } = internalBinding('tcp_wrap');
const { UV_EINVAL } = internalBinding('uv');

/**
 * What is passed to listen(2) when the program says nothing. The kernel rounds backlog + 1 up to a power of two, so
 * this gives a queue of 512.
 */
const DEFAULT_BACKLOG = 511;

const UNSPECIFIED_IPV4 = '0.0.0.0';
const UNSPECIFIED_IPV6 = '::';

const listenChannels = Object.fromEntries(['asyncStart', 'asyncEnd', 'error']
  .map((event) => [event, channel(`tracing:net.server.listen:${event}`)]));

function publish(event, message) {
  if (profile.listenChannels && listenChannels[event].hasSubscribers) listenChannels[event].publish(message);
}

/** A handle from an open descriptor, or the errno of why it cannot be listened on. */
function handleFromFd(fd) {
  let handle;
  try {
    handle = createHandle(fd, true);
  } catch {
    return UV_EINVAL;
  }
  return handle.open(fd) || handle;
}

function bindPipe(path) {
  const handle = new Pipe(PipeConstants.SERVER);
  const err = path ? handle.bind(path) : 0;
  if (err === 0) return handle;
  handle.close();
  return err;
}

function bindTCP(address, port, family, flags) {
  const handle = new TCP(TCPConstants.SERVER);
  const bind = !address || family === 6 ? 'bind6' : 'bind';
  const err = handle[bind](address || UNSPECIFIED_IPV6, port, flags);
  if (err === 0) return handle;
  handle.close();
  // Without an address the IPv6 one stands for both families; a system without IPv6 is asked for IPv4.
  return address ? err : bindTCP(UNSPECIFIED_IPV4, port, 4, flags);
}

/** A bound handle, or a negative errno. `port` and `addressType` -1 mean a unix socket, `fd` an open descriptor. */
function createServerHandle(address, port, addressType, fd, flags) {
  if (typeof fd === 'number' && fd >= 0) return handleFromFd(fd);
  if (port === -1 && addressType === -1) return bindPipe(address);
  return bindTCP(address, port, addressType, flags);
}

function emitErrorNT(server, err) {
  server.emit('error', err);
}

function emitListeningNT(server) {
  if (server._handle) server.emit('listening');
}

/** The bound handle together with the address it came to, or `{ handle: errno }`. */
function bindServer(address, port, addressType, fd, flags) {
  if (address || typeof fd === 'number') {
    return { handle: createServerHandle(address, port, addressType, fd, flags), address, addressType };
  }
  const both = createServerHandle(UNSPECIFIED_IPV6, port, 6, fd, flags);
  if (typeof both !== 'number') return { handle: both, address: UNSPECIFIED_IPV6, addressType: 6 };
  const handle = createServerHandle(UNSPECIFIED_IPV4, port, 4, fd, flags);
  return { handle, address: UNSPECIFIED_IPV4, addressType: 4 };
}

/** Binds (unless there is a handle already) and listens. Success and failure are both told in a tick. */
function setupListenHandle(address, port, addressType, backlog, fd, flags) {
  if (!this._handle) {
    const bound = bindServer(address, port, addressType, fd, flags);
    ({ address, addressType } = bound);
    if (typeof bound.handle === 'number') {
      const error = new UVExceptionWithHostPort(bound.handle, 'listen', address, port);
      publish('error', { server: this, error });
      process.nextTick(emitErrorNT, this, error);
      return;
    }
    this._handle = bound.handle;
  }
  this[async_id_symbol] = getNewAsyncId(this._handle);
  this._handle.onconnection = require('internal/net/server').onconnection;
  this._handle[owner_symbol] = this;
  const err = this._handle.listen(backlog || DEFAULT_BACKLOG);
  if (err) {
    const error = new UVExceptionWithHostPort(err, 'listen', address, port);
    this._handle.close();
    this._handle = null;
    publish('error', { server: this, error });
    defaultTriggerAsyncIdScope(this[async_id_symbol], process.nextTick, emitErrorNT, this, error);
    return;
  }
  publish('asyncEnd', { server: this });
  this._connectionKey = `${addressType}:${address}:${port}`;
  if (this._unref) this.unref();
  defaultTriggerAsyncIdScope(this[async_id_symbol], process.nextTick, emitListeningNT, this);
}

/** Listens in this process, or, in a worker of a cluster, through its primary. */
function listenInCluster(server, query, exclusive) {
  const { address, port, addressType, backlog, fd, flags } = query;
  const listenHere = () => server._listen2(address, port, addressType, backlog, fd, flags);
  // Only a process with a channel to its parent can be a cluster worker; all others need not load the module.
  if (exclusive || process.send === undefined || require('cluster').isPrimary) {
    listenHere();
    return;
  }
  const listeningId = server._listeningId;
  require('cluster')._getServer(server, query, (err, handle) => {
    if (profile.listenCallsReplaceEachOther && listeningId !== server._listeningId) {
      handle.close();
      return;
    }
    const bindError = checkBindError(err, port, handle);
    if (bindError) {
      server.emit('error', new ExceptionWithHostPort(bindError, 'bind', address, port));
      return;
    }
    server._handle?.close();
    server._handle = handle;
    listenHere();
  });
}

/** The option `signal`: an abort closes the server. */
function closeOnAbort(server, signal) {
  if (signal === undefined) return;
  validateAbortSignal(signal, 'options.signal');
  const onAborted = () => server.close();
  if (signal.aborted) {
    process.nextTick(onAborted);
  } else {
    const disposable = require('internal/events/abort_listener').addAbortListener(signal, onAborted);
    server.once('close', disposable[Symbol.dispose]);
  }
}

/** fe80::/10: addresses that mean nothing without an interface. */
function isIPv6LinkLocal(ip) {
  return isIPv6(ip) && /^fe[89ab][0-9a-f]:/i.test(ip);
}

function lookupAndListen(server, host, query, exclusive) {
  const listeningId = server._listeningId;
  const listen = (err, address, addressType) => {
    if (profile.listenCallsReplaceEachOther && listeningId !== server._listeningId) return;
    if (err) server.emit('error', err);
    else listenInCluster(server, { ...query, address, addressType: address ? addressType : 4 }, exclusive);
  };
  if (!profile.listenSkipsLinkLocal) {
    require('dns').lookup(host, listen);
    return;
  }
  require('dns').lookup(host, { all: true }, (err, addresses) => {
    if (err) return listen(err);
    const chosen = addresses.find(({ address }) => !isIPv6LinkLocal(address)) ?? addresses[0];
    listen(null, chosen.address, chosen.family);
  });
}

function listenOnPort(server, options, backlogFromArgs) {
  validatePort(options.port, 'options.port');
  const query = {
    address: null, port: options.port | 0, addressType: 4, backlog: options.backlog || backlogFromArgs,
    fd: undefined, flags: getFlags(options),
  };
  const exclusive = options.exclusive || options.reusePort === true;
  if (options.host) lookupAndListen(server, options.host, query, exclusive);
  else listenInCluster(server, query, exclusive);
}

function listenOnPath(server, options, backlogFromArgs) {
  const { path, readableAll, writableAll } = options;
  if (path[0] === '\0' && (readableAll || writableAll)) {
    throw new ERR_INVALID_ARG_VALUE('options', options,
      'can not set readableAll or writableAllt to true when path is abstract unix socket');
  }
  server._pipeName = path;
  const backlog = options.backlog || backlogFromArgs;
  listenInCluster(server, { address: path, port: -1, addressType: -1, backlog }, options.exclusive);
  if (!server._handle) return;
  const mode = (readableAll === true ? PipeConstants.UV_READABLE : 0) |
    (writableAll === true ? PipeConstants.UV_WRITABLE : 0);
  const err = mode === 0 ? 0 : server._handle.fchmod(mode);
  if (!err) return;
  server._handle.close();
  server._handle = null;
  throw new ErrnoException(err, 'uv_pipe_chmod');
}

function listenOnHandle(server, handle, backlog) {
  server._handle = handle;
  server[async_id_symbol] = handle.getAsyncId();
  listenInCluster(server, { address: null, port: -1, addressType: -1, backlog }, true);
}

/** Whether the arguments leave the port to the system: none given, or it is explicitly null or undefined. */
function wantsAnyPort(args, options) {
  return args.length === 0 || typeof args[0] === 'function' || options.port === null ||
    (options.port === undefined && 'port' in options);
}

/** `listen([port[, host]] | path | handle | options[, backlog][, cb])`, of `net.Server`. */
function listen(...args) {
  const [given, cb] = normalizeArgs(args);
  if (this._handle) throw new ERR_SERVER_ALREADY_LISTEN();
  publish('asyncStart', { server: this, options: given });
  if (cb !== null) this.once('listening', cb);
  const backlog = toNumber(args.length > 1 && args[1]) || toNumber(args.length > 2 && args[2]);
  this._listeningId++;
  const bound = given[kBoundSocketConsume] ? given : given.handle;
  if (bound?.[kBoundSocketConsume]) {
    this._pipeName = bound[kBoundSocketPath];
    listenOnHandle(this, bound[kBoundSocketConsume](), backlog);
    return this;
  }
  const options = given._handle || given.handle || given;
  if (options instanceof TCP) {
    listenOnHandle(this, options, backlog);
    return this;
  }
  closeOnAbort(this, options.signal);
  if (typeof options.fd === 'number' && options.fd >= 0) {
    listenInCluster(this, { address: null, port: null, addressType: null, backlog, fd: options.fd }, false);
    return this;
  }
  if (wantsAnyPort(args, options)) options.port = 0;
  if (typeof options.port === 'number' || typeof options.port === 'string') {
    listenOnPort(this, options, backlog);
  } else if (options.path && isPipeName(options.path)) {
    listenOnPath(this, options, backlog);
  } else {
    const reason = 'port' in options || 'path' in options ? undefined : 'must have the property "port" or "path"';
    throw new ERR_INVALID_ARG_VALUE('options', options, reason);
  }
  return this;
}

module.exports = { createServerHandle, listen, setupListenHandle };
