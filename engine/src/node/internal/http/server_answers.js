// What a connection of an HTTP server does with each request: the answer that is made for it, who deals with it, and what
// follows when the answer is out. Answers go out in the order of their requests.
// Node's documentation: http, "Class: http.Server".
'use strict';

const { continueExpression } = require('_http_common');
const { kDetachAbortSignal } = require('_http_incoming');
const { kUniqueHeaders } = require('_http_outgoing');
const { kNeedDrain } = require('internal/http');
const { emitCloseNT } = require('internal/http/server_response');
const { channel } = require('diagnostics_channel');
const profile = require('internal/profile');

const requestStartChannel = channel('http.server.request.start');
const responseFinishChannel = channel('http.server.response.finish');

const kServerResponse = Symbol('ServerResponse');
const kOptimizeEmptyRequests = Symbol('OptimizeEmptyRequestsOption');

/** A kept connection is held this much longer than its client is told (ms), so that the two do not miss each other. */
const KEEP_ALIVE_BUFFER_MS = 1000;

/** A request's head has been read. Returns what the parser is to do with the body: 0 read it, 2 treat it as raw. */
function parserOnIncoming(connection, req, keepAlive) {
  const { server, socket } = connection;
  if (connection.keepAliveTimeoutSet) {
    socket.setTimeout(server.timeout || 0);
    connection.keepAliveTimeoutSet = false;
  }
  if (req.upgrade) {
    req.upgrade = req.method === 'CONNECT' || wantsUpgrade(server, req);
    if (req.upgrade) return profile.upgradesReadTheBody ? 0 : 2;
  }
  connection.incoming.push(req);
  pauseIfAnswersPileUp(connection);
  const res = makeResponse(connection, req, keepAlive);
  if (requestStartChannel.hasSubscribers) requestStartChannel.publish({ request: req, response: res, socket, server });
  if (server[kOptimizeEmptyRequests] && !('content-length' in req.headers) && !('transfer-encoding' in req.headers)) {
    req._dumpAndCloseReadable();
    req._read();
  }
  if (socket._httpMessage) connection.outgoing.push(res);
  else res.assignSocket(socket);
  res.on('finish', () => resOnFinish(connection, req, res));
  dispatch(connection, req, res);
  return 0;
}

function wantsUpgrade(server, req) {
  return profile.upgradesMayBeDeclined ? !!server.shouldUpgradeCallback(req) : server.listenerCount('upgrade') > 0;
}

/** A client that sends requests without reading the answers must wait. */
function pauseIfAnswersPileUp({ socket, outgoingData }) {
  if (socket._paused) return;
  if (socket._writableState.needDrain || outgoingData >= socket.writableHighWaterMark) {
    socket._paused = true;
    socket.pause();
  }
}

function makeResponse(connection, req, keepAlive) {
  const { server, socket } = connection;
  const res = new server[kServerResponse](req, {
    highWaterMark: socket.writableHighWaterMark,
    rejectNonStandardBodyWrites: server.rejectNonStandardBodyWrites,
  });
  res._keepAliveTimeout = server.keepAliveTimeout;
  res._maxRequestsPerSocket = server.maxRequestsPerSocket;
  res._onPendingData = (delta) => updateOutgoingData(connection, delta);
  res.shouldKeepAlive = keepAlive;
  res[kUniqueHeaders] = server[kUniqueHeaders];
  return res;
}

function updateOutgoingData(connection, delta) {
  connection.outgoingData += delta;
  socketOnDrain(connection);
}

/** There may be room for requests again, and for more of the answer under way. */
function socketOnDrain({ socket, outgoingData }) {
  if (socket._paused && outgoingData <= socket.writableHighWaterMark) {
    socket._paused = false;
    socket.resume();
  }
  const message = socket._httpMessage;
  if (!message || message.finished || !message[kNeedDrain]) return;
  if (profile.drainsWhenNothingWaits && message.writableLength !== 0) return;
  message[kNeedDrain] = false;
  message.emit('drain');
}

/** Hands a request to the program, or answers it here when it may not go that far. */
function dispatch(connection, req, res) {
  const { server, socket } = connection;
  const isHttp11 = req.httpVersionMajor === 1 && req.httpVersionMinor === 1;
  if (isHttp11 && server.requireHostHeader && req.headers.host === undefined) {
    res.writeHead(400, ['Connection', 'close']);
    res.end();
  } else if (isHttp11 && isOverRequestLimit(connection, res)) {
    server.emit('dropRequest', req, socket);
    res.writeHead(503);
    res.end();
  } else if (isHttp11 && req.headers.expect !== undefined) {
    dispatchExpectation(server, req, res);
  } else {
    server.emit('request', req, res);
  }
}

function isOverRequestLimit(connection, res) {
  const limit = connection.server.maxRequestsPerSocket;
  if (typeof limit !== 'number' || !(limit > 0)) return false;
  connection.requestsCount++;
  res.maxRequestsOnConnectionReached = limit <= connection.requestsCount;
  return limit < connection.requestsCount;
}

function dispatchExpectation(server, req, res) {
  if (continueExpression.test(req.headers.expect)) {
    res._expect_continue = true;
    if (server.listenerCount('checkContinue') > 0) {
      server.emit('checkContinue', req, res);
    } else {
      res.writeContinue();
      server.emit('request', req, res);
    }
  } else if (server.listenerCount('checkExpectation') > 0) {
    server.emit('checkExpectation', req, res);
  } else {
    res.writeHead(417);
    res.end();
  }
}

/** An answer is out: what is left of its request goes to waste, and the connection ends, waits, or serves the next. */
function resOnFinish(connection, req, res) {
  const { server, socket, incoming, outgoing } = connection;
  if (responseFinishChannel.hasSubscribers) responseFinishChannel.publish({ request: req, response: res, socket, server });
  req[kDetachAbortSignal]();
  incoming.shift();
  if (!req._consuming && !req._readableState.resumeScheduled) req._dump();
  res.detachSocket(socket);
  clearIncoming(req);
  process.nextTick(emitCloseNT, res);
  if (res._last) {
    if (typeof socket.destroySoon === 'function') socket.destroySoon();
    else socket.end();
  } else if (outgoing.length > 0) {
    outgoing.shift().assignSocket(socket);
  } else {
    keepAlive(connection);
  }
}

function clearIncoming(req) {
  const parser = req.socket?.parser;
  if (parser?.incoming !== req) return;
  if (req.readableEnded) parser.incoming = null;
  else req.on('end', () => clearIncoming(req));
}

function nonNegative(value, otherwise) {
  return Number.isFinite(value) && value >= 0 ? value : otherwise;
}

function keepAlive(connection) {
  const { server, socket } = connection;
  const timeout = nonNegative(server.keepAliveTimeout, 0);
  if (!timeout || typeof socket.setTimeout !== 'function') return;
  const buffer = profile.keptConnectionsHaveMargin ?
    nonNegative(server.keepAliveTimeoutBuffer, KEEP_ALIVE_BUFFER_MS) : 0;
  socket.setTimeout(timeout + buffer);
  connection.keepAliveTimeoutSet = true;
}

module.exports = { KEEP_ALIVE_BUFFER_MS, kOptimizeEmptyRequests, kServerResponse, parserOnIncoming, socketOnDrain };
