// stream.Writable: the public face. What its methods do is in writable/: state, writing (write, the queue, callbacks)
// and finishing (end). Node's doc: stream, "Class: stream.Writable".
//
// The methods are anonymous functions because a program sees their names.
'use strict';

const profile = require('internal/profile');
const EE = require('events');
const { Stream } = require('internal/streams/legacy');
const { Buffer } = require('buffer');
const destroyImpl = require('internal/streams/destroy');
const {
  AbortError,
  codes: {
    ERR_METHOD_NOT_IMPLEMENTED, ERR_STREAM_ALREADY_FINISHED, ERR_STREAM_CANNOT_PIPE, ERR_STREAM_DESTROYED,
    ERR_UNKNOWN_ENCODING,
  },
} = require('internal/errors');
const { kState, kOnConstructed, kDestroyed, kErrored } = require('internal/streams/utils');
const {
  WritableState, kOnFinishedValue, kErroredValue,
  kEnding, kFinished, kWriting, kOnFinished, kCorked, kBuffered, kEnded,
} = require('internal/streams/writable/state');
const { write, clearBuffer, errorBuffer } = require('internal/streams/writable/writing');
const { finishMaybe } = require('internal/streams/writable/finishing');
const { defineProperties } = require('internal/streams/writable/properties');
const { FunctionPrototypeSymbolHasInstance } = primordials;

module.exports = Writable;
Writable.WritableState = WritableState;
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);

WritableState.prototype[kOnConstructed] = function(stream) {
  if ((this[kState] & kWriting) === 0) clearBuffer(stream, this);
  if ((this[kState] & kEnding) !== 0) finishMaybe(stream, this);
};

/**
 * @param {object} [options] highWaterMark, objectMode, decodeStrings, defaultEncoding, emitClose, autoDestroy, signal,
 *   captureRejections, and the hooks write, writev, final, destroy, construct
 */
function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
  if (profile.streamsNameEventsUpFront) {
    this._events ??= {
      close: undefined, error: undefined, prefinish: undefined, finish: undefined, drain: undefined,
    };
  }
  this._writableState = new WritableState(options, this, false);

  if (options) {
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);

  if (this._construct != null) {
    destroyImpl.construct(this, () => {
      this._writableState[kOnConstructed](this);
    });
  }
}

/** A Duplex is a Writable, too, though it inherits from Readable. */
Object.defineProperty(Writable, Symbol.hasInstance, {
  __proto__: null,
  value: {
    [Symbol.hasInstance](instance) {
      if (FunctionPrototypeSymbolHasInstance(this, instance)) return true;
      if (this !== Writable) return false;
      return instance && instance._writableState instanceof WritableState;
    },
  }[Symbol.hasInstance],
});

/** There is nothing to read here. */
Writable.prototype.pipe = function() {
  destroyImpl.errorOrDestroy(this, new ERR_STREAM_CANNOT_PIPE());
};

/**
 * @returns {boolean} false: wait for 'drain' before writing more
 */
Writable.prototype.write = function(chunk, encoding, cb) {
  if (encoding != null && typeof encoding === 'function') {
    cb = encoding;
    encoding = null;
  }
  return write(this, chunk, encoding, cb) === true;
};

/** Queues writes until uncork() was called as often. */
Writable.prototype.cork = function() {
  const state = this._writableState;
  state[kState] |= kCorked;
  state.corked++;
};

Writable.prototype.uncork = function() {
  const state = this._writableState;
  if (!state.corked) return;
  state.corked--;
  if (!state.corked) state[kState] &= ~kCorked;
  if ((state[kState] & kWriting) === 0) clearBuffer(this, state);
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  if (!Buffer.isEncoding(encoding)) throw new ERR_UNKNOWN_ENCODING(encoding);
  this._writableState.defaultEncoding = encoding;
  return this;
};

/** Hook: writes one chunk. A stream may have _writev alone. */
Writable.prototype._write = function(chunk, encoding, cb) {
  if (!this._writev) throw new ERR_METHOD_NOT_IMPLEMENTED('_write()');
  this._writev([{ chunk, encoding }], cb);
};

/** Hook: writes several chunks at once. */
Writable.prototype._writev = null;

/**
 * Writes a last chunk, perhaps, and ends the stream.
 * @param {Function} [cb] called at 'finish', or with the error that kept it from coming
 */
Writable.prototype.end = function(chunk, encoding, cb) {
  const state = this._writableState;
  if (typeof chunk === 'function') {
    cb = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    cb = encoding;
    encoding = null;
  }

  let err;
  if (chunk != null) {
    const answer = write(this, chunk, encoding);
    if (answer instanceof Error) err = answer;
  }
  if ((state[kState] & kCorked) !== 0) {
    state.corked = 1;
    this.uncork();
  }

  if (err) {
    // The failed write has told everyone.
  } else if ((state[kState] & (kEnding | kErrored)) === 0) {
    state[kState] |= kEnding;
    finishMaybe(this, state, true);
    state[kState] |= kEnded;
  } else if ((state[kState] & kFinished) !== 0) {
    // A second end() is no error of the stream, only of its callback.
    err = new ERR_STREAM_ALREADY_FINISHED('end');
  } else if ((state[kState] & kDestroyed) !== 0) {
    err = new ERR_STREAM_DESTROYED('end');
  }
  if (typeof cb === 'function') callAtFinish(state, cb, err);
  return this;
};

/** Calls `cb` in a tick if the outcome is known, else at 'finish'. */
function callAtFinish(state, cb, err) {
  if (err) {
    process.nextTick(cb, err);
  } else if ((state[kState] & kErrored) !== 0 && profile.endReportsErrorsAtOnce) {
    process.nextTick(cb, state[kErroredValue]);
  } else if ((state[kState] & kFinished) !== 0) {
    process.nextTick(cb, profile.writesCallBackWithNull ? null : undefined);
  } else {
    state[kState] |= kOnFinished;
    state[kOnFinishedValue] ??= [];
    state[kOnFinishedValue].push(cb);
  }
}

defineProperties(Writable.prototype);

/** As of every stream; writes and end() callbacks that wait get their error in the next tick. */
Writable.prototype.destroy = function(err, cb) {
  const state = this._writableState;
  if ((state[kState] & (kBuffered | kOnFinished)) !== 0 && (state[kState] & kDestroyed) === 0) {
    process.nextTick(errorBuffer, state);
  }
  destroyImpl.destroy.call(this, err, cb);
  return this;
};

Writable.prototype._undestroy = destroyImpl.undestroy;
/** Hook: releases what the sink holds, then calls back. */
Writable.prototype._destroy = function(err, cb) {
  cb(err);
};

Writable.prototype[EE.captureRejectionSymbol] = function(err) {
  this.destroy(err);
};

Writable.fromWeb = function(writableStream, options) {
  return require('internal/webstreams/adapters').newStreamWritableFromWritableStream(writableStream, options);
};

Writable.toWeb = function(streamWritable) {
  return require('internal/webstreams/adapters').newWritableStreamFromStreamWritable(streamWritable);
};

/** Destroys the stream; settles when it has closed. An AbortError does not reject. */
function dispose(stream) {
  if (!stream.destroyed) stream.destroy(stream.writableFinished ? null : new AbortError());
  const { eos } = require('internal/streams/end-of-stream');
  return new Promise((resolve, reject) => {
    eos(stream, (err) => (err && err.name !== 'AbortError' ? reject(err) : resolve(null)));
  });
}

if (profile.writablesAreDisposable) {
  Writable.prototype[Symbol.asyncDispose] = profile.streamsAwaitDisposal ?
    async function() { await dispose(this); } :
    function() { return dispose(this); };
}
