// What client and server share: the parser's callbacks that make messages of its words, and the checks on header names
// and values. Node's documentation: http.
'use strict';

const { IncomingMessage, readStart, readStop } = require('_http_incoming');
const { methods, allMethods } = require('internal/http/methods');
const { HTTPParser } = require('internal/http/parser');
const { getOptionValue } = require('internal/options');

/** The server's own class of incoming messages, if it has one. */
const kIncomingMessage = Symbol('IncomingMessage');
/** Set on a message whose further bytes are of no interest: an answer to nothing that was asked. */
const kSkipPendingData = Symbol('SkipPendingData');

/** As many headers count when the program sets no limit, names and values taken separately. */
const MAX_HEADER_PAIRS = 2000;

const continueExpression = /(?:^|\W)100-continue(?:$|\W)/i;
const chunkExpression = /(?:^|\W)chunked(?:$|\W)/i;
const TOKEN = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const STRICT_INVALID_CHAR = /[^\t\x20-\x7e\x80-\xff]/;
const LENIENT_INVALID_CHAR = /[\x00\x0a\x0d]|[^\x00-\xff]/;

function parserOnHeaders(trailers) {
  this._headers = trailers;
}

function parserOnHeadersComplete(major, minor, headers, method, url, statusCode, statusMessage, upgrade, keepAlive) {
  const { socket } = this;
  const Message = socket?.server?.[kIncomingMessage] || IncomingMessage;
  const incoming = this.incoming = new Message(socket);
  incoming.httpVersionMajor = major;
  incoming.httpVersionMinor = minor;
  incoming.httpVersion = `${major}.${minor}`;
  incoming.joinDuplicateHeaders = socket?.server?.joinDuplicateHeaders || this.joinDuplicateHeaders;
  incoming.url = url;
  incoming.upgrade = upgrade;
  const limit = this.maxHeaderPairs;
  incoming._addHeaderLines(headers, limit > 0 ? Math.min(headers.length, limit) : headers.length);
  if (typeof method === 'number') {
    incoming.method = allMethods[method];
  } else {
    incoming.statusCode = statusCode;
    incoming.statusMessage = statusMessage;
  }
  return this.onIncoming(incoming, keepAlive);
}

function parserOnBody(bytes) {
  const { incoming } = this;
  if (incoming === null || incoming[kSkipPendingData] || incoming._dumped) return;
  if (!incoming.push(bytes)) readStop(this.socket);
}

function parserOnMessageComplete() {
  const { incoming } = this;
  if (incoming !== null && !incoming[kSkipPendingData]) {
    incoming.complete = true;
    if (this._headers.length) incoming._addHeaderLines(this._headers, this._headers.length);
    this._headers = [];
    incoming.push(null);
  }
  // The next message may already wait.
  readStart(this.socket);
}

/** A parser with the callbacks that every connection needs. */
function newParser() {
  const parser = new HTTPParser();
  cleanParser(parser);
  parser[HTTPParser.kOnHeaders] = parserOnHeaders;
  parser[HTTPParser.kOnHeadersComplete] = parserOnHeadersComplete;
  parser[HTTPParser.kOnBody] = parserOnBody;
  parser[HTTPParser.kOnMessageComplete] = parserOnMessageComplete;
  return parser;
}

function cleanParser(parser) {
  parser._headers = [];
  parser.socket = null;
  parser.incoming = null;
  parser.outgoing = null;
  parser.maxHeaderPairs = MAX_HEADER_PAIRS;
  parser[HTTPParser.kOnExecute] = null;
  parser._consumed = false;
  parser.onIncoming = null;
  parser.joinDuplicateHeaders = null;
}

/** Parts a parser from its connection, and request and socket from the parser. */
function freeParser(parser, req, socket) {
  if (parser) {
    if (parser._consumed) parser.unconsume();
    parser.remove();
    cleanParser(parser);
    parser.free();
  }
  if (req) req.parser = null;
  if (socket) socket.parser = null;
}

/** Whether `value` can be a header's name or a method. */
function checkIsHttpToken(value) {
  return TOKEN.test(value);
}

/** Whether `value` holds a character that no header may have; `lenient` allows what fetch allows. */
function checkInvalidHeaderChar(value, lenient = false) {
  return (lenient ? LENIENT_INVALID_CHAR : STRICT_INVALID_CHAR).test(value);
}

/** Makes a parser's error what the program sees: with the bytes that were wrong and the reason in its message. */
function prepareError(error, parser, rawPacket) {
  error.rawPacket = rawPacket || parser.getCurrentBuffer();
  if (typeof error.reason === 'string') error.message = `Parse Error: ${error.reason}`;
}

/** Whether the process was started with --insecure-http-parser. */
function isLenient() {
  return Boolean(getOptionValue('--insecure-http-parser'));
}

/** The parser's flags for the options `httpValidation` and `insecureHTTPParser`. */
function calculateLenientFlags(httpValidation, insecureHTTPParser) {
  if (httpValidation === 'relaxed') return HTTPParser.kLenientHeaderValueRelaxed;
  const lenient = httpValidation === undefined ? insecureHTTPParser ?? isLenient() : httpValidation === 'insecure';
  return lenient ? HTTPParser.kLenientAll : HTTPParser.kLenientNone;
}

module.exports = {
  _checkInvalidHeaderChar: checkInvalidHeaderChar,
  _checkIsHttpToken: checkIsHttpToken,
  chunkExpression,
  continueExpression,
  CRLF: '\r\n',
  freeParser,
  methods,
  newParser,
  kIncomingMessage,
  HTTPParser,
  isLenient,
  calculateLenientFlags,
  prepareError,
  kSkipPendingData,
};
