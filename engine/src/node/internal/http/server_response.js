// `http.ServerResponse`: a server's answer: status line, interim answers, and its place on the connection.
// Node's documentation: http, "Class: http.ServerResponse".
'use strict';

const {
  _checkInvalidHeaderChar: checkInvalidHeaderChar, chunkExpression,
} = require('_http_common');
const { OutgoingMessage } = require('_http_outgoing');
const {
  codes: {
    ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_STATUS_CODE, ERR_HTTP_SOCKET_ASSIGNED, ERR_INVALID_ARG_VALUE,
    ERR_INVALID_CHAR,
  },
} = require('internal/errors');
const { kOutHeaders } = require('internal/http');
const { headerPairs, validateHeaderName, validateHeaderValue } = require('internal/http/outgoing_headers');
const { STATUS_CODES } = require('internal/http/status_codes');
const { beginSpan, endSpan } = require('internal/perf/spans');
const { validateInteger, validateLinkHeaderValue, validateObject } = require('internal/validators');
const { channel } = require('diagnostics_channel');
const profile = require('internal/profile');

const createdChannel = channel('http.server.response.created');

/** The span from the request's head to the answer's end. */
const kStatistics = Symbol('ServerResponseStatistics');

function ServerResponse(req, options) {
  OutgoingMessage.call(this, options);
  if (req.method === 'HEAD') this._hasBody = false;
  this.req = req;
  this.sendDate = true;
  this._sent100 = false;
  this._expect_continue = false;
  if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
    this.useChunkedEncodingByDefault = chunkExpression.test(req.headers.te);
    this.shouldKeepAlive = false;
  }
  beginSpan(this, kStatistics, {
    type: 'http',
    name: 'HttpRequest',
    detail: () => ({ req: { method: req.method, url: req.url, headers: req.headers } }),
  });
  if (createdChannel.hasSubscribers && profile.httpCreatedChannels) createdChannel.publish({ request: req, response: this });
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

ServerResponse.prototype._finish = function _finish() {
  endSpan(this, kStatistics, () => {
    const { statusCode, statusMessage } = this;
    return { res: { statusCode, statusMessage, headers: this.getHeaders?.() ?? {} } };
  });
  OutgoingMessage.prototype._finish.call(this);
};

ServerResponse.prototype.statusCode = 200;
ServerResponse.prototype.statusMessage = undefined;

/** The connection broke off under the answer. `this` is the socket, which may serve another answer by now. */
function onServerResponseClose() {
  if (this._httpMessage) emitCloseNT(this._httpMessage);
}

/** The end of an answer, good or bad: 'close', once. */
function emitCloseNT(response) {
  if (response._closed) return;
  response.destroyed = true;
  response._closed = true;
  response.emit('close');
}

/** It is this answer's turn on the connection. */
ServerResponse.prototype.assignSocket = function assignSocket(socket) {
  if (socket._httpMessage) throw new ERR_HTTP_SOCKET_ASSIGNED();
  socket._httpMessage = this;
  socket.on('close', onServerResponseClose);
  this.socket = socket;
  this.emit('socket', socket);
  this._flush();
};

ServerResponse.prototype.detachSocket = function detachSocket(socket) {
  socket.removeListener('close', onServerResponseClose);
  socket._httpMessage = null;
  this.socket = null;
};

function writeInterim(response, statusCode, lines, cb) {
  return response._writeRaw(`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] || 'unknown'}\r\n${lines}\r\n`, 'ascii', cb);
}

if (profile.interimAnswersOfAnyCode) {
  /** Sends an interim answer (100 to 199 but 101) with headers of its own. */
  ServerResponse.prototype.writeInformation = function writeInformation(statusCode, headers, cb) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('write');
    validateInteger(statusCode, 'statusCode', 100, 199);
    if (statusCode === 101) throw new ERR_HTTP_INVALID_STATUS_CODE(statusCode);
    if (headers != null && !Array.isArray(headers)) validateObject(headers, 'headers');
    const lenient = this._isLenientHeaderValidation();
    const lines = headerPairs(headers ?? []).map(([name, value]) => {
      validateHeaderName(name);
      validateHeaderValue(name, value, lenient);
      return `${name}: ${value}\r\n`;
    });
    return writeInterim(this, statusCode, lines.join(''), cb);
  };
}

/** An interim answer of Node's own choice of code, which older versions sent without looking whether it still fits. */
function informOf(response, statusCode, headers, cb) {
  if (profile.interimAnswersOfAnyCode) {
    response.writeInformation(statusCode, headers, cb);
    return;
  }
  const lines = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
  writeInterim(response, statusCode, lines.join(''), cb);
}

ServerResponse.prototype.writeContinue = function writeContinue(cb) {
  informOf(this, 100, null, cb);
  this._sent100 = true;
};

ServerResponse.prototype.writeProcessing = function writeProcessing(cb) {
  informOf(this, 102, null, cb);
};

ServerResponse.prototype.writeEarlyHints = function writeEarlyHints(hints, cb) {
  validateObject(hints, 'hints');
  if (hints.link === null || hints.link === undefined) return;
  const link = validateLinkHeaderValue(hints.link);
  if (link.length === 0) return;
  if (profile.interimAnswersOfAnyCode && checkInvalidHeaderChar(link)) {
    throw new ERR_INVALID_CHAR('header content', 'Link');
  }
  const { link: _, ...others } = hints;
  informOf(this, 103, { Link: link, ...others }, cb);
};

ServerResponse.prototype._implicitHeader = function _implicitHeader() {
  this.writeHead(this.statusCode);
};

/** Merges headers given to writeHead with those set before; the former win. */
function mergeHeaders(response, headers) {
  if (Array.isArray(headers)) {
    if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', headers);
    const names = headers.filter((_, i) => i % 2 === 0);
    if (profile.writeHeadListsReplaceHeaders) for (const name of names) response.removeHeader(name);
    const set = profile.writeHeadListsReplaceHeaders ? 'appendHeader' : 'setHeader';
    names.forEach((name, i) => { if (name) response[set](name, headers[2 * i + 1]); });
  } else if (headers) {
    for (const name of Object.keys(headers)) if (name) response.setHeader(name, headers[name]);
  }
}

/** Before Node 20 a head could be written down again unless that had nothing to add to headers set before. */
function isSentAlready(response, headers) {
  if (!response._header) return false;
  const addsHeaders = headers && Object.keys(headers).length > 0;
  return profile.headsAreWrittenOnce || (Boolean(response[kOutHeaders]) && !addsHeaders);
}

/** `writeHead(statusCode[, statusMessage][, headers])`: writes the head down; it goes out with the first of the body. */
ServerResponse.prototype.writeHead = function writeHead(statusCode, reason, headers) {
  const isSent = isSentAlready(this, headers ?? reason);
  if (isSent && profile.headsAreWrittenOnce) throw new ERR_HTTP_HEADERS_SENT('write');
  const code = statusCode | 0;
  if (code < 100 || code > 999) throw new ERR_HTTP_INVALID_STATUS_CODE(statusCode);
  if (typeof reason === 'string') {
    this.statusMessage = reason;
  } else {
    this.statusMessage ||= STATUS_CODES[code] || 'unknown';
    headers ??= reason;
  }
  this.statusCode = code;
  // Before Node 20 it comes to light only when the status was changed already.
  if (isSent) throw new ERR_HTTP_HEADERS_SENT('render');
  if (this[kOutHeaders]) {
    mergeHeaders(this, headers);
    headers = this[kOutHeaders];
  }
  if (checkInvalidHeaderChar(this.statusMessage)) throw new ERR_INVALID_CHAR('statusMessage');
  if (code === 204 || code === 304 || code <= 199) this._hasBody = false;
  // A client that still waits for the word to go on may send its body or not: the connection cannot be used again.
  if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
  this._storeHeader(`HTTP/1.1 ${code} ${this.statusMessage}\r\n`, headers);
  return this;
};

if (profile.writeHeaderAlias) ServerResponse.prototype.writeHeader = ServerResponse.prototype.writeHead;

module.exports = { ServerResponse, emitCloseNT };
