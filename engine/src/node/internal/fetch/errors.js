// The causes of "fetch failed" and "terminated": undici's error classes, as far as a program can meet them here.
// undici's documentation: "Errors".
'use strict';

const profile = require('internal/profile');

function namedError(name, code, message, properties) {
  const error = new Error(message);
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true, enumerable: false });
  error.code = code;
  return Object.assign(error, properties);
}

/** What is told of the socket that failed. */
function describeSocket(socket) {
  if (!socket) return undefined;
  const { localAddress, localPort, remoteAddress, remotePort, remoteFamily, timeout, bytesWritten, bytesRead } = socket;
  return { localAddress, localPort, remoteAddress, remotePort, remoteFamily, timeout, bytesWritten, bytesRead };
}

function socketError(message, socket) {
  return namedError('SocketError', 'UND_ERR_SOCKET', message, { socket: describeSocket(socket) });
}

/** Turns an error of the HTTP client into the one that undici would give. */
function translateError(error, socket) {
  if (error.code === 'ECONNRESET' && error.syscall === undefined) return socketError('other side closed', socket);
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    return namedError('HeadersOverflowError', 'UND_ERR_HEADERS_OVERFLOW', 'Headers Overflow Error');
  }
  if (!error.code?.startsWith('HPE_')) return error;
  const message = `Response does not match the HTTP/1.1 protocol (${error.reason})`;
  return namedError('HTTPParserError', profile.fetchParserErrorsHaveCode ? error.code : undefined, message, { data: undefined });
}

function headersTimeoutError() {
  return namedError('HeadersTimeoutError', 'UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error');
}

function bodyTimeoutError() {
  return namedError('BodyTimeoutError', 'UND_ERR_BODY_TIMEOUT', 'Body Timeout Error');
}

function connectTimeoutError(url, timeoutMs) {
  const address = `${url.hostname}:${url.port || 80}`;
  return namedError('ConnectTimeoutError', 'UND_ERR_CONNECT_TIMEOUT',
    `Connect Timeout Error (attempted address: ${address}, timeout: ${timeoutMs}ms)`);
}

module.exports = { bodyTimeoutError, connectTimeoutError, headersTimeoutError, socketError, translateError };
