// One request of fetch over the network: by our own HTTP client, with undici's headers, pool and limits.
// undici's documentation: "Client", "Pool".
'use strict';

const http = require('http');
const { Buffer } = require('buffer');
const { pipeline } = require('stream');
const { isBlob } = require('internal/blob');
const { addAbortListener } = require('internal/events/abort_listener');
const { HeadersList } = require('internal/fetch/headers');
const {
  bodyTimeoutError, connectTimeoutError, headersTimeoutError, socketError, translateError,
} = require('internal/fetch/errors');
const { NULL_BODY_STATUS } = require('internal/fetch/response');
const { ReadableStream } = require('internal/webstreams/readablestream');
const { clearTimeout, setImmediate, setTimeout } = require('timers');

/** undici's limits, in milliseconds: for a connection, for silence before and within an answer, for idle connections. */
const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 300_000;
const KEEP_ALIVE_MS = 4_000;

function noop() {}

/**
 * undici's pool: as many connections as there are requests at once, each used again a loop turn after its answer's
 * end at the earliest, so that a server that closes anyway is noticed.
 */
class Pool extends http.Agent {
  constructor() {
    super({ keepAlive: true, scheduling: 'fifo', timeout: KEEP_ALIVE_MS });
    const [onFree] = this.listeners('free');
    this.removeListener('free', onFree);
    this.on('free', (socket, options) => {
      socket.on('error', noop);
      setImmediate(() => {
        socket.removeListener('error', noop);
        onFree.call(this, socket, options);
      });
    });
  }
}

let pool;

/** The request's headers in the order in which undici writes them. */
function wireHeaders({ method, headersList }, url, body) {
  const headers = { __proto__: null, host: url.host, connection: method === 'HEAD' ? 'close' : 'keep-alive' };
  for (const [name, value] of headersList.rawEntries()) headers[name] = value;
  if (body && body.length === null) headers['transfer-encoding'] = 'chunked';
  else if (body) headers['content-length'] = body.length;
  else if (method === 'POST' || method === 'PUT' || method === 'PATCH') headers['content-length'] = 0;
  return headers;
}

function openRequest(facts, url, body) {
  pool ??= new Pool();
  const req = http.request({
    agent: pool,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port || 80,
    path: url.pathname + url.search,
    headers: wireHeaders(facts, url, body),
  });
  // The client would write it in capitals.
  req.method = facts.method;
  req.useChunkedEncodingByDefault = Boolean(body);
  req.setTimeout(SILENCE_TIMEOUT_MS);
  return req;
}

function limitConnecting(req, url, fail) {
  req.once('socket', (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(() => fail(connectTimeoutError(url, CONNECT_TIMEOUT_MS)), CONNECT_TIMEOUT_MS);
    socket.once('connect', () => clearTimeout(timer));
    socket.once('close', () => clearTimeout(timer));
  });
}

/** Sends the body, waiting whenever the connection cannot take more. */
async function sendBody(req, body) {
  if (!body) {
    req.end();
  } else if (isBlob(body.source)) {
    req.end(Buffer.from(await body.source.arrayBuffer()));
  } else if (body.source !== null) {
    req.end(body.source);
  } else {
    for await (const chunk of body.stream) {
      if (!req.write(chunk)) await new Promise((resolve) => { req.once('drain', resolve).once('close', resolve); });
      if (req.destroyed) return;
    }
    req.end();
  }
}

/** What decodes the codings that an answer's Content-Encoding names; nothing when one of them is unknown. */
function makeDecoders(codings) {
  const zlib = require('zlib');
  const options = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };
  const decoders = [];
  for (const coding of codings.reverse()) {
    if (coding === 'gzip' || coding === 'x-gzip') decoders.push(zlib.createGunzip(options));
    else if (coding === 'deflate') decoders.push(require('internal/fetch/inflate').createInflate(options));
    else if (coding === 'br') decoders.push(zlib.createBrotliDecompress());
    else return [];
  }
  return decoders;
}

/** The answer's body as a node stream, decoded; decoding errors go to `fail`. */
function decodedBody(res, headersList, fail) {
  const coding = headersList.get('content-encoding');
  const codings = coding ? coding.toLowerCase().split(',').map((word) => word.trim()).filter(Boolean) : [];
  const decoders = codings.length > 0 ? makeDecoders(codings) : [];
  if (decoders.length === 0) return res;
  return pipeline(res, ...decoders, (err) => { if (err) fail(err); });
}

/**
 * Sends a request and waits for the head of its answer: `{ status, statusText, headersList, stream }`, the stream
 * null for an answer without a body. Rejects with the cause of the failure, or with the signal's reason; one that
 * comes later breaks the stream off.
 */
function dispatch(facts, url, signal) {
  return new Promise((resolve, reject) => {
    const req = openRequest(facts, url, facts.body);
    const exchange = { req, breakOff: noop, fail };
    let failed = false;
    function fail(cause, isAbort = false) {
      if (failed) return;
      failed = true;
      reject(cause);
      exchange.breakOff(isAbort ? cause : new TypeError('terminated', { cause }));
      req.destroy();
    }
    limitConnecting(req, url, fail);
    req.on('timeout', () => fail(req.res ? bodyTimeoutError() : headersTimeoutError()));
    req.on('error', (err) => fail(translateError(err, req.socket)));
    req.on('continue', () => fail(socketError('bad response', req.socket)));
    req.on('upgrade', (res, socket) => {
      socket.destroy();
      fail(socketError('bad upgrade', socket));
    });
    req.on('response', (res) => resolve(makeAnswer(exchange, res, facts.method)));
    addAbortListener(signal, () => fail(signal.reason, true));
    sendBody(req, facts.body).catch(fail);
  });
}

function makeAnswer(exchange, res, method) {
  const headersList = new HeadersList();
  for (let i = 0; i < res.rawHeaders.length; i += 2) headersList.append(res.rawHeaders[i], res.rawHeaders[i + 1]);
  const answer = { status: res.statusCode, statusText: res.statusMessage, headersList, stream: null };
  res.on('error', (err) => exchange.fail(translateError(err, exchange.req.socket)));
  if (method === 'HEAD' || NULL_BODY_STATUS.includes(res.statusCode)) res.resume();
  else answer.stream = streamOf(exchange, decodedBody(res, headersList, exchange.fail));
  return answer;
}

/** The body for the program: taken from the connection only as it is read. */
function streamOf(exchange, source) {
  const iterator = source[Symbol.asyncIterator]();
  let controller;
  let isOver = false;
  const finish = (action) => {
    if (!isOver) action();
    isOver = true;
  };
  exchange.breakOff = (error) => finish(() => controller.error(error));
  return new ReadableStream({
    type: 'bytes',
    start(given) { controller = given; },
    async pull() {
      try {
        const { done, value } = await iterator.next();
        if (isOver) return;
        if (!done) {
          controller.enqueue(new Uint8Array(value));
          return;
        }
        finish(() => controller.close());
        controller.byobRequest?.respond(0);
      } catch (err) {
        exchange.fail(translateError(err, exchange.req.socket));
      }
    },
    cancel() {
      isOver = true;
      exchange.req.destroy();
    },
  });
}

module.exports = { dispatch };
