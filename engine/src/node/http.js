// `node:http`: servers and requests of HTTP/1.1.
// Node's documentation: https://nodejs.org/api/http.html
'use strict';

const httpAgent = require('_http_agent');
const { ClientRequest } = require('_http_client');
const { methods } = require('_http_common');
const { IncomingMessage } = require('_http_incoming');
const { OutgoingMessage, validateHeaderName, validateHeaderValue } = require('_http_outgoing');
const { _connectionListener, STATUS_CODES, Server, ServerResponse } = require('_http_server');
const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { getOptionValue } = require('internal/options');
const { validateInteger } = require('internal/validators');
const profile = require('internal/profile');

function createServer(options, requestListener) {
  return new Server(options, requestListener);
}

/** `request(url[, options][, cb])` or `request(options[, cb])`: a request whose body is still to be ended. */
function request(url, options, cb) {
  return new ClientRequest(url, options, cb);
}

/** A request without a body. */
function get(url, options, cb) {
  const req = request(url, options, cb);
  req.end();
  return req;
}

/** Node keeps idle parsers for reuse; here there is nothing to keep, and nothing to see of it. */
function setMaxIdleHTTPParsers(max) {
  validateInteger(max, 'max', 1);
}

module.exports = {
  _connectionListener,
  METHODS: [...methods].sort(),
  STATUS_CODES,
  Agent: httpAgent.Agent,
  ClientRequest,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  createServer,
  validateHeaderName,
  validateHeaderValue,
  get,
  request,
  setMaxIdleHTTPParsers,
};

if (profile.agentsTakeProxies) {
  module.exports.setGlobalProxyFromEnv = function setGlobalProxyFromEnv() {
    throw new ERR_LOOPSCOPE_UNSUPPORTED('http.setGlobalProxyFromEnv()');
  };
}

function defineGetter(name, get, set) {
  Object.defineProperty(module.exports, name, { __proto__: null, configurable: true, enumerable: true, get, set });
}

defineGetter('maxHeaderSize', () => getOptionValue('--max-http-header-size'));
defineGetter('globalAgent', () => httpAgent.globalAgent, (value) => { httpAgent.globalAgent = value; });
if (profile.httpHasWebSocket) {
  for (const name of ['WebSocket', 'CloseEvent', 'MessageEvent']) defineGetter(name, () => globalThis[name]);
}
