// stream.Readable: the public face. What its methods do is in readable/: state, adding (push), reading (read),
// buffering, flowing (ticks, resume, pause, end), piping, iteration. Node's doc: stream, "Class: stream.Readable".
//
// The methods are anonymous functions because a program sees their names.
'use strict';

const profile = require('internal/profile');
const EE = require('events');
const { Stream } = require('internal/streams/legacy');
const { StringDecoder } = require('string_decoder');
const { AbortError, codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const destroyImpl = require('internal/streams/destroy');
const { kState, kObjectMode, kOnConstructed } = require('internal/streams/utils');
const {
  ReadableState, kEnded, kNeedReadable, kDataListening, kHasFlowing, kFlowing, kPaused,
} = require('internal/streams/readable/state');
const { pushBytes, pushObject, unshift } = require('internal/streams/readable/adding');
const { read } = require('internal/streams/readable/reading');
const { fromList } = require('internal/streams/readable/buffering');
const flowing = require('internal/streams/readable/flowing');
const { defineProperties } = require('internal/streams/readable/properties');

module.exports = Readable;
Readable.ReadableState = ReadableState;
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

ReadableState.prototype[kOnConstructed] = function(stream) {
  if ((this[kState] & kNeedReadable) !== 0) flowing.maybeReadMore(stream, this);
};

/**
 * @param {object} [options] highWaterMark, objectMode, encoding, defaultEncoding, emitClose, autoDestroy, signal,
 *   captureRejections, and the hooks read, destroy, construct
 */
function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  if (profile.streamsNameEventsUpFront) {
    this._events ??= { close: undefined, error: undefined, data: undefined, end: undefined, readable: undefined };
  }
  this._readableState = new ReadableState(options, this, false);

  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);

  if (this._construct != null) {
    destroyImpl.construct(this, () => {
      this._readableState[kOnConstructed](this);
    });
  }
}

Readable.prototype.destroy = destroyImpl.destroy;
Readable.prototype._undestroy = destroyImpl.undestroy;
/** Hook: releases what the source holds, then calls back. */
Readable.prototype._destroy = function(err, cb) {
  cb(err);
};

Readable.prototype[EE.captureRejectionSymbol] = function(err) {
  this.destroy(err);
};

/** Destroys the stream; settles when it has closed. The AbortError given to an unfinished one does not reject. */
function dispose(stream) {
  let error;
  if (!stream.destroyed) {
    error = stream.readableEnded ? null : new AbortError();
    stream.destroy(error);
  }
  const { eos } = require('internal/streams/end-of-stream');
  return new Promise((resolve, reject) => {
    eos(stream, (err) => (err && err !== error ? reject(err) : resolve(null)));
  });
}

Readable.prototype[Symbol.asyncDispose] = profile.streamsAwaitDisposal ?
  async function() { await dispose(this); } :
  function() { return dispose(this); };

/**
 * Adds a chunk, or with null the end.
 * @returns {boolean} whether the source may go on pushing
 */
Readable.prototype.push = function(chunk, encoding) {
  const state = this._readableState;
  return (state[kState] & kObjectMode) === 0 ?
    pushBytes(this, state, chunk, encoding) :
    pushObject(this, state, chunk, encoding);
};

Readable.prototype.unshift = function(chunk, encoding) {
  return unshift(this, chunk, encoding);
};

Readable.prototype.isPaused = function() {
  const state = this._readableState;
  return (state[kState] & kPaused) !== 0 || (state[kState] & (kHasFlowing | kFlowing)) === kHasFlowing;
};

/** Decodes from now on, including what is buffered. */
Readable.prototype.setEncoding = function(enc) {
  const state = this._readableState;
  const decoder = new StringDecoder(enc);
  state.decoder = decoder;
  state.encoding = decoder.encoding;

  let content = '';
  for (const data of state.buffer.slice(state.bufferIndex)) content += decoder.write(data);
  if (profile.streamsFlushDecoderAtEnd && (state[kState] & kEnded) !== 0) content += decoder.end();
  state.buffer.length = 0;
  state.bufferIndex = 0;
  if (content !== '') state.buffer.push(content);
  state.length = content.length;
  return this;
};

/**
 * @param {number} [n] how many bytes or characters; anything else is parsed as a number
 */
Readable.prototype.read = function(n) {
  if (n === undefined) n = NaN;
  else if (!Number.isInteger(n)) n = Number.parseInt(n, 10);
  return read(this, n);
};

/** Hook: gets about `n` units and push()es them. */
Readable.prototype._read = function(n) { // eslint-disable-line no-unused-vars -- its length shows
  throw new ERR_METHOD_NOT_IMPLEMENTED('_read()');
};

Readable.prototype.pipe = function(dest, pipeOpts) {
  return require('internal/streams/readable/piping').pipe(this, dest, pipeOpts);
};

Readable.prototype.unpipe = function(dest) {
  require('internal/streams/readable/piping').unpipe(this, dest);
  return this;
};

/** Listening to 'data' starts the flow, listening to 'readable' stops it. */
Readable.prototype.on = function(ev, fn) {
  const res = Stream.prototype.on.call(this, ev, fn);
  if (ev === 'data') flowing.onDataListener(this);
  else if (ev === 'readable') flowing.onReadableListener(this);
  return res;
};
Readable.prototype.addListener = Readable.prototype.on;

Readable.prototype.removeListener = function(ev, fn) {
  const res = Stream.prototype.removeListener.call(this, ev, fn);
  if (ev === 'readable') {
    process.nextTick(flowing.updateReadableListening, this);
  } else if (ev === 'data' && this.listenerCount('data') === 0) {
    this._readableState[kState] &= ~kDataListening;
  }
  return res;
};
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function(ev) {
  const res = Reflect.apply(Stream.prototype.removeAllListeners, this, arguments);
  if (ev === 'readable' || ev === undefined) process.nextTick(flowing.updateReadableListening, this);
  return res;
};

Readable.prototype.resume = function() {
  flowing.resume(this);
  return this;
};

Readable.prototype.pause = function() {
  flowing.pause(this);
  return this;
};

/** Makes this the modern face of an old-style `stream`, and passes on its other methods. */
Readable.prototype.wrap = function(stream) {
  return require('internal/streams/readable/wrapping').wrap(this, stream);
};

Readable.prototype[Symbol.asyncIterator] = function() {
  return require('internal/streams/readable/iteration').streamToAsyncIterator(this);
};

Readable.prototype.iterator = function(options) {
  if (options !== undefined) require('internal/validators').validateObject(options, 'options');
  return require('internal/streams/readable/iteration').streamToAsyncIterator(this, options);
};

if (profile.streamsComposeIntoDuplex) {
  /** This stream piped into another, as one duplex. `options.signal` destroys it. */
  Readable.prototype.compose = function compose(stream, options) {
    const { validateAbortSignal, validateObject } = require('internal/validators');
    if (options != null) validateObject(options, 'options');
    if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal');
    const composed = require('internal/streams/compose')(this, stream);
    if (options?.signal) {
      require('internal/streams/add-abort-signal').addAbortSignalNoValidate(options.signal, composed);
    }
    return composed;
  };
}

defineProperties(Readable.prototype);

/** For tests of userland copies. */
Readable._fromList = fromList;

Readable.from = function(iterable, opts) {
  return require('internal/streams/from')(Readable, iterable, opts);
};

Readable.fromWeb = function(readableStream, options) {
  return require('internal/webstreams/adapters').newStreamReadableFromReadableStream(readableStream, options);
};

Readable.toWeb = function(streamReadable, options) {
  return require('internal/webstreams/adapters').newReadableStreamFromStreamReadable(streamReadable, options);
};

Readable.wrap = function(src, options) {
  return new Readable({
    objectMode: src.readableObjectMode ?? src.objectMode ?? true,
    ...options,
    destroy(err, callback) {
      destroyImpl.destroyer(src, err);
      callback(err);
    },
  }).wrap(src);
};
