// The end of a stream's life: destroy(), asynchronous construction, and errors that destroy. Node's doc: stream,
// "writable.destroy()", "readable.destroy()", "writable._construct()".
//
// Order: destroy() sets the bits and runs the _destroy hook at once; 'error' and then 'close' come in one tick after
// the hook called back. A stream still being constructed is destroyed when its construction has ended.
'use strict';

const {
  AbortError,
  aggregateTwoErrors,
  codes: { ERR_MULTIPLE_CALLBACK },
} = require('internal/errors');
const {
  kIsDestroyed, isDestroyed, isFinished, isServerRequest,
  kState, kErrorEmitted, kEmitClose, kClosed, kCloseEmitted, kConstructed, kDestroyed, kAutoDestroy, kErrored,
} = require('internal/streams/utils');

/** Event with which a construction that has ended lets a waiting destroy() go on. */
const kDestroy = Symbol('kDestroy');
/** Event that tells both sides that construction went well. */
const kConstruct = Symbol('kConstruct');

/** Is a bit set on either side of the stream? */
function eitherHas(r, w, bit) {
  return (w && (w[kState] & bit) !== 0) || (r && (r[kState] & bit) !== 0);
}

function setOnBoth(r, w, bit) {
  if (w) w[kState] |= bit;
  if (r) r[kState] |= bit;
}

/** Remembers the first error on each side. */
function rememberError(err, r, w) {
  if (!err) return;
  // Reading the stack formats it now; an unformatted one keeps its whole context alive (nodejs/node#34103).
  void err.stack;
  if (w && !w.errored) w.errored = err;
  if (r && !r.errored) r.errored = err;
}

/**
 * Method of Readable and Duplex (Writable adds the fate of pending writes): ends the stream now.
 * @param {*} [err] emitted as 'error' in a later tick
 * @param {Function} [cb] undocumented: called when the hook has called back
 */
function destroy(err, cb) {
  const r = this._readableState;
  const w = this._writableState;

  if (eitherHas(r, w, kDestroyed)) {
    if (typeof cb === 'function') cb();
    return this;
  }
  // Before any callback, so that a destroy() inside one finds the work done.
  rememberError(err, r, w);
  setOnBoth(r, w, kDestroyed);

  if (((w || r)[kState] & kConstructed) === 0) {
    this.once(kDestroy, function(er) {
      runHook(this, aggregateTwoErrors(er, err), cb);
    });
  } else {
    runHook(this, err, cb);
  }
  return this;
}

function runHook(stream, err, cb) {
  let called = false;

  function onDestroy(err) {
    if (called) return;
    called = true;
    const r = stream._readableState;
    const w = stream._writableState;
    rememberError(err, r, w);
    setOnBoth(r, w, kClosed);
    if (typeof cb === 'function') cb(err);
    if (err) process.nextTick(emitErrorCloseNT, stream, err);
    else process.nextTick(emitCloseNT, stream);
  }

  try {
    stream._destroy(err || null, onDestroy);
  } catch (err) {
    onDestroy(err);
  }
}

function emitErrorCloseNT(stream, err) {
  emitErrorNT(stream, err);
  emitCloseNT(stream);
}

function emitCloseNT(stream) {
  const r = stream._readableState;
  const w = stream._writableState;
  setOnBoth(r, w, kCloseEmitted);
  if (eitherHas(r, w, kEmitClose)) stream.emit('close');
}

function emitErrorNT(stream, err) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (eitherHas(r, w, kErrorEmitted)) return;
  setOnBoth(r, w, kErrorEmitted);
  stream.emit('error', err);
}

/** Method of both sides: makes a destroyed stream usable again (sockets that connect once more). */
function undestroy() {
  const r = this._readableState;
  const w = this._writableState;
  if (r) {
    r.constructed = true;
    r.closed = r.closeEmitted = r.destroyed = r.errorEmitted = r.reading = false;
    r.errored = null;
    r.ended = r.endEmitted = r.readable === false;
  }
  if (w) {
    w.constructed = true;
    w.destroyed = w.closed = w.closeEmitted = w.errorEmitted = w.finalCalled = w.prefinished = false;
    w.errored = null;
    w.ended = w.ending = w.finished = w.writable === false;
  }
}

/** A foreign stream's state may keep booleans instead of bits. */
function stateDestroyed(state) {
  return state && (state[kState] ? (state[kState] & kDestroyed) !== 0 : state.destroyed);
}

/**
 * Reports an error: destroys a stream with autoDestroy, else only emits 'error'.
 * @param {boolean} [sync] the caller is still inside the user's call: emit in a tick
 */
function errorOrDestroy(stream, err, sync) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (stateDestroyed(w) || stateDestroyed(r)) return;

  if (eitherHas(r, w, kAutoDestroy)) {
    stream.destroy(err);
  } else if (err) {
    void err.stack; // As in rememberError.
    if (w && (w[kState] & kErrored) === 0) w.errored = err;
    if (r && (r[kState] & kErrored) === 0) r.errored = err;
    if (sync) process.nextTick(emitErrorNT, stream, err);
    else emitErrorNT(stream, err);
  }
}

/**
 * Starts a stream's _construct hook in the next tick, if it has one; until it has called back nothing is read or
 * written.
 * @param {Function} cb called when it went well; a Duplex may register one for each side
 */
function construct(stream, cb) {
  if (typeof stream._construct !== 'function') return;
  const r = stream._readableState;
  const w = stream._writableState;
  if (r) r[kState] &= ~kConstructed;
  if (w) w[kState] &= ~kConstructed;

  stream.once(kConstruct, cb);
  if (stream.listenerCount(kConstruct) > 1) return;
  process.nextTick(constructNT, stream);
}

function constructNT(stream) {
  let called = false;

  function onConstruct(err) {
    if (called) {
      errorOrDestroy(stream, err ?? new ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    const r = stream._readableState;
    const w = stream._writableState;
    setOnBoth(r, w, kConstructed);

    if ((w || r).destroyed) stream.emit(kDestroy, err);
    else if (err) errorOrDestroy(stream, err, true);
    else stream.emit(kConstruct);
  }

  try {
    stream._construct((err) => {
      process.nextTick(onConstruct, err);
    });
  } catch (err) {
    process.nextTick(onConstruct, err);
  }
}

/** An http client request of old, or one that looks like it. */
function isRequest(stream) {
  return stream?.setHeader && typeof stream.abort === 'function';
}

function emitCloseLegacy(stream) {
  stream.emit('close');
}

function emitErrorCloseLegacy(stream, err) {
  stream.emit('error', err);
  process.nextTick(emitCloseLegacy, stream);
}

/**
 * Destroys whatever kind of stream this is, by the means it has.
 * Without an error, one that is not finished is given an AbortError.
 */
function destroyer(stream, err) {
  if (!stream || isDestroyed(stream)) return;
  if (!err && !isFinished(stream)) err = new AbortError();

  if (isServerRequest(stream)) {
    stream.socket = null;
    stream.destroy(err);
  } else if (isRequest(stream)) {
    stream.abort();
  } else if (isRequest(stream.req)) {
    stream.req.abort();
  } else if (typeof stream.destroy === 'function') {
    stream.destroy(err);
  } else if (typeof stream.close === 'function') {
    stream.close();
  } else if (err) {
    process.nextTick(emitErrorCloseLegacy, stream, err);
  } else {
    process.nextTick(emitCloseLegacy, stream);
  }

  if (!stream.destroyed) stream[kIsDestroyed] = true;
}

module.exports = { construct, destroyer, destroy, undestroy, errorOrDestroy };
