// `HTTPParser`: turns the bytes of a connection into messages, telling its owner through callbacks as Node's native
// parser does. Heads are read by the binding (the crate httparse) when they are plain, by `head` when anything about
// them is odd; bodies are cut here. Node's documentation: http; RFC 9112.
'use strict';

const { AsyncResource } = require('async_hooks');
const { FastBuffer } = require('internal/buffer');
const { ChunkReader } = require('internal/http/chunks');
const { HeadFlags } = require('internal/http/head_flags');
const { HeadReader } = require('internal/http/head');
const { LENIENT } = require('internal/http/lenient');
const { allMethods, httpMethods } = require('internal/http/methods');
const { getOptionValue } = require('internal/options');
const { runNextTicks } = require('internal/process/task_queues');
const profile = require('internal/profile');
const { parseHead } = internalBinding('http_parser');
const { kReadBytesOrError, kArrayBufferOffset, streamBaseState } = internalBinding('stream_wrap');

const kOnMessageBegin = 0, kOnHeaders = 1, kOnHeadersComplete = 2, kOnBody = 3, kOnMessageComplete = 4, kOnExecute = 5;

const CR = 13, LF = 10;

const METHOD_NUMBERS = new Map(allMethods.map((name, number) => [name, number]));

class HTTPParser {
  constructor() {
    this.failure = null;
  }

  /**
   * Makes the parser ready for a connection. `type` is REQUEST or RESPONSE, `maxHeaderSize` in bytes (0: the default),
   * `lenient` a sum of the kLenient flags, `connections` the server's list of its parsers.
   */
  initialize(type, resource, maxHeaderSize = 0, lenient = LENIENT.NONE, connections = null) {
    this.isRequest = type === HTTPParser.REQUEST;
    this.asyncResource = new AsyncResource(this.isRequest ? 'HTTPINCOMINGMESSAGE' : 'HTTPCLIENTREQUEST');
    this.limit = maxHeaderSize || getOptionValue('--max-http-header-size');
    this.lenient = lenient;
    this.step = this.readStart;
    this.buffer = null;
    this.at = 0;
    /** The bytes of an unfinished head or block of trailers from earlier calls. */
    this.pending = null;
    this.failure = null;
    this.upgrade = false;
    this.drainsTicks = false;
    this.connections = connections;
    this.headersCompleted = false;
    connections?.add(this);
  }

  /**
   * Reads a piece of the connection. Returns the number of bytes that were read (fewer than given when the connection
   * changes its protocol), or an Error with `bytesParsed`, `code` and `reason`.
   */
  execute(buffer) {
    if (this.failure) return this.makeError();
    this.buffer = buffer;
    this.at = 0;
    this.stopped = false;
    while (!this.failure && !this.stopped && this.step());
    this.buffer = null;
    // Once a connection has changed its protocol, what does not read as HTTP is no error.
    if (this.failure) return this.upgrade ? this.failure.at : this.makeError();
    return this.stopped ? this.at : buffer.length;
  }

  /** The connection has ended. Returns an Error when a message was cut off by it; one that failed before is over. */
  finish() {
    if (this.failure) return undefined;
    if (this.step === this.readToEnd) {
      this.completeMessage();
    } else if (this.step !== this.readStart && this.step !== this.readClosed) {
      this.failure = { code: 'HPE_INVALID_EOF_STATE', reason: 'Invalid EOF state', at: 0 };
      return this.makeError();
    }
    return undefined;
  }

  makeError() {
    const { code, reason, at } = this.failure;
    return Object.assign(new Error('Parse Error'), { bytesParsed: at, code, reason });
  }

  /** Calls one of the owner's callbacks in the async context that the parser was made ready in. */
  call(name, ...args) {
    const callback = this[name];
    if (typeof callback !== 'function') return undefined;
    let done = false;
    try {
      const result = this.asyncResource.runInAsyncScope(callback, this, ...args);
      done = true;
      return result;
    } finally {
      // What a program throws in a listener ends this connection's parsing for good, as in llhttp.
      if (!done) this.failure = { code: 'HPE_USER', reason: 'User callback error', at: this.at };
    }
  }

  fail({ code, reason, at }, offset = 0) {
    this.failure = { code, reason, at: at - offset };
    return false;
  }

  readStart() {
    const { buffer } = this;
    while (buffer[this.at] === CR || buffer[this.at] === LF) this.at++;
    if (this.at >= buffer.length) return false;
    this.headersCompleted = false;
    this.connections?.begin(this);
    this.step = this.readHead;
    this.call(kOnMessageBegin);
    return true;
  }

  /** The bytes from the head's (or the trailers') first one on, and where in them this call's bytes begin. */
  gather() {
    if (this.pending === null) return { bytes: this.buffer, start: this.at, offset: 0 };
    const fresh = this.buffer.subarray(this.at);
    const bytes = new FastBuffer(this.pending.length + fresh.length);
    bytes.set(this.pending);
    bytes.set(fresh, this.pending.length);
    return { bytes, start: 0, offset: this.pending.length - this.at };
  }

  keep({ bytes, start }) {
    this.pending = bytes.subarray(start);
    return false;
  }

  readHead() {
    const gathered = this.gather();
    const head = this.plainHead(gathered) ?? this.oddHead(gathered);
    if (head === false) return false;
    this.pending = null;
    this.at = head.end - gathered.offset;
    return this.onHead(head);
  }

  /** How many headers a message may have; the owner sets it, counting names and values apart. */
  headerCountLimit() {
    return profile.headerCountIsLimited && this.maxHeaderPairs > 0 ? this.maxHeaderPairs / 2 : Infinity;
  }

  headReader({ bytes, start }, flags) {
    const { lenient, limit } = this;
    return new HeadReader(bytes, start, { lenient, flags, limit, countLimit: this.headerCountLimit() });
  }

  /** The head as the binding reads it, or null when it is incomplete or anything about it needs a closer look. */
  plainHead({ bytes, start }) {
    const parts = parseHead(start === 0 ? bytes : bytes.subarray(start), this.isRequest);
    if (!parts) return null;
    const [end, minor, first, second, ...headers] = parts;
    if (this.isRequest && !httpMethods.has(first)) return null;
    if (headers.length > this.headerCountLimit() * 2) return null;
    const flags = new HeadFlags(this.isRequest);
    let size = second.length;
    for (let i = 0; i < headers.length; i += 2) {
      const [name, value] = [headers[i], headers[i + 1]];
      size += name.length + value.length;
      if (!HeadFlags.isSpecial(name)) continue;
      const error = flags.fieldError(name, this.lenient) ??
        (value === '' ? flags.emptyError(name) : flags.value(name, value, this.lenient));
      if (error) return null;
    }
    if (size >= this.limit) return null;
    const line = this.isRequest ? { method: first, target: second } : { statusCode: first, reason: second };
    return { ...line, major: 1, minor, headers, flags, end: start + end };
  }

  /** The head as `head` reads it; false when it is incomplete or refused. */
  oddHead(gathered) {
    const flags = new HeadFlags(this.isRequest);
    const reader = this.headReader(gathered, flags);
    const read = this.isRequest ? reader.request() : reader.response();
    if (!read) return reader.failure ? this.fail(reader.failure, gathered.offset) : this.keep(gathered);
    const { methodName: method, target, statusCode, reason, major, minor, headers, at: end } = reader;
    return { method, target, statusCode, reason, major, minor, headers, flags, end };
  }

  /** Whether only the connection's end tells where the body of this message ends. */
  needsEnd({ statusCode }, flags) {
    if (this.isRequest || flags.chunked || flags.contentLength !== -1) return false;
    return !hasNoBody(statusCode);
  }

  onHead(head) {
    const { flags, method, statusCode } = head;
    const judged = profile.looseHttpGrammar && !(this.lenient & LENIENT.CHUNKED_LENGTH);
    if (judged && flags.transferEncoding && flags.contentLength !== -1) {
      return this.fail({
        code: 'HPE_UNEXPECTED_CONTENT_LENGTH', reason: "Content-Length can't be present with Transfer-Encoding",
        at: this.at,
      });
    }
    this.flags = flags;
    this.head = head;
    this.upgrade = flags.upgrade && flags.connectionUpgrade ? this.isRequest || statusCode === 101 : method === 'CONNECT';
    this.headersCompleted = true;
    const number = this.isRequest ? METHOD_NUMBERS.get(method) : undefined;
    const answer = this.call(kOnHeadersComplete, head.major, head.minor, head.headers, number, head.target ?? '',
      statusCode, head.reason, this.upgrade, this.keepsAlive(false));
    if (answer === 2) this.upgrade = true;
    return this.startBody(head, answer === 1 || answer === 2);
  }

  keepsAlive(skipsBody) {
    const { head, flags } = this;
    return flags.shouldKeepAlive(head.major, head.minor, !skipsBody && this.needsEnd(head, flags));
  }

  startBody(head, skipsBody) {
    const { flags } = this;
    this.skipsBody = skipsBody;
    const hasBody = flags.chunked || flags.contentLength > 0;
    if (this.upgrade && (head.method === 'CONNECT' || skipsBody || !hasBody)) return this.completeMessage();
    if (skipsBody || (!this.isRequest && hasNoBody(head.statusCode))) return this.completeMessage();
    if (flags.chunked) {
      this.chunks = new ChunkReader(this.lenient);
      this.step = this.readChunks;
      return true;
    }
    if (flags.transferEncoding) return this.startUnknownCoding();
    if (flags.contentLength > 0) {
      this.remaining = flags.contentLength;
      this.step = this.readBody;
      return true;
    }
    if (!this.needsEnd(head, flags)) return this.completeMessage();
    this.step = this.readToEnd;
    return true;
  }

  /** A transfer coding other than chunked: a response's body runs to the end, a request's is refused. */
  startUnknownCoding() {
    if (this.isRequest && !(this.lenient & (LENIENT.CHUNKED_LENGTH | LENIENT.TRANSFER_ENCODING))) {
      return this.fail({
        code: 'HPE_INVALID_TRANSFER_ENCODING', reason: 'Request has invalid `Transfer-Encoding`', at: this.at,
      });
    }
    this.step = this.readToEnd;
    return true;
  }

  /** Hands out a piece of the body. Bytes straight from the handle are a callback each: ticks run in between. */
  giveBody(start, end) {
    this.call(kOnBody, this.buffer.subarray(start, end));
    if (this.drainsTicks) runNextTicks();
  }

  readBody() {
    const start = this.at;
    const end = Math.min(this.buffer.length, start + this.remaining);
    if (start === end) return false;
    this.remaining -= end - start;
    this.at = end;
    this.giveBody(start, end);
    return this.remaining === 0 ? this.completeMessage() : false;
  }

  readToEnd() {
    const start = this.at;
    this.at = this.buffer.length;
    if (start < this.at) this.giveBody(start, this.at);
    return false;
  }

  readChunks() {
    const { chunks } = this;
    this.at = chunks.read(this.buffer, this.at, (start, end) => {
      this.at = end;
      this.giveBody(start, end);
    });
    if (chunks.failure) return this.fail(chunks.failure);
    if (chunks.state !== 'trailers') return false;
    this.step = this.readTrailers;
    return true;
  }

  readTrailers() {
    const gathered = this.gather();
    if (gathered.start >= gathered.bytes.length) return false;
    const flags = Object.assign(new HeadFlags(this.isRequest), this.flags);
    const reader = this.headReader(gathered, flags);
    if (!reader.headerLines()) return reader.failure ? this.fail(reader.failure, gathered.offset) : this.keep(gathered);
    this.flags = flags;
    this.pending = null;
    this.at = reader.at - gathered.offset;
    if (reader.headers.length > 0) this.call(kOnHeaders, reader.headers, '');
    return this.completeMessage();
  }

  completeMessage() {
    const goesOn = this.keepsAlive(this.skipsBody) || (this.lenient & LENIENT.KEEP_ALIVE) !== 0;
    this.step = goesOn ? this.readStart : this.readClosed;
    this.connections?.complete(this);
    this.stopped = this.upgrade || this.head.statusCode === 101;
    this.call(kOnMessageComplete);
    return !this.stopped;
  }

  /** After the last message of a connection only line ends may come (llhttp before 9 did not look). */
  readClosed() {
    const { buffer } = this;
    if (profile.looseHttpGrammar) return false;
    while (buffer[this.at] === CR || buffer[this.at] === LF) this.at++;
    if (this.at >= buffer.length || this.lenient & LENIENT.DATA_AFTER_CLOSE) return false;
    return this.fail({
      code: 'HPE_CLOSED_CONNECTION', reason: 'Data after `Connection: close`', at: this.at + 1,
    });
  }

  /**
   * Reads straight from the handle instead of through a stream: no data event, no buffering, and the loop's callback
   * is the parser's. Ends and errors still go to whoever had the handle before.
   */
  consume(handle) {
    const parser = this;
    const onread = handle.onread;
    this.consumed = { handle, onread };
    handle.onread = function(arrayBuffer) {
      const nread = streamBaseState[kReadBytesOrError];
      if (nread < 0) return onread.call(this, arrayBuffer);
      if (nread > 0) parser.onConsumed(new FastBuffer(arrayBuffer, streamBaseState[kArrayBufferOffset], nread));
      return undefined;
    };
  }

  onConsumed(buffer) {
    this.drainsTicks = true;
    const result = this.execute(buffer);
    this.drainsTicks = false;
    this.currentBuffer = buffer;
    this.call(kOnExecute, result);
    this.currentBuffer = null;
  }

  unconsume() {
    if (!this.consumed) return;
    const { handle, onread } = this.consumed;
    this.consumed = null;
    handle.onread = onread;
  }

  /** The bytes that are being read, while they are. */
  getCurrentBuffer() {
    return this.currentBuffer ?? this.buffer ?? undefined;
  }

  /** Takes the parser off its server's list. */
  remove() {
    this.connections?.remove(this);
  }

  free() {
    this.asyncResource?.emitDestroy();
    this.asyncResource = null;
  }

  close() {}
}

/** Interim answers and these have no body, whatever their headers say. */
function hasNoBody(statusCode) {
  return Math.floor(statusCode / 100) === 1 || statusCode === 204 || statusCode === 304;
}

Object.assign(HTTPParser, {
  REQUEST: 1,
  RESPONSE: 2,
  kOnMessageBegin, kOnHeaders, kOnHeadersComplete, kOnBody, kOnMessageComplete, kOnExecute,
  kOnTimeout: 6,
  kLenientNone: LENIENT.NONE,
  kLenientHeaderValueRelaxed: LENIENT.HEADER_VALUE_RELAXED,
  kLenientAll: LENIENT.ALL,
});

module.exports = { HTTPParser };
