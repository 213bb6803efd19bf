// `http.ClientRequest`: a request of the client: its options, its head, and how it is stopped. What happens on its
// connection is in `internal/http/client_connection`. Node's documentation: http, "http.request()".
'use strict';

const net = require('net');
const { Buffer } = require('buffer');
const Agent = require('_http_agent');
const { _checkIsHttpToken: checkIsHttpToken } = require('_http_common');
const { OutgoingMessage, kHighWaterMark, kUniqueHeaders, parseUniqueHeadersOption } = require('_http_outgoing');
const {
  codes: {
    ERR_HTTP_HEADERS_SENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_HTTP_TOKEN, ERR_INVALID_PROTOCOL,
    ERR_UNESCAPED_CHARACTERS,
  },
} = require('internal/errors');
const { kOutHeaders } = require('internal/http');
const { emitErrorEvent, kError, kStatistics, listenSocketTimeout, onSocket } = require('internal/http/client_connection');
const { getTimerDuration } = require('internal/timers');
const { URL, isURL, urlToHttpOptions } = require('internal/url');
const { beginSpan } = require('internal/perf/spans');
const { once } = require('internal/util');
const { validateBoolean, validateInteger, validateOneOf, validateString } = require('internal/validators');
const { channel } = require('diagnostics_channel');
const profile = require('internal/profile');

const createdChannel = channel('http.client.request.created');
const startChannel = channel('http.client.request.start');

const kPath = Symbol('kPath');
const kAuthority = Symbol('kAuthority');

/** What may not stand in a request's path: control characters, spaces, and what is no Latin-1. */
const INVALID_PATH = /[^\u0021-\u00ff]/;

const METHODS_WITHOUT_BODY = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];

function validateHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
  return host;
}

function checkPath(path) {
  if (INVALID_PATH.test(String(path))) throw new ERR_UNESCAPED_CHARACTERS('Request path');
}

/** `(url[, options][, cb])` and `(options[, cb])` as `[options, cb]`. */
function normalizeRequestArgs(input, options, cb) {
  if (typeof input === 'string') input = urlToHttpOptions(new URL(input));
  else if (isURL(input)) input = urlToHttpOptions(input);
  else [input, options, cb] = [null, input, options];
  if (typeof options === 'function') return [input || {}, options];
  return [{ __proto__: null, ...input, ...options }, cb];
}

function chooseAgent(options, defaultAgent) {
  const { agent } = options;
  if (agent === false) return new defaultAgent.constructor();
  if (agent === null || agent === undefined) {
    return typeof options.createConnection === 'function' ? agent : defaultAgent;
  }
  if (typeof agent.addRequest !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
  }
  return agent;
}

function chooseMethod(method) {
  if (method != null) validateString(method, 'options.method');
  if (!method) return 'GET';
  if (!checkIsHttpToken(method)) throw new ERR_INVALID_HTTP_TOKEN('Method', method);
  return method.toUpperCase();
}

/** Stores the options that say how the answer is to be read. */
function storeParserOptions(req, { maxHeaderSize, insecureHTTPParser, httpValidation, joinDuplicateHeaders }) {
  if (maxHeaderSize !== undefined) validateInteger(maxHeaderSize, 'maxHeaderSize', 0);
  req.maxHeaderSize = maxHeaderSize;
  if (insecureHTTPParser !== undefined) validateBoolean(insecureHTTPParser, 'options.insecureHTTPParser');
  req.insecureHTTPParser = insecureHTTPParser;
  if (profile.lenientHeaderValues) {
    if (httpValidation !== undefined) {
      validateOneOf(httpValidation, 'options.httpValidation', ['strict', 'relaxed', 'insecure']);
      if (insecureHTTPParser !== undefined) {
        throw new ERR_INVALID_ARG_VALUE('options.httpValidation', httpValidation,
          'cannot be used together with options.insecureHTTPParser');
      }
    }
    req.httpValidation = httpValidation;
  }
  if (joinDuplicateHeaders !== undefined) validateBoolean(joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  req.joinDuplicateHeaders = joinDuplicateHeaders;
}

/** The value of the Host header: an IPv6 address in brackets, and the port unless it goes without saying. */
function hostHeaderOf(host, port, defaultPort) {
  const isBareIPv6 = host.indexOf(':') !== host.lastIndexOf(':') && host[0] !== '[';
  const name = isBareIPv6 ? `[${host}]` : host;
  return port && +port !== defaultPort ? `${name}:${port}` : name;
}

function initRequest(req, options, cb) {
  if (cb) req.once('response', cb);
  req.useChunkedEncodingByDefault = !METHODS_WITHOUT_BODY.includes(req.method);
  req._ended = false;
  req.res = null;
  req.aborted = false;
  req.timeoutCb = null;
  req.upgradeOrConnect = false;
  req.parser = null;
  req.maxHeadersCount = null;
  req.reusedSocket = false;
}

/** Whether the connection may be used again depends on the agent; without one it may not. */
function chooseKeepAlive(req) {
  if (!req.agent) return;
  const keeps = req.agent.keepAlive || Number.isFinite(req.agent.maxSockets);
  req._last = !keeps;
  req.shouldKeepAlive = Boolean(keeps);
}

function storeHeaders(req, options, hostHeader) {
  if (Array.isArray(options.headers)) {
    req._storeHeader(`${req.method} ${req.path} HTTP/1.1\r\n`, options.headers);
    return;
  }
  for (const key of Object.keys(options.headers ?? {})) req.setHeader(key, options.headers[key]);
  const setsHost = options.setHost !== undefined || !profile.defaultHeadersCanBeLeftOut ?
    options.setHost === undefined || Boolean(options.setHost) : options.setDefaultHeaders !== false;
  if (req.host && !req.getHeader('host') && setsHost) {
    // A tunnel's target is its host.
    const isTunnel = profile.connectNamesItsTarget && req.method === 'CONNECT' && options.path;
    req.setHeader('Host', isTunnel ? String(req.path) : hostHeader);
  }
  if (options.auth && !req.getHeader('Authorization')) {
    req.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
  }
  if (req.getHeader('expect')) {
    if (req._header) throw new ERR_HTTP_HEADERS_SENT('render');
    req._storeHeader(`${req.method} ${req.path} HTTP/1.1\r\n`, req[kOutHeaders]);
  }
}

/** Connects a request that has no agent, by the program's `createConnection` if it gave one. */
function connectAlone(req, options) {
  req._last = true;
  req.shouldKeepAlive = false;
  const connection = { ...options };
  if (options.socketPath) connection.path = options.socketPath;
  else if (options.path) connection.path = undefined;
  if (typeof connection.createConnection !== 'function') {
    req.onSocket(net.createConnection(connection));
    return;
  }
  const oncreate = once((err, socket) => {
    if (err) process.nextTick(() => emitErrorEvent(req, err));
    else req.onSocket(socket);
  });
  try {
    const socket = connection.createConnection(connection, oncreate);
    if (socket) oncreate(null, socket);
  } catch (err) {
    oncreate(err);
  }
}

function ClientRequest(input, givenOptions, callback) {
  OutgoingMessage.call(this);
  const [options, cb] = normalizeRequestArgs(input, givenOptions, callback);
  if (profile.requestsHaveHighWaterMark && options.highWaterMark != null) this[kHighWaterMark] = options.highWaterMark;
  const defaultAgent = options._defaultAgent || Agent.globalAgent;
  this.agent = chooseAgent(options, defaultAgent);
  const protocol = options.protocol || defaultAgent.protocol;
  const expectedProtocol = this.agent?.protocol || defaultAgent.protocol;
  if (options.path) checkPath(options.path);
  if (protocol !== expectedProtocol) throw new ERR_INVALID_PROTOCOL(protocol, expectedProtocol);
  const defaultPort = options.defaultPort || this.agent?.defaultPort;
  const port = options.port || defaultPort || 80;
  const host = validateHost(options.hostname, 'hostname') || validateHost(options.host, 'host') || 'localhost';
  const connection = { __proto__: null, ...options, port, host };
  if (profile.defaultHeadersCanBeLeftOut && options.setDefaultHeaders === false) {
    this._removedConnection = this._removedContLen = this._removedTE = true;
  }
  this.socketPath = options.socketPath;
  if (options.timeout !== undefined) this.timeout = getTimerDuration(options.timeout, 'timeout');
  if (options.signal) {
    require('stream').addAbortSignal(options.signal, this);
    delete connection.signal;
  }
  this.method = chooseMethod(options.method);
  storeParserOptions(this, options);
  this[profile.pathsAreCheckedWhenSet ? kPath : 'path'] = options.path || '/';
  initRequest(this, options, cb);
  this.host = host;
  this.protocol = protocol;
  chooseKeepAlive(this);
  this[kAuthority] = hostHeaderOf(host, port, defaultPort);
  storeHeaders(this, options, this[kAuthority]);
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders);
  if (this.agent) this.agent.addRequest(this, connection);
  else connectAlone(this, connection);
  if (createdChannel.hasSubscribers && profile.httpCreatedChannels) createdChannel.publish({ request: this });
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

if (profile.pathsAreCheckedWhenSet) {
  Object.defineProperty(ClientRequest.prototype, 'path', {
    __proto__: null,
    get() { return this[kPath]; },
    set(path) {
      checkPath(path);
      this[kPath] = String(path);
    },
    configurable: true,
    enumerable: true,
  });
}

/** What a span tells of a request. */
function describeRequest(req) {
  const host = profile.httpSpansNamePorts ? req[kAuthority] : req.host;
  return { method: req.method, url: `${req.protocol}//${host}${req.path}`, headers: req.getHeaders?.() ?? {} };
}

ClientRequest.prototype._finish = function _finish() {
  OutgoingMessage.prototype._finish.call(this);
  beginSpan(this, kStatistics, { type: 'http', name: 'HttpClient', detail: () => ({ req: describeRequest(this) }) });
  if (startChannel.hasSubscribers) startChannel.publish({ request: this });
};

ClientRequest.prototype._implicitHeader = function _implicitHeader() {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('render');
  this._storeHeader(`${this.method} ${this.path} HTTP/1.1\r\n`, this[kOutHeaders]);
};

ClientRequest.prototype.abort = function abort() {
  if (this.aborted) return;
  this.aborted = true;
  process.nextTick((req) => req.emit('abort'), this);
  this.destroy();
};

ClientRequest.prototype.destroy = function destroy(err) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this.res?._dump();
  // Both sides are done: the socket is on its way back to the agent and no longer this request's to destroy.
  if (profile.finishedMessagesTakeShortCuts && this.writableFinished && this.res?.complete) return this;
  this[kError] = err;
  this.socket?.destroy(err);
  return this;
};

ClientRequest.prototype.onSocket = function(socket, err) {
  onSocket(this, socket, err);
};

/** Calls a method of the socket once there is one that is connected. */
ClientRequest.prototype._deferToConnect = function _deferToConnect(method, args) {
  const call = () => {
    if (method) this.socket[method](...args);
  };
  const onSocketReady = () => {
    if (this.socket.writable) call();
    else this.socket.once('connect', call);
  };
  if (this.socket) onSocketReady();
  else this.once('socket', onSocketReady);
};

ClientRequest.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (this._ended) return this;
  listenSocketTimeout(this);
  const duration = getTimerDuration(msecs, 'msecs');
  if (callback) this.once('timeout', callback);
  if (this.socket) setSocketTimeout(this.socket, duration);
  else this.once('socket', (socket) => setSocketTimeout(socket, duration));
  return this;
};

/** Idleness counts from the connection on; connecting has limits of its own. */
function setSocketTimeout(socket, msecs) {
  if (socket.connecting) socket.once('connect', () => socket.setTimeout(msecs));
  else socket.setTimeout(msecs);
}

ClientRequest.prototype.setNoDelay = function setNoDelay(noDelay) {
  this._deferToConnect('setNoDelay', [noDelay]);
};

ClientRequest.prototype.setSocketKeepAlive = function setSocketKeepAlive(enable, initialDelay) {
  this._deferToConnect('setKeepAlive', [enable, initialDelay]);
};

ClientRequest.prototype.clearTimeout = function clearTimeout(cb) {
  this.setTimeout(0, cb);
};

module.exports = { ClientRequest };
