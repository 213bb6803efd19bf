// `http.Server`: its options, its limits on slow and idle connections, and its end. What happens on a connection is in
// `internal/http/server_connection` and, for each request, in `internal/http/server_answers`.
// Node's documentation: http, "Class: http.Server".
'use strict';

const EventEmitter = require('events');
const net = require('net');
const { IncomingMessage } = require('_http_incoming');
const { kUniqueHeaders, parseUniqueHeadersOption } = require('_http_outgoing');
const { codes: { ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { ConnectionsList } = require('internal/http/connections');
const { KEEP_ALIVE_BUFFER_MS, kOptimizeEmptyRequests, kServerResponse } = require('internal/http/server_answers');
const { connectionListener, kConnections, kIncomingMessage, onRequestTimeout } = require('internal/http/server_connection');
const { ServerResponse } = require('internal/http/server_response');
const { STATUS_CODES } = require('internal/http/status_codes');
const { promisify } = require('internal/util');
const {
  validateBoolean, validateFunction, validateInteger, validateObject, validateOneOf,
} = require('internal/validators');
const { clearInterval, setInterval } = require('timers');
const profile = require('internal/profile');

const kConnectionsCheckingInterval = Symbol('http.server.connectionsCheckingInterval');

/** Defaults in milliseconds, from Node's documentation. */
const REQUEST_TIMEOUT_MS = 300_000;
const HEADERS_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_TIMEOUT_MS = 5_000;
const CONNECTIONS_CHECKING_INTERVAL_MS = 30_000;

function integerOption(options, name, otherwise) {
  if (options[name] === undefined) return otherwise;
  validateInteger(options[name], name, 0);
  return options[name];
}

function booleanOption(options, name, otherwise) {
  if (options[name] === undefined) return otherwise;
  validateBoolean(options[name], `options.${name}`);
  return options[name];
}

function checkValidationOptions({ httpValidation, insecureHTTPParser }) {
  if (httpValidation === undefined) return;
  validateOneOf(httpValidation, 'options.httpValidation', ['strict', 'relaxed', 'insecure']);
  if (insecureHTTPParser !== undefined) {
    throw new ERR_INVALID_ARG_VALUE('options.httpValidation', httpValidation,
      'cannot be used together with options.insecureHTTPParser');
  }
}

/** Checks a server's HTTP options and stores them on it (`this`), in Node's order. */
function storeHTTPOptions(options) {
  this[kIncomingMessage] = options.IncomingMessage || IncomingMessage;
  this[kServerResponse] = options.ServerResponse || ServerResponse;
  this.maxHeaderSize = integerOption(options, 'maxHeaderSize', undefined);
  this[kOptimizeEmptyRequests] = profile.emptyRequestsCanBeOptimized &&
    booleanOption(options, 'optimizeEmptyRequests', false);
  this.insecureHTTPParser = booleanOption(options, 'insecureHTTPParser', undefined);
  if (profile.lenientHeaderValues) {
    checkValidationOptions(options);
    this.httpValidation = options.httpValidation;
  }
  this.requestTimeout = integerOption(options, 'requestTimeout', REQUEST_TIMEOUT_MS);
  this.headersTimeout = integerOption(options, 'headersTimeout', Math.min(HEADERS_TIMEOUT_MS, this.requestTimeout));
  if (this.requestTimeout > 0 && this.headersTimeout > 0 && this.headersTimeout > this.requestTimeout) {
    throw new ERR_OUT_OF_RANGE('headersTimeout', '<= requestTimeout', options.headersTimeout);
  }
  this.keepAliveTimeout = integerOption(options, 'keepAliveTimeout', KEEP_ALIVE_TIMEOUT_MS);
  if (profile.keptConnectionsMarginIsSet) {
    this.keepAliveTimeoutBuffer = integerOption(options, 'keepAliveTimeoutBuffer', KEEP_ALIVE_BUFFER_MS);
  }
  this.connectionsCheckingInterval = integerOption(options, 'connectionsCheckingInterval', CONNECTIONS_CHECKING_INTERVAL_MS);
  if (profile.hostHeaderIsRequired) this.requireHostHeader = booleanOption(options, 'requireHostHeader', true);
  this.joinDuplicateHeaders = booleanOption(options, 'joinDuplicateHeaders', undefined);
  this.rejectNonStandardBodyWrites = booleanOption(options, 'rejectNonStandardBodyWrites', false);
  if (!profile.upgradesMayBeDeclined) return;
  if (options.shouldUpgradeCallback !== undefined) {
    validateFunction(options.shouldUpgradeCallback, 'options.shouldUpgradeCallback');
  }
  this.shouldUpgradeCallback = options.shouldUpgradeCallback ?? function() {
    return this.listenerCount('upgrade') > 0;
  };
}

/** `http.createServer([options][, requestListener])`. */
function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener);
  if (typeof options === 'function') [requestListener, options] = [options, {}];
  else if (options == null) options = {};
  else validateObject(options, 'options');
  storeHTTPOptions.call(this, options);
  net.Server.call(this, {
    allowHalfOpen: true,
    noDelay: options.noDelay ?? true,
    keepAlive: options.keepAlive,
    keepAliveInitialDelay: options.keepAliveInitialDelay,
    highWaterMark: options.highWaterMark,
  });
  if (requestListener) this.on('request', requestListener);
  this.httpAllowHalfOpen = false;
  this.on('connection', connectionListener);
  this.on('listening', setupConnectionsTracking);
  this.timeout = 0;
  this.maxHeadersCount = null;
  this.maxRequestsPerSocket = 0;
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

/** Starts the list of connections and the timer that looks for slow ones; neither keeps the process alive. */
function setupConnectionsTracking() {
  this[kConnections] ||= new ConnectionsList();
  clearInterval(this[kConnectionsCheckingInterval]);
  this[kConnectionsCheckingInterval] =
    setInterval(checkConnections.bind(this), this.connectionsCheckingInterval).unref();
}

function checkConnections() {
  const [headersTimeout, requestTimeout] = [this.headersTimeout, this.requestTimeout]
    .map((limit) => (Number.isFinite(limit) && limit >= 0 ? limit : 0));
  if (headersTimeout === 0 && requestTimeout === 0) return;
  for (const { socket } of this[kConnections].expired(headersTimeout, requestTimeout)) {
    if (socket) onRequestTimeout(socket);
  }
}

/** What closing means for HTTP: idle connections go (from Node 19), slow ones are no longer looked for. */
function httpServerPreClose(server) {
  if (profile.closeEndsIdleConnections) server.closeIdleConnections();
  clearInterval(server[kConnectionsCheckingInterval]);
}

Server.prototype.close = function close(...args) {
  httpServerPreClose(this);
  net.Server.prototype.close.apply(this, args);
  return profile.closeEndsIdleConnections ? this : undefined;
};

Server.prototype[Symbol.asyncDispose] = async function() {
  await promisify(this.close).call(this);
};

Server.prototype.closeAllConnections = function closeAllConnections() {
  for (const { socket } of this[kConnections]?.all() ?? []) socket.destroy();
};

Server.prototype.closeIdleConnections = function closeIdleConnections() {
  for (const { socket } of this[kConnections]?.idle() ?? []) {
    // Between the end of a request and the end of its answer a connection is not idle.
    if (!socket._httpMessage || socket._httpMessage.finished) socket.destroy();
  }
};

Server.prototype.setTimeout = function setTimeout(msecs, callback) {
  this.timeout = msecs;
  if (callback) this.on('timeout', callback);
  return this;
};

/** A 'request' listener that rejects: the client gets a 500 if that is still possible. */
Server.prototype[EventEmitter.captureRejectionSymbol] = function(err, event, ...args) {
  if (event !== 'request') {
    net.Server.prototype[EventEmitter.captureRejectionSymbol].call(this, err, event, ...args);
    return;
  }
  const [, res] = args;
  if (res.headersSent || res.writableEnded) {
    res.destroy();
    return;
  }
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  res.statusCode = 500;
  res.end(STATUS_CODES[500]);
};

module.exports = {
  STATUS_CODES,
  Server,
  ServerResponse,
  setupConnectionsTracking,
  storeHTTPOptions,
  _connectionListener: connectionListener,
  kServerResponse,
  httpServerPreClose,
  kConnectionsCheckingInterval,
};
