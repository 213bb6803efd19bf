// A client request on its connection: from the socket that it gets to the end of the answer, and everything that can
// break off in between. Node's documentation: http, "Class: http.ClientRequest".
'use strict';

const { finished } = require('stream');
const {
  HTTPParser, calculateLenientFlags, freeParser, kSkipPendingData, newParser, prepareError,
} = require('_http_common');
const { kDetachAbortSignal } = require('_http_incoming');
const { ConnResetException } = require('internal/errors');
const { defaultTriggerAsyncIdScope } = require('internal/async_hooks');
const { kNeedDrain } = require('internal/http');
const { endSpan } = require('internal/perf/spans');
const { channel } = require('diagnostics_channel');
const profile = require('internal/profile');

const errorChannel = channel('http.client.request.error');
const finishChannel = channel('http.client.response.finish');

/** The error that destroy() was given before there was a socket. */
const kError = Symbol('kError');
/** The span from the request's end to the answer's head. */
const kStatistics = Symbol('ClientRequestStatistics');

function emitErrorEvent(request, error) {
  if (errorChannel.hasSubscribers && profile.httpErrorChannel) errorChannel.publish({ request, error });
  request.emit('error', error);
}

/** The socket of a request is there, or `err` says why not. The request hears of it in a tick. */
function onSocket(req, socket, err) {
  if (profile.requestsHearErrorsAtOnce && socket && !err) {
    socket._httpMessage = req;
    socket.on('error', socketErrorListener);
  }
  process.nextTick(onSocketNT, req, socket, err);
}

function onSocketNT(req, socket, err) {
  if (!req.destroyed && !err) {
    startOnSocket(req, socket);
    req._flush();
    return;
  }
  req.destroyed = true;
  if (socket && !err && req.agent && !socket.destroyed) {
    // The request is gone, but its connection can serve another one.
    socket.emit('free');
    if (profile.requestsHearErrorsAtOnce) socket.removeListener('error', socketErrorListener);
    closeUnsent(req, socket, req[kError]);
  } else if (socket) {
    finished(socket.destroy(err || req[kError]), (error) => {
      const cause = error?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? null : error;
      closeUnsent(req, socket, cause || err);
    });
  } else {
    closeUnsent(req, socket, err || req[kError]);
  }
}

function closeUnsent(req, socket, err) {
  const error = err || (req.aborted ? undefined : new ConnResetException('socket hang up'));
  const wasTold = profile.requestsHearErrorsAtOnce && socket?._hadError;
  if (error && !wasTold) emitErrorEvent(req, error);
  req._closed = true;
  req.emit('close');
}

function startOnSocket(req, socket) {
  req.socket = socket;
  const parser = newParser();
  parser.initialize(HTTPParser.RESPONSE, null, req.maxHeaderSize || 0,
    calculateLenientFlags(req.httpValidation, req.insecureHTTPParser));
  parser.socket = socket;
  parser.outgoing = req;
  parser.joinDuplicateHeaders = req.joinDuplicateHeaders;
  parser.onIncoming = parserOnIncomingClient;
  if (typeof req.maxHeadersCount === 'number') parser.maxHeaderPairs = req.maxHeadersCount << 1;
  req.parser = parser;
  socket.parser = parser;
  socket._httpMessage = req;
  if (!profile.requestsHearErrorsAtOnce) socket.on('error', socketErrorListener);
  socket.on('data', socketOnData);
  socket.on('end', socketOnEnd);
  socket.on('close', socketCloseListener);
  socket.on('drain', ondrain);
  if (req.timeout !== undefined || req.agent?.options?.timeout) listenSocketTimeout(req);
  req.emit('socket', socket);
}

/** Makes the socket's idleness the request's 'timeout' event. */
function listenSocketTimeout(req) {
  if (req.timeoutCb) return;
  req.timeoutCb = emitRequestTimeout;
  if (req.socket) req.socket.once('timeout', emitRequestTimeout);
  else req.on('socket', (socket) => socket.once('timeout', emitRequestTimeout));
}

function emitRequestTimeout() {
  this._httpMessage?.emit('timeout');
}

function ondrain() {
  const req = this._httpMessage;
  if (!req || req.finished || !req[kNeedDrain]) return;
  req[kNeedDrain] = false;
  req.emit('drain');
}

function letParserGo(socket, req) {
  const { parser } = socket;
  if (!parser) return;
  parser.finish();
  freeParser(parser, req, socket);
}

/** The answer will not come: the request's error, unless it has had one. */
function hangUp(req) {
  if (req.socket._hadError) return;
  req.socket._hadError = true;
  emitErrorEvent(req, new ConnResetException('socket hang up'));
}

function socketCloseListener() {
  const req = this._httpMessage;
  const { parser } = this;
  const { res } = req;
  req.destroyed = true;
  if (res) {
    // The socket closed before the answer's end: what came of it is cut off.
    if (!res.complete) res.destroy(new ConnResetException('aborted'));
    req._closed = true;
    req.emit('close');
    if (!res.aborted && res.readable) res.push(null);
  } else {
    hangUp(req);
    req._closed = true;
    req.emit('close');
  }
  if (req.outputData) req.outputData.length = 0;
  if (parser) {
    parser.finish();
    freeParser(parser, req, this);
  }
}

function socketErrorListener(err) {
  const req = this._httpMessage;
  if (req) {
    this._hadError = true;
    emitErrorEvent(req, err);
  }
  letParserGo(this, req);
  this.removeListener('data', socketOnData);
  this.removeListener('end', socketOnEnd);
  this.destroy();
}

function socketOnEnd() {
  const req = this._httpMessage;
  if (!req.res) hangUp(req);
  letParserGo(this, req);
  this.destroy();
}

function socketOnData(bytes) {
  const req = this._httpMessage;
  const { parser } = this;
  const result = parser.execute(bytes);
  if (result instanceof Error) {
    prepareError(result, parser, bytes);
    freeParser(parser, req, this);
    this.removeListener('data', socketOnData);
    this.removeListener('end', socketOnEnd);
    this.destroy();
    req.socket._hadError = true;
    emitErrorEvent(req, result);
  } else if (parser.incoming?.upgrade) {
    upgrade(this, req, bytes.slice(result, bytes.length));
  } else if (parser.incoming?.complete && !isInformational(parser.incoming.statusCode)) {
    this.removeListener('data', socketOnData);
    this.removeListener('end', socketOnEnd);
    this.removeListener('drain', ondrain);
    freeParser(parser, req, this);
  }
}

/** The server speaks another protocol from here on: the raw socket is the program's. */
function upgrade(socket, req, head) {
  const { parser } = socket;
  const res = parser.incoming;
  req.res = res;
  socket.removeListener('data', socketOnData);
  socket.removeListener('end', socketOnEnd);
  socket.removeListener('drain', ondrain);
  if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb);
  socket.removeListener('timeout', responseOnTimeout);
  parser.finish();
  freeParser(parser, req, socket);
  const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
  if (req.listenerCount(event) === 0) {
    socket.destroy();
    return;
  }
  req.upgradeOrConnect = true;
  socket.emit('agentRemove');
  socket.removeListener('close', socketCloseListener);
  socket.removeListener('error', socketErrorListener);
  socket._httpMessage = null;
  socket.readableFlowing = null;
  req.emit(event, res, socket, head);
  req.destroyed = true;
  req._closed = true;
  req.emit('close');
}

function isInformational(status) {
  return status >= 100 && status < 200 && status !== 101;
}

/** An answer's head has been read. Returns what the parser is to do: 0 read the body, 1 there is none, 2 raw bytes. */
function parserOnIncomingClient(res, keepsAlive) {
  const { socket } = this;
  const req = socket._httpMessage;
  if (req.res) {
    // A second answer to one request: nothing of it may be taken for part of the first.
    socket.destroy();
    if (profile.secondAnswersAreSkipped && socket.parser) {
      socket.parser.incoming = req.res;
      socket.parser.incoming[kSkipPendingData] = true;
    }
    return 0;
  }
  req.res = res;
  if (res.upgrade) return 2;
  if (req.method === 'CONNECT') {
    res.upgrade = true;
    return 2;
  }
  if (isInformational(res.statusCode)) {
    emitInterim(req, res);
    return 1;
  }
  if (req.shouldKeepAlive && !keepsAlive && !req.upgradeOrConnect) req.shouldKeepAlive = false;
  endSpan(req, kStatistics, () => {
    return { res: { statusCode: res.statusCode, statusMessage: res.statusMessage, headers: res.headers } };
  });
  if (finishChannel.hasSubscribers) finishChannel.publish({ request: req, response: res });
  res.req = req;
  res.on('end', responseOnEnd);
  req.on('finish', requestOnFinish);
  socket.on('timeout', responseOnTimeout);
  if (req.aborted || !req.emit('response', res)) res._dump();
  if (req.method === 'HEAD') return 1;
  if (res.statusCode === 304) {
    res.complete = true;
    return 1;
  }
  return 0;
}

function emitInterim(req, res) {
  req.res = null;
  if (res.statusCode === 100) req.emit('continue');
  req.emit('information', {
    statusCode: res.statusCode,
    statusMessage: res.statusMessage,
    httpVersion: res.httpVersion,
    httpVersionMajor: res.httpVersionMajor,
    httpVersionMinor: res.httpVersionMinor,
    headers: res.headers,
    rawHeaders: res.rawHeaders,
  });
}

/** The exchange is over on both sides: the connection goes back to the agent, a tick later. */
function responseKeepAlive(req) {
  const { socket } = req;
  if (req.timeoutCb) {
    socket.setTimeout(0, req.timeoutCb);
    req.timeoutCb = null;
  }
  socket.removeListener('close', socketCloseListener);
  socket.removeListener('error', socketErrorListener);
  socket.removeListener('data', socketOnData);
  socket.removeListener('end', socketOnEnd);
  const asyncId = socket._handle ? socket._handle.getAsyncId() : undefined;
  defaultTriggerAsyncIdScope(asyncId, process.nextTick, emitFreeNT, req);
  req.destroyed = true;
  if (req.res) req.res.socket = null;
}

function emitFreeNT(req) {
  req._closed = true;
  req.emit('close');
  req.socket?.emit('free');
}

function responseOnEnd() {
  const { req } = this;
  const { socket } = req;
  this[kDetachAbortSignal]();
  if (socket) {
    if (req.timeoutCb) socket.removeListener('timeout', emitRequestTimeout);
    socket.removeListener('timeout', responseOnTimeout);
  }
  req._ended = true;
  if (req.shouldKeepAlive) {
    // The answer may be complete before the request is: then the request's end returns the connection.
    if (req.writableFinished && !this.aborted) responseKeepAlive(req);
  } else if (socket.writable) {
    if (typeof socket.destroySoon === 'function') socket.destroySoon();
    else socket.end();
  }
}

function responseOnTimeout() {
  this._httpMessage?.res?.emit('timeout');
}

function requestOnFinish() {
  const isAlive = !profile.lateRequestEndsAreHarmless || !this.destroyed;
  if (this.shouldKeepAlive && this._ended && isAlive) responseKeepAlive(this);
}

module.exports = { emitErrorEvent, kError, kStatistics, listenSocketTimeout, onSocket };
