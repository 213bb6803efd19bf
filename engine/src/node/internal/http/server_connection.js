// One connection of an HTTP server: its socket, its parser, and what becomes of both. What it does with the requests
// that come is in `server_answers`.
// Node's documentation: http, "Class: http.Server".
'use strict';

const net = require('net');
const { Buffer } = require('buffer');
const {
  HTTPParser, calculateLenientFlags, freeParser, kIncomingMessage, newParser, prepareError,
} = require('_http_common');
const {
  ConnResetException,
  codes: { ERR_HTTP_REQUEST_TIMEOUT, ERR_HTTP_SOCKET_ENCODING },
} = require('internal/errors');
const { defaultTriggerAsyncIdScope, getOrSetAsyncId } = require('internal/async_hooks');
const { parserOnIncoming, socketOnDrain } = require('internal/http/server_answers');
const { STATUS_CODES } = require('internal/http/status_codes');
const profile = require('internal/profile');

const kConnections = Symbol('http.server.connections');
const kUpgradeStream = Symbol('UpgradeStream');

function noop() {}

/** The 'connection' listener of an HTTP server. */
function connectionListener(socket) {
  defaultTriggerAsyncIdScope(getOrSetAsyncId(socket), startConnection, this, socket);
}

function startConnection(server, socket) {
  socket.server = server;
  if (server.timeout && typeof socket.setTimeout === 'function') socket.setTimeout(server.timeout);
  socket.on('timeout', socketOnTimeout);
  const parser = startParser(server, socket);
  const connection = {
    server, socket, parser,
    /** Requests whose answers have not finished, and the answers that wait for those before them. */
    incoming: [], outgoing: [],
    /** Bytes that wait with the answers. */
    outgoingData: 0,
    requestsCount: 0,
    keepAliveTimeoutSet: false,
    listeners: {},
  };
  connection.listeners = {
    data: (bytes) => afterExecute(connection, parser.execute(bytes), bytes),
    error: socketOnError,
    end: () => socketOnEnd(connection),
    close: () => socketOnClose(connection),
    drain: () => socketOnDrain(connection),
  };
  for (const [event, listener] of Object.entries(connection.listeners)) socket.on(event, listener);
  parser.onIncoming = (req, keepAlive) => parserOnIncoming(connection, req, keepAlive);
  socket.on('resume', onSocketResume);
  socket.on('pause', onSocketPause);
  for (const name of ['on', 'addListener', 'prependListener']) socket[name] = listenerWrapper(name);
  socket.setEncoding = socketSetEncoding;
  if (socket._handle?.isStreamBase && !socket._handle._consumed) {
    parser._consumed = true;
    socket._handle._consumed = true;
    parser.consume(socket._handle);
  }
  parser[HTTPParser.kOnExecute] = (result) => {
    socket._unrefTimer();
    afterExecute(connection, result, undefined);
  };
  socket._paused = false;
}

function startParser(server, socket) {
  const parser = newParser();
  const lenient = calculateLenientFlags(server.httpValidation, server.insecureHTTPParser);
  parser.initialize(HTTPParser.REQUEST, null, server.maxHeaderSize || 0, lenient, server[kConnections]);
  parser.socket = socket;
  socket.parser = parser;
  if (typeof server.maxHeadersCount === 'number') parser.maxHeaderPairs = server.maxHeadersCount << 1;
  return parser;
}

function socketSetEncoding() {
  throw new ERR_HTTP_SOCKET_ENCODING();
}

/** A program that reads the socket itself gets its bytes: the parser no longer takes them from the handle. */
function listenerWrapper(name) {
  return function socketListenerWrap(event, listener) {
    const result = net.Socket.prototype[name].call(this, event, listener);
    if (!this.parser) {
      for (const own of ['on', 'addListener', 'prependListener']) this[own] = net.Socket.prototype[own];
    } else if (event === 'data' || event === 'readable') {
      unconsume(this.parser, this);
    }
    return result;
  };
}

function unconsume(parser, socket) {
  if (!socket._handle) return;
  if (parser._consumed) parser.unconsume();
  parser._consumed = false;
  socket.removeListener('pause', onSocketPause);
  socket.removeListener('resume', onSocketResume);
}

/** While the parser reads from the handle, pausing the stream must pause the handle. */
function onSocketPause() {
  if (!this._handle?.reading) return;
  this._handle.reading = false;
  this._handle.readStop();
}

function onSocketResume() {
  if (this._paused) {
    // The answers are not read fast enough: no new requests yet.
    this.pause();
  } else if (this._handle && !this._handle.reading) {
    this._handle.reading = true;
    this._handle.readStart();
  }
}

function socketOnTimeout() {
  const req = this.parser?.incoming;
  const told = [
    req && !req.complete && req.emit('timeout', this),
    this._httpMessage?.emit('timeout', this),
    this.server.emit('timeout', this),
  ];
  if (!told.some(Boolean)) this.destroy();
}

function socketOnClose({ socket, incoming, outgoing }) {
  freeParser(socket.parser, null, socket);
  const queues = profile.brokenConnectionsDestroyWaitingAnswers ? [incoming, outgoing] : [incoming];
  for (const queue of queues) {
    while (queue.length > 0) queue.shift().destroy(new ConnResetException('aborted'));
  }
}

function socketOnEnd({ server, socket, parser, outgoing }) {
  const error = parser.finish();
  if (error instanceof Error) socketOnError.call(socket, error);
  else if (!server.httpAllowHalfOpen) socket.end();
  else if (outgoing.length > 0) outgoing[outgoing.length - 1]._last = true;
  else if (socket._httpMessage) socket._httpMessage._last = true;
  else socket.end();
}

/** The head or body of a request took too long. */
function onRequestTimeout(socket) {
  socketOnError.call(socket, new ERR_HTTP_REQUEST_TIMEOUT());
}

function emptyAnswer(statusCode) {
  return Buffer.from(`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\nConnection: close\r\n\r\n`, 'ascii');
}

function answerTo(error) {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW': return emptyAnswer(431);
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW': return emptyAnswer(413);
    case 'ERR_HTTP_REQUEST_TIMEOUT': return emptyAnswer(408);
    default: return emptyAnswer(400);
  }
}

/** An error of the socket or of the parser: for the program's 'clientError' listener, else a 4xx answer and the end. */
function socketOnError(error) {
  this.removeListener('error', socketOnError);
  if (this.listenerCount('error', noop) === 0) this.on('error', noop);
  if (this.server.emit('clientError', error, this)) return;
  // Not into the middle of an answer that is under way.
  if (this.writable && !this._httpMessage?._headerSent) this.write(answerTo(error));
  this.destroy(error);
}

/** What follows when the parser has read a piece: its error, or a change of the protocol. */
function afterExecute(connection, result, bytes) {
  const { socket, parser } = connection;
  if (result instanceof Error) {
    prepareError(result, parser, bytes);
    socketOnError.call(socket, result);
  } else if (parser.incoming?.upgrade) {
    upgrade(connection, result, bytes);
  } else if (parser.incoming?.method === 'PRI') {
    // HTTP/2 with prior knowledge is not spoken here.
    socket.destroy();
  }
}

function upgrade(connection, bytesParsed, bytes) {
  const { server, socket, parser } = connection;
  const req = parser.incoming;
  const isComplete = req.complete || !profile.upgradesReadTheBody;
  if (!isComplete && socket[kUpgradeStream]) return;
  const all = bytes ?? (isComplete ? parser.getCurrentBuffer() : Buffer.alloc(0));
  let stream = socket;
  if (isComplete) {
    letGo(connection, req);
  } else {
    const { UpgradeStream } = require('internal/http/upgrade_stream');
    stream = socket[kUpgradeStream] = new UpgradeStream(socket, req);
  }
  const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
  const isWanted = server.listenerCount(event) > 0 || (event === 'upgrade' && !profile.upgradesMayBeDeclined);
  if (!isWanted) {
    socket.destroy();
    return;
  }
  const head = all.slice(bytesParsed, all.length);
  if (isComplete && socket[kUpgradeStream]) {
    socket[kUpgradeStream].requestBodyCompleted(head);
  } else {
    socket.readableFlowing = null;
    server.emit(event, req, stream, head);
  }
}

/** Takes everything of HTTP off a socket. */
function letGo({ socket, parser, listeners }, req) {
  for (const [event, listener] of Object.entries(listeners)) socket.removeListener(event, listener);
  socket.removeListener('timeout', socketOnTimeout);
  unconsume(parser, socket);
  parser.finish();
  freeParser(parser, req, socket);
}

module.exports = { connectionListener, kConnections, kIncomingMessage, onRequestTimeout };
