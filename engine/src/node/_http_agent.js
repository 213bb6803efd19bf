// `http.Agent`: keeps connections for further requests and lets requests wait for them.
// Node's documentation: http, "Class: http.Agent".
'use strict';

const EventEmitter = require('events');
const net = require('net');
const { AsyncResource } = require('async_hooks');
const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { symbols: { async_id_symbol, owner_symbol } } = require('internal/async_hooks');
const { onStreamRead } = require('internal/stream_base_commons');
const { once } = require('internal/util');
const { validateNumber, validateOneOf, validateString } = require('internal/validators');
const profile = require('internal/profile');
const { kReadBytesOrError, streamBaseState } = internalBinding('stream_wrap');

const kRequestOptions = Symbol('requestOptions');
const kRequestAsyncResource = Symbol('requestAsyncResource');
const kFreeSocketDataGuard = Symbol('freeSocketDataGuard');

/** A kept connection is given up this much before its server would (ms), so that no request meets its end. */
const KEEP_ALIVE_BUFFER_MS = 1000;

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  if (profile.agentsTakeProtocol) {
    this.options = { __proto__: null, ...options };
    this.defaultPort = this.options.defaultPort || 80;
    this.protocol = this.options.protocol || 'http:';
  } else {
    this.defaultPort = 80;
    this.protocol = 'http:';
    this.options = { __proto__: null, ...options };
  }
  if (this.options.noDelay === undefined) this.options.noDelay = true;
  // A path in the options is a socket's; requests bring their own.
  this.options.path = null;
  this.requests = { __proto__: null };
  this.sockets = { __proto__: null };
  this.freeSockets = { __proto__: null };
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  this.scheduling = this.options.scheduling || 'lifo';
  this.maxTotalSockets = this.options.maxTotalSockets;
  this.totalSocketCount = 0;
  if (profile.agentsTakeProtocol) {
    const buffer = this.options.agentKeepAliveTimeoutBuffer;
    this.agentKeepAliveTimeoutBuffer = Number.isFinite(buffer) && buffer >= 0 ? buffer : KEEP_ALIVE_BUFFER_MS;
    if (this.options.proxyEnv) throw new ERR_LOOPSCOPE_UNSUPPORTED('http.Agent with the option proxyEnv');
  }
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (this.maxTotalSockets === undefined) this.maxTotalSockets = Infinity;
  else validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1);
  this.on('free', onFree);
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);

Agent.defaultMaxSockets = Infinity;

/** A connection has done its request: the next in the queue gets it, or it is kept, or it goes. */
function onFree(socket, options) {
  const name = this.getName(options);
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  if (this.requests[name]?.length) {
    serveNext(this, name, socket);
    return;
  }
  const req = socket._httpMessage;
  if (!req || !req.shouldKeepAlive || !this.keepAlive) {
    socket.destroy();
    return;
  }
  const free = this.freeSockets[name] || [];
  const count = free.length + (this.sockets[name]?.length ?? 0);
  if (this.totalSocketCount > this.maxTotalSockets || count > this.maxSockets || free.length >= this.maxFreeSockets ||
      !this.keepSocketAlive(socket)) {
    socket.destroy();
    return;
  }
  this.freeSockets[name] = free;
  socket[async_id_symbol] = -1;
  socket._httpMessage = null;
  this.removeSocket(socket, options);
  socket.once('error', freeSocketErrorListener);
  if (profile.freeSocketsAreGuarded) guardFreeSocket(socket);
  free.push(socket);
}

function serveNext(agent, name, socket) {
  const req = agent.requests[name].shift();
  const resource = req[kRequestAsyncResource];
  req[kRequestAsyncResource] = null;
  const serve = () => setRequestSocket(agent, req, socket);
  if (resource) {
    resource.runInAsyncScope(() => {
      resetAsyncId(socket);
      serve();
    });
  } else {
    serve();
  }
  if (agent.requests[name].length === 0) delete agent.requests[name];
}

/** Without a request nobody else listens for errors of a kept connection. */
function freeSocketErrorListener() {
  this.destroy();
}

/** Bytes on a kept connection answer nothing that was asked: they must not become the next request's answer. */
function guardFreeSocket(socket) {
  if (socket.readableLength > 0) {
    socket.destroy();
    return;
  }
  if (socket.connecting) {
    socket[kFreeSocketDataGuard] = () => {
      socket[kFreeSocketDataGuard] = null;
      guardFreeSocket(socket);
    };
    socket.once('connect', socket[kFreeSocketDataGuard]);
    return;
  }
  const handle = socket._handle;
  if (!handle) return;
  handle.onread = freeSocketOnRead;
  if (handle.reading) return;
  handle.reading = true;
  if (handle.readStart()) socket.destroy();
}

/** The `onread` of a guarded connection: bytes, errors and the end all finish it. */
function freeSocketOnRead() {
  if (streamBaseState[kReadBytesOrError] !== 0) this[owner_symbol].destroy();
}

function unguardSocket(socket) {
  if (socket[kFreeSocketDataGuard]) {
    socket.removeListener('connect', socket[kFreeSocketDataGuard]);
    socket[kFreeSocketDataGuard] = null;
  }
  if (socket._handle?.onread === freeSocketOnRead) socket._handle.onread = onStreamRead;
}

Agent.prototype.createConnection = function createConnection(...args) {
  return net.createConnection(...args);
};

/** The key under which connections are kept: those of one key are interchangeable. */
Agent.prototype.getName = function getName(options = {}) {
  const { host, port, localAddress, family, socketPath } = options;
  let name = `${host || 'localhost'}:${port || ''}:${localAddress || ''}`;
  if (family === 4 || family === 6) name += `:${family}`;
  if (socketPath) name += `:${socketPath}`;
  return name;
};

function withAgentOptions(agent, req, options) {
  const merged = { __proto__: null, ...options, ...agent.options };
  if (merged.socketPath) merged.path = merged.socketPath;
  if (!merged.servername && merged.servername !== '') merged.servername = calculateServerName(merged, req);
  return merged;
}

/** The server's name as TLS will want it: from the Host header if there is one; none for an address. */
function calculateServerName({ host }, req) {
  const header = req.getHeader('host');
  if (!header) return net.isIP(host) ? '' : host;
  validateString(header, 'options.headers.host');
  const bracketed = /^\[([^\]]*)\]/.exec(header);
  const name = bracketed ? bracketed[1] : header[0] === '[' ? header : header.split(':', 1)[0];
  return net.isIP(name) ? '' : name;
}

/** Takes the connection to use next out of the kept ones; undefined when there is none. */
function takeFreeSocket(agent, name) {
  const free = agent.freeSockets[name];
  if (!free) return undefined;
  while (free.length > 0 && free[0].destroyed) free.shift();
  const socket = agent.scheduling === 'fifo' ? free.shift() : free.pop();
  if (free.length === 0) delete agent.freeSockets[name];
  return socket;
}

/** Gives a request a kept connection, a new one, or a place in the queue. */
Agent.prototype.addRequest = function addRequest(req, options, port, localAddress) {
  if (typeof options === 'string') options = { __proto__: null, host: options, port, localAddress };
  options = withAgentOptions(this, req, options);
  const name = this.getName(options);
  this.sockets[name] ||= [];
  const socket = takeFreeSocket(this, name);
  const count = (this.freeSockets[name]?.length ?? 0) + this.sockets[name].length;
  if (socket) {
    if (profile.requestsHaveHighWaterMark && options.highWaterMark != null) {
      socket._writableState.highWaterMark = options.highWaterMark;
    }
    resetAsyncId(socket);
    this.reuseSocket(socket, req);
    setRequestSocket(this, req, socket);
    this.sockets[name].push(socket);
  } else if (count < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
    this.createSocket(req, options, (err, socket) => {
      if (err) req.onSocket(socket, err);
      else setRequestSocket(this, req, socket);
    });
  } else {
    this.requests[name] ||= [];
    req[kRequestOptions] = options;
    // The request goes on later, but in the async context that it was made in.
    req[kRequestAsyncResource] = new AsyncResource('QueuedRequest');
    this.requests[name].push(req);
  }
};

Agent.prototype.createSocket = function createSocket(req, options, cb) {
  options = withAgentOptions(this, req, options);
  if (profile.requestTimeoutBeatsAgents) {
    const timeout = req.timeout || this.options.timeout || undefined;
    if (timeout) options.timeout = timeout;
  }
  const name = this.getName(options);
  options._agentKey = name;
  options.encoding = null;
  const oncreate = once((err, socket) => {
    if (err) return cb(err);
    this.sockets[name] ||= [];
    this.sockets[name].push(socket);
    this.totalSocketCount++;
    installListeners(this, socket, options);
    cb(null, socket);
  });
  if (this.keepAlive) {
    options.keepAlive = this.keepAlive;
    options.keepAliveInitialDelay = this.keepAliveMsecs;
  }
  const socket = this.createConnection(options, oncreate);
  if (socket) oncreate(null, socket);
};

function installListeners(agent, socket, options) {
  const listeners = {
    free() { agent.emit('free', socket, options); },
    close() { forget(); },
    timeout() {
      // Only idleness between requests is the agent's affair.
      if (Object.values(agent.freeSockets).some((list) => list.includes(socket))) socket.destroy();
    },
    agentRemove() {
      forget();
      for (const [event, listener] of Object.entries(listeners)) socket.removeListener(event, listener);
    },
  };
  const forget = () => {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
  };
  for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener);
}

function removeFrom(sockets, name, socket) {
  const index = sockets[name]?.indexOf(socket) ?? -1;
  if (index === -1) return;
  sockets[name].splice(index, 1);
  if (sockets[name].length === 0) delete sockets[name];
}

/** The request that could have a connection now: of the same key, or of one that has none at all. */
function nextRequest(agent, name) {
  if (agent.requests[name]?.length) return agent.requests[name][0];
  const [other] = Object.keys(agent.requests);
  return other === undefined || agent.sockets[other]?.length ? undefined : agent.requests[other][0];
}

Agent.prototype.removeSocket = function removeSocket(socket, options) {
  const name = this.getName(options);
  removeFrom(this.sockets, name, socket);
  if (!socket.writable) removeFrom(this.freeSockets, name, socket);
  const req = nextRequest(this, name);
  const requestOptions = this.requests[name]?.length ? options : req?.[kRequestOptions];
  if (!req || !requestOptions) return;
  req[kRequestOptions] = undefined;
  this.createSocket(req, requestOptions, (err, newSocket) => {
    if (err) req.onSocket(null, err);
    else newSocket.emit('free');
  });
};

/** How long (ms) the server said that it keeps the connection; undefined when it did not say. */
function serversTimeout(socket) {
  const hint = /^timeout=(\d+)/.exec(socket._httpMessage?.res?.headers['keep-alive'] ?? '');
  return hint ? Number.parseInt(hint[1]) * 1000 : undefined;
}

/** Prepares a connection for being kept; false when it is not worth keeping. */
Agent.prototype.keepSocketAlive = function keepSocketAlive(socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs);
  socket.unref();
  let timeout = this.options.timeout || 0;
  let isWorthKeeping = true;
  const said = profile.agentsHeedKeepAliveHints ? serversTimeout(socket) : undefined;
  if (said !== undefined) {
    const left = said - (this.agentKeepAliveTimeoutBuffer ?? KEEP_ALIVE_BUFFER_MS);
    if (left <= 0) isWorthKeeping = false;
    else if (left < timeout) timeout = left;
  }
  if (socket.timeout !== timeout) socket.setTimeout(timeout);
  return isWorthKeeping;
};

Agent.prototype.reuseSocket = function reuseSocket(socket, req) {
  socket.removeListener('error', freeSocketErrorListener);
  if (profile.freeSocketsAreGuarded) unguardSocket(socket);
  req.reusedSocket = true;
  socket.ref();
};

Agent.prototype.destroy = function destroy() {
  for (const sockets of [this.freeSockets, this.sockets]) {
    for (const list of Object.values(sockets)) for (const socket of list) socket.destroy();
  }
};

function setRequestSocket(agent, req, socket) {
  req.onSocket(socket);
  const agentTimeout = agent.options.timeout || 0;
  if (req.timeout !== undefined && req.timeout !== agentTimeout) socket.setTimeout(req.timeout);
}

/** From here on the connection's callbacks belong to another request: they get an async id of their own. */
function resetAsyncId(socket) {
  const handle = socket._handle;
  if (typeof handle?.asyncReset !== 'function') return;
  handle.asyncReset({ type: handle.getProviderType(), handle });
  socket[async_id_symbol] = handle.getAsyncId();
}

module.exports = {
  Agent,
  globalAgent: new Agent(profile.agentsKeepAliveByDefault ?
    { keepAlive: true, scheduling: 'lifo', timeout: 5000 } : undefined),
};
