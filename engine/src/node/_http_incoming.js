// `http.IncomingMessage`: a request as the server has it, an answer as the client has it: a readable stream of the body
// with the head beside it. Node's documentation: http, "Class: http.IncomingMessage".
'use strict';

const { Readable, finished } = require('stream');
const { addHeader, addHeaderDistinct } = require('internal/http/header_fields');
const profile = require('internal/profile');

const kHeaders = Symbol('kHeaders');
const kHeadersDistinct = Symbol('kHeadersDistinct');
const kHeadersCount = Symbol('kHeadersCount');
const kTrailers = Symbol('kTrailers');
const kTrailersDistinct = Symbol('kTrailersDistinct');
const kTrailersCount = Symbol('kTrailersCount');
const kAbortController = Symbol('kAbortController');
/** The listener through which the socket's end aborts `signal`; null when nobody asked for the signal. */
const kAbortListener = Symbol('kAbortListener');
const kSignalIsSettled = Symbol('kSignalIsSettled');
const kDetachAbortSignal = Symbol('kDetachAbortSignal');

/** Lets the socket read on, unless the program has paused it. */
function readStart(socket) {
  if (socket && !socket._paused && socket.readable) socket.resume();
}

function readStop(socket) {
  socket?.pause();
}

function IncomingMessage(socket) {
  Readable.call(this, socket ? { highWaterMark: socket.readableHighWaterMark } : undefined);
  // Reading begins with the program's first read: until then the stream must not ask for more by itself.
  this._readableState.readingMore = true;
  this.socket = socket;
  this.httpVersionMajor = null;
  this.httpVersionMinor = null;
  this.httpVersion = null;
  this.complete = false;
  this[kHeaders] = null;
  this[kHeadersCount] = 0;
  this.rawHeaders = [];
  this[kTrailers] = null;
  this[kTrailersCount] = 0;
  this.rawTrailers = [];
  this.joinDuplicateHeaders = false;
  this.aborted = false;
  this.upgrade = null;
  this.url = '';
  this.method = null;
  this.statusCode = null;
  this.statusMessage = null;
  this.client = socket;
  this._consuming = false;
  // Whether the body goes to waste: nobody wants it, but the connection must get past it.
  this._dumped = false;
  if (profile.incomingMessagesHaveSignals) {
    this[kAbortController] = null;
    this[kAbortListener] = null;
    this[kSignalIsSettled] = false;
  }
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

Object.defineProperty(IncomingMessage.prototype, 'connection', {
  __proto__: null,
  get() { return this.socket; },
  set(socket) { this.socket = socket; },
});

/** Defines one of the four views of the raw headers, made when it is first asked for. */
function defineView(name, key, raw, count, makeTarget, add) {
  Object.defineProperty(IncomingMessage.prototype, name, {
    __proto__: null,
    get() {
      if (!this[key]) {
        this[key] = makeTarget();
        for (let i = 0; i < this[count]; i += 2) this[add](this[raw][i], this[raw][i + 1], this[key]);
      }
      return this[key];
    },
    set(value) { this[key] = value; },
  });
}

const plain = () => ({});
const bare = () => (profile.distinctHeadersAreBare ? { __proto__: null } : {});
defineView('headers', kHeaders, 'rawHeaders', kHeadersCount, plain, '_addHeaderLine');
defineView('headersDistinct', kHeadersDistinct, 'rawHeaders', kHeadersCount, bare, '_addHeaderLineDistinct');
defineView('trailers', kTrailers, 'rawTrailers', kTrailersCount, plain, '_addHeaderLine');
defineView('trailersDistinct', kTrailersDistinct, 'rawTrailers', kTrailersCount, bare, '_addHeaderLineDistinct');

/** Takes the parser's list of names and values; `n` of its entries count. What comes after the body are trailers. */
IncomingMessage.prototype._addHeaderLines = function _addHeaderLines(headers, n) {
  if (!headers?.length) return;
  const [raw, count, key] = this.complete ? ['rawTrailers', kTrailersCount, kTrailers] :
    ['rawHeaders', kHeadersCount, kHeaders];
  this[raw] = headers;
  this[count] = n;
  if (!this[key]) return;
  for (let i = 0; i < n; i += 2) this._addHeaderLine(headers[i], headers[i + 1], this[key]);
};

IncomingMessage.prototype._addHeaderLine = function _addHeaderLine(field, value, dest) {
  addHeader(dest, field, value, this.joinDuplicateHeaders);
};

IncomingMessage.prototype._addHeaderLineDistinct = function _addHeaderLineDistinct(field, value, dest) {
  addHeaderDistinct(dest, field, value);
};

if (profile.incomingMessagesHaveSignals) {
  Object.defineProperty(IncomingMessage.prototype, 'signal', {
    __proto__: null,
    configurable: true,
    /** An AbortSignal that fires when the connection is lost before the message has been dealt with. */
    get() {
      if (this[kAbortController] === null) {
        const { AbortController } = require('internal/abort_controller');
        this[kAbortController] = new AbortController();
        if (this.destroyed && (!this.readableEnded || !this.complete)) this[kAbortController].abort();
        else attachAbortSignal(this);
      }
      return this[kAbortController].signal;
    },
  });
}

function attachAbortSignal(message) {
  const { socket } = message;
  if (message[kSignalIsSettled] || !socket) return;
  if (socket.destroyed) {
    abortSignal(message);
    return;
  }
  message[kAbortListener] = () => abortSignal(message);
  socket.once('close', message[kAbortListener]);
  message[kAbortListener].socket = socket;
}

/** The message has been dealt with: its signal will not fire any more. */
IncomingMessage.prototype[kDetachAbortSignal] = function() {
  if (!profile.incomingMessagesHaveSignals) return;
  const listener = this[kAbortListener];
  this[kSignalIsSettled] = true;
  this[kAbortListener] = null;
  listener?.socket.removeListener('close', listener);
};

function abortSignal(message) {
  message[kDetachAbortSignal]();
  message[kAbortController]?.abort();
}

IncomingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (callback) this.on('timeout', callback);
  this.socket.setTimeout(msecs);
  return this;
};

IncomingMessage.prototype._read = function _read() {
  if (!this._consuming) {
    this._readableState.readingMore = false;
    this._consuming = true;
  }
  // The answer's last bytes may be read after its socket went back to the agent.
  if (this.socket?.readable) readStart(this.socket);
};

IncomingMessage.prototype._destroy = function _destroy(err, cb) {
  if (!this.readableEnded || !this.complete) {
    this.aborted = true;
    this.emit('aborted');
    if (profile.incomingMessagesHaveSignals) abortSignal(this);
  }
  if (this.aborted && this.socket && !this.socket.destroyed) {
    destroyWithSocket(this, err, cb);
  } else if (profile.finishedMessagesTakeShortCuts && err == null && !this.aborted) {
    cb();
  } else {
    process.nextTick(reportDestroyed, this, err, cb);
  }
};

function destroyWithSocket(message, err, cb) {
  message.socket.destroy(err);
  const cleanup = finished(message.socket, (error) => {
    const cause = error?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? null : error;
    cleanup();
    process.nextTick(reportDestroyed, message, cause || err, cb);
  });
}

/** An error is told only to a program that listens for it: most never look at the body of a message that broke off. */
function reportDestroyed(message, error, cb) {
  if (message.listenerCount('error') === 0) cb();
  else cb(error);
}

if (profile.emptyRequestsCanBeOptimized) {
  /** Makes an empty body count as read to its end without any of the events. */
  IncomingMessage.prototype._dumpAndCloseReadable = function _dumpAndCloseReadable() {
    this._dumped = true;
    Object.assign(this._readableState, {
      ended: true, endEmitted: true, destroyed: true, closed: true, closeEmitted: true,
    });
  };
}

/** Reads the rest of the body for nobody, so that the connection can go on. */
IncomingMessage.prototype._dump = function _dump() {
  if (this._dumped) return;
  this._dumped = true;
  this.removeAllListeners('data');
  const isOver = this.complete && !this.destroyed && this.readableLength === 0;
  if (isOver && profile.finishedMessagesTakeShortCuts) this.read(0);
  else this.resume();
};

module.exports = { IncomingMessage, kDetachAbortSignal, readStart, readStop };
