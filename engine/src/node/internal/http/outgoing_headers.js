// The headers of outgoing messages: setting and asking for them, checking them, and writing them down together with
// those that follow from the message itself (length, encoding, connection, date). Installed on `OutgoingMessage`.
// Node's documentation: http, "Class: http.OutgoingMessage".
'use strict';

const { Buffer } = require('buffer');
const {
  _checkIsHttpToken: checkIsHttpToken, _checkInvalidHeaderChar: checkInvalidHeaderChar, chunkExpression, isLenient,
} = require('_http_common');
const {
  codes: {
    ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_HEADER_VALUE, ERR_HTTP_TRAILER_INVALID, ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE, ERR_INVALID_CHAR, ERR_INVALID_HTTP_TOKEN,
  },
  hideStackFrames,
} = require('internal/errors');
const { kOutHeaders, utcDate } = require('internal/http');
const { assignFunctionName } = require('internal/util');
const { validateString } = require('internal/validators');
const profile = require('internal/profile');

/** The names of headers that go out as one line each, whatever their values (option `uniqueHeaders`). */
const kUniqueHeaders = Symbol('kUniqueHeaders');

const CONNECTION_CLOSE = /(?:^|\W)close(?:$|\W)/i;

/** Throws unless `name` can be a header's name. */
const validateHeaderName = assignFunctionName('validateHeaderName', hideStackFrames((name, label) => {
  if (typeof name !== 'string' || !name || !checkIsHttpToken(name)) {
    throw new ERR_INVALID_HTTP_TOKEN.HideStackFramesError(label || 'Header name', name);
  }
}));

/** Throws unless `value` can be a header's value. */
const validateHeaderValue = assignFunctionName('validateHeaderValue', hideStackFrames((name, value, lenient) => {
  if (value === undefined) throw new ERR_HTTP_INVALID_HEADER_VALUE.HideStackFramesError(value, name);
  if (checkInvalidHeaderChar(value, lenient)) {
    throw new ERR_INVALID_CHAR.HideStackFramesError('header content', name);
  }
}));

/** The option `uniqueHeaders` as a set of names in lower case. */
function parseUniqueHeadersOption(headers) {
  return Array.isArray(headers) ? new Set(headers.map((name) => name.toLowerCase())) : null;
}

/** A header list in any of the shapes that are accepted, as pairs: flat list, list of pairs, object. */
function headerPairs(headers) {
  if (!Array.isArray(headers)) return Object.entries(headers);
  if (headers.length > 0 && Array.isArray(headers[0])) return headers;
  if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', headers);
  return Array.from({ length: headers.length / 2 }, (_, i) => [headers[2 * i], headers[2 * i + 1]]);
}

function assertNotSent(message, action) {
  if (message._header) throw new ERR_HTTP_HEADERS_SENT(action);
}

const methods = {
  /** Whether header values may hold what fetch allows: asks the message, then its server, then the process. */
  _isLenientHeaderValidation() {
    if (!profile.lenientHeaderValues) return false;
    const server = this.req?.socket?.server;
    const validation = this.httpValidation ?? server?.httpValidation;
    if (validation !== undefined) return validation !== 'strict';
    if (typeof this.insecureHTTPParser === 'boolean') return this.insecureHTTPParser;
    return typeof server?.insecureHTTPParser === 'boolean' ? server.insecureHTTPParser : isLenient();
  },

  _renderHeaders() {
    assertNotSent(this, 'render');
    return Object.fromEntries(Object.values(this[kOutHeaders] ?? {}));
  },

  setHeader(name, value) {
    assertNotSent(this, 'set');
    validateHeaderName(name);
    validateHeaderValue(name, value, this._isLenientHeaderValidation());
    this[kOutHeaders] ??= { __proto__: null };
    this[kOutHeaders][name.toLowerCase()] = [name, value];
    return this;
  },

  /** Takes a Headers or a Map. The cookies of the former come one by one, yet belong together. */
  setHeaders(headers) {
    assertNotSent(this, 'set');
    if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('headers', ['Headers', 'Map'], headers);
    }
    const cookies = [];
    for (const [name, value] of headers) {
      if (name === 'set-cookie' && profile.setHeadersKeepsCookies) cookies.push(...(Array.isArray(value) ? value : [value]));
      else this.setHeader(name, value);
    }
    if (cookies.length > 0) this.setHeader('set-cookie', cookies);
    return this;
  },

  appendHeader(name, value) {
    assertNotSent(this, 'append');
    validateHeaderName(name);
    validateHeaderValue(name, value, this._isLenientHeaderValidation());
    const entry = this[kOutHeaders]?.[name.toLowerCase()];
    if (!entry) return this.setHeader(name, value);
    if (!Array.isArray(entry[1])) entry[1] = [entry[1]];
    entry[1].push(...(Array.isArray(value) ? value : [value]));
    return this;
  },

  getHeader(name) {
    validateString(name, 'name');
    return this[kOutHeaders]?.[name.toLowerCase()]?.[1];
  },

  getHeaderNames() {
    return Object.keys(this[kOutHeaders] ?? {});
  },

  getRawHeaderNames() {
    return Object.values(this[kOutHeaders] ?? {}).map(([name]) => name);
  },

  getHeaders() {
    const headers = { __proto__: null };
    for (const [key, [, value]] of Object.entries(this[kOutHeaders] ?? {})) headers[key] = value;
    return headers;
  },

  hasHeader(name) {
    validateString(name, 'name');
    return this[kOutHeaders] !== null && !!this[kOutHeaders][name.toLowerCase()];
  },

  /** Takes a header away; one that the message would add by itself is then left out. */
  removeHeader(name) {
    validateString(name, 'name');
    assertNotSent(this, 'remove');
    const key = name.toLowerCase();
    if (key === 'connection') this._removedConnection = true;
    else if (key === 'content-length') this._removedContLen = true;
    else if (key === 'transfer-encoding') this._removedTE = true;
    else if (key === 'date') this.sendDate = false;
    if (this[kOutHeaders] !== null) delete this[kOutHeaders][key];
  },

  /** Headers that follow a chunked body. Replaces those set before. */
  addTrailers(headers) {
    this._trailer = '';
    for (const [field, value] of Array.isArray(headers) ? headers : Object.entries(headers)) {
      validateHeaderName(field, 'Trailer name');
      const isList = Array.isArray(value);
      const separate = isList && value.length > 1 && !this[kUniqueHeaders]?.has(field.toLowerCase());
      for (const one of separate ? value : [isList ? value.join('; ') : value]) {
        if (checkInvalidHeaderChar(one, this._isLenientHeaderValidation())) {
          throw new ERR_INVALID_CHAR('trailer content', field);
        }
        this._trailer += `${field}: ${one}\r\n`;
      }
    }
  },

  /** Writes the head down in `_header`: the first line, the program's headers, and those the message needs. */
  _storeHeader(firstLine, headers) {
    const state = {
      connection: false, contLen: false, te: false, date: false, expect: false, trailer: false, header: firstLine,
    };
    const isOwn = headers === this[kOutHeaders];
    const pairs = headers ? (isOwn ? Object.values(headers) : headerPairs(headers)) : [];
    for (const [name, value] of pairs) processHeader(this, state, name, value, !isOwn);
    if (this.sendDate && !state.date) state.header += `Date: ${utcDate()}\r\n`;
    if (this.chunkedEncoding && (this.statusCode === 204 || this.statusCode === 304)) {
      // Such an answer has no body; what was meant as one could be taken for the next answer.
      this.chunkedEncoding = false;
      this.shouldKeepAlive = false;
    }
    addConnectionHeaders(this, state);
    addBodyHeaders(this, state);
    if (this.chunkedEncoding !== true && state.trailer) throw new ERR_HTTP_TRAILER_INVALID();
    this._header = `${state.header}\r\n`;
    this._headerSent = false;
    // Who expects an answer to the head alone must send it off before the body.
    if (state.expect) this._send('');
  },
};

function addConnectionHeaders(message, state) {
  if (message._removedConnection) {
    if (!profile.removedConnectionHeaderKeepsAlive) message.shouldKeepAlive = false;
    message._last = !message.shouldKeepAlive;
    return;
  }
  if (state.connection) return;
  const keepsAlive = message.shouldKeepAlive && (state.contLen || message.useChunkedEncodingByDefault || message.agent);
  if (!keepsAlive) {
    message._last = true;
    state.header += 'Connection: close\r\n';
  } else if (message.maxRequestsOnConnectionReached) {
    state.header += 'Connection: close\r\n';
  } else {
    state.header += 'Connection: keep-alive\r\n';
    if (message._keepAliveTimeout && message._defaultKeepAlive) {
      const seconds = Math.floor(message._keepAliveTimeout / 1000);
      const max = ~~message._maxRequestsPerSocket > 0 ? `, max=${message._maxRequestsPerSocket}` : '';
      state.header += `Keep-Alive: timeout=${seconds}${max}\r\n`;
    }
  }
}

function addBodyHeaders(message, state) {
  if (state.contLen || state.te) return;
  if (!message._hasBody) {
    message.chunkedEncoding = false;
  } else if (!message.useChunkedEncodingByDefault) {
    message._last = true;
  } else if (!state.trailer && !message._removedContLen && typeof message._contentLength === 'number') {
    state.header += `Content-Length: ${message._contentLength}\r\n`;
  } else if (!message._removedTE) {
    state.header += 'Transfer-Encoding: chunked\r\n';
    message.chunkedEncoding = true;
  } else if (profile.removedConnectionHeaderKeepsAlive) {
    // Nothing tells where the body ends but the end of the connection.
    message._last = true;
  }
}

function processHeader(message, state, name, value, validate) {
  if (validate) validateHeaderName(name);
  if (message._contentLength && name.length === 19 && name.toLowerCase() === 'content-disposition') {
    value = Array.isArray(value) ? value.map((one) => Buffer.from(one, 'latin1')) : Buffer.from(value, 'latin1');
  }
  if (!Array.isArray(value)) {
    storeHeader(message, state, name, value, validate);
    return;
  }
  const key = name.toLowerCase();
  const isOneLine = (value.length >= 2 && key === 'cookie') || message[kUniqueHeaders]?.has(key);
  if (isOneLine) storeHeader(message, state, name, value.join('; '), validate);
  else for (const one of value) storeHeader(message, state, name, one, validate);
}

function storeHeader(message, state, name, value, validate) {
  if (validate) validateHeaderValue(name, value, message._isLenientHeaderValidation());
  state.header += `${name}: ${value}\r\n`;
  noteHeader(message, state, name.toLowerCase(), value);
}

/** What a header of the program's own means for those the message would add. */
function noteHeader(message, state, key, value) {
  switch (key) {
    case 'connection':
      state.connection = true;
      message._removedConnection = false;
      if (CONNECTION_CLOSE.test(value)) message._last = true;
      else message.shouldKeepAlive = true;
      break;
    case 'transfer-encoding':
      state.te = true;
      message._removedTE = false;
      if (chunkExpression.test(value)) message.chunkedEncoding = true;
      break;
    case 'content-length':
      state.contLen = true;
      message._contentLength = +value;
      message._removedContLen = false;
      break;
    case 'date':
    case 'expect':
    case 'trailer':
      state[key] = true;
      break;
    case 'keep-alive':
      message._defaultKeepAlive = false;
      break;
  }
}

/** Puts the methods of this room on `prototype`. */
function installHeaderMethods(prototype) {
  Object.assign(prototype, methods);
}

module.exports = {
  headerPairs,
  installHeaderMethods,
  kUniqueHeaders,
  parseUniqueHeadersOption,
  validateHeaderName,
  validateHeaderValue,
};
