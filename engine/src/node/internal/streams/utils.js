// Questions about streams of any kind (Node's, web, old-style), and the bits both halves of a Node stream share.
// The symbols are registered ones, so that userland copies of the stream module understand each other.
'use strict';

const kIsDestroyed = Symbol.for('nodejs.stream.destroyed');
const kIsErrored = Symbol.for('nodejs.stream.errored');
const kIsReadable = Symbol.for('nodejs.stream.readable');
const kIsWritable = Symbol.for('nodejs.stream.writable');
const kIsDisturbed = Symbol.for('nodejs.stream.disturbed');
const kIsClosedPromise = Symbol.for('nodejs.webstream.isClosedPromise');
const kControllerErrorFunction = Symbol.for('nodejs.webstream.controllerErrorFunction');
/** Method of a side's state: what to do once an asynchronous _construct has finished. */
const kOnConstructed = Symbol('kOnConstructed');

/**
 * The field of ReadableState and WritableState that holds their bits. console.log shows the number, so the bits are
 * Node's.
 */
const kState = Symbol('kState');
const kObjectMode = 1 << 0;
const kErrorEmitted = 1 << 1;
const kAutoDestroy = 1 << 2;
const kEmitClose = 1 << 3;
const kDestroyed = 1 << 4;
const kClosed = 1 << 5;
const kCloseEmitted = 1 << 6;
const kErrored = 1 << 7;
const kConstructed = 1 << 8;

const isFunction = (value) => typeof value === 'function';

/**
 * @param {boolean} strict also wants pause() and resume()
 */
function isReadableNodeStream(obj, strict = false) {
  if (!obj || !isFunction(obj.pipe) || !isFunction(obj.on)) return false;
  if (strict && !(isFunction(obj.pause) && isFunction(obj.resume))) return false;
  if (!obj._writableState) return true;
  // A plain Writable has a pipe() too (it only fails), and a Duplex may have its readable side switched off.
  return Boolean(obj._readableState) && obj._readableState.readable !== false;
}

function isWritableNodeStream(obj) {
  if (!obj || !isFunction(obj.write) || !isFunction(obj.on)) return false;
  return !obj._readableState || obj._writableState?.writable !== false;
}

function isDuplexNodeStream(obj) {
  return Boolean(obj && isFunction(obj.pipe) && obj._readableState && isFunction(obj.on) && isFunction(obj.write));
}

/** Answers something truthy or falsy, not always a boolean: Node's own answer for `null` is `null`. */
function isNodeStream(obj) {
  return obj && (
    obj._readableState || obj._writableState ||
    (isFunction(obj.write) && isFunction(obj.on)) ||
    (isFunction(obj.pipe) && isFunction(obj.on))
  );
}

function isReadableStream(obj) {
  return Boolean(obj && !isNodeStream(obj) &&
    isFunction(obj.pipeThrough) && isFunction(obj.getReader) && isFunction(obj.cancel));
}

function isWritableStream(obj) {
  return Boolean(obj && !isNodeStream(obj) && isFunction(obj.getWriter) && isFunction(obj.abort));
}

function isTransformStream(obj) {
  return Boolean(obj && !isNodeStream(obj) && typeof obj.readable === 'object' && typeof obj.writable === 'object');
}

function isWebStream(obj) {
  return isReadableStream(obj) || isWritableStream(obj) || isTransformStream(obj);
}

/**
 * @param {boolean} [isAsync] ask for one kind only
 */
function isIterable(obj, isAsync) {
  if (obj == null) return false;
  if (isAsync !== false && isFunction(obj[Symbol.asyncIterator])) return true;
  return isAsync !== true && isFunction(obj[Symbol.iterator]);
}

// The questions below answer null for what is no stream of the kind asked about.

function isDestroyed(stream) {
  if (!isNodeStream(stream)) return null;
  const state = stream._writableState || stream._readableState;
  return Boolean(stream.destroyed || stream[kIsDestroyed] || state?.destroyed);
}

/** Has end() been called? */
function isWritableEnded(stream) {
  if (!isWritableNodeStream(stream)) return null;
  if (stream.writableEnded === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  return typeof state?.ended === 'boolean' ? state.ended : null;
}

/**
 * Has 'finish' been emitted?
 * @param {boolean} [strict] false: count a stream that has nothing left to write as finished
 */
function isWritableFinished(stream, strict) {
  if (!isWritableNodeStream(stream)) return null;
  if (stream.writableFinished === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  if (typeof state?.finished !== 'boolean') return null;
  return state.finished || (strict === false && state.ended === true && state.length === 0);
}

/** Has push(null) been called? */
function isReadableEnded(stream) {
  if (!isReadableNodeStream(stream)) return null;
  if (stream.readableEnded === true) return true;
  const state = stream._readableState;
  if (!state || state.errored) return false;
  return typeof state.ended === 'boolean' ? state.ended : null;
}

/**
 * Has 'end' been emitted?
 * @param {boolean} [strict] false: count a stream that has nothing left to read as finished
 */
function isReadableFinished(stream, strict) {
  if (!isReadableNodeStream(stream)) return null;
  const state = stream._readableState;
  if (state?.errored) return false;
  if (typeof state?.endEmitted !== 'boolean') return null;
  return state.endEmitted || (strict === false && state.ended === true && state.length === 0);
}

function isReadable(stream) {
  if (stream && stream[kIsReadable] != null) return stream[kIsReadable];
  if (typeof stream?.readable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return isReadableNodeStream(stream) && stream.readable && !isReadableFinished(stream);
}

function isWritable(stream) {
  if (stream && stream[kIsWritable] != null) return stream[kIsWritable];
  if (typeof stream?.writable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return isWritableNodeStream(stream) && stream.writable && !isWritableEnded(stream);
}

/** Is there nothing left to do on the sides that `opts` does not exclude with `false`? */
function isFinished(stream, opts) {
  if (!isNodeStream(stream)) return null;
  if (isDestroyed(stream)) return true;
  if (opts?.readable !== false && isReadable(stream)) return false;
  return !(opts?.writable !== false && isWritable(stream));
}

function isWritableErrored(stream) {
  if (!isNodeStream(stream)) return null;
  return stream.writableErrored || (stream._writableState?.errored ?? null);
}

function isReadableErrored(stream) {
  if (!isNodeStream(stream)) return null;
  return stream.readableErrored || (stream._readableState?.errored ?? null);
}

function isClosed(stream) {
  if (!isNodeStream(stream)) return null;
  if (typeof stream.closed === 'boolean') return stream.closed;
  const writable = stream._writableState?.closed;
  const readable = stream._readableState?.closed;
  if (typeof writable === 'boolean' || typeof readable === 'boolean') return writable || readable;
  if (typeof stream._closed === 'boolean' && isOutgoingMessage(stream)) return stream._closed;
  return null;
}

function isOutgoingMessage(stream) {
  return typeof stream._closed === 'boolean' && typeof stream._defaultKeepAlive === 'boolean' &&
    typeof stream._removedConnection === 'boolean' && typeof stream._removedContLen === 'boolean';
}

function isServerResponse(stream) {
  return typeof stream._sent100 === 'boolean' && isOutgoingMessage(stream);
}

function isServerRequest(stream) {
  return typeof stream._consuming === 'boolean' && typeof stream._dumped === 'boolean' &&
    stream.req?.upgradeOrConnect === undefined;
}

/** Can one wait for this stream's 'close', or might it never come? */
function willEmitClose(stream) {
  if (!isNodeStream(stream)) return null;
  const state = stream._writableState || stream._readableState;
  if (!state) return isServerResponse(stream);
  return Boolean(state.autoDestroy && state.emitClose && state.closed === false);
}

/** Has anything been read from it, or was it cut off? */
function isDisturbed(stream) {
  return Boolean(stream && (stream[kIsDisturbed] ?? (stream.readableDidRead || stream.readableAborted)));
}

function isErrored(stream) {
  return Boolean(stream && (
    stream[kIsErrored] ??
    stream.readableErrored ?? stream.writableErrored ??
    stream._readableState?.errorEmitted ?? stream._writableState?.errorEmitted ??
    stream._readableState?.errored ?? stream._writableState?.errored
  ));
}

/** The accessor of one bit of a state's bit field. */
function flagAccessor(bit) {
  return {
    __proto__: null,
    enumerable: false,
    get() { return (this[kState] & bit) !== 0; },
    set(value) {
      if (value) this[kState] |= bit;
      else this[kState] &= ~bit;
    },
  };
}

/**
 * The accessor of a value that is kept in a slot of its own and announced by a bit, so that the usual absence costs
 * nothing.
 * @param {number} bit set while there is a value
 * @param {symbol} slot where the value is
 * @param {*} absent what to answer without one
 */
function slotAccessor(bit, slot, absent) {
  return {
    __proto__: null,
    enumerable: false,
    get() { return (this[kState] & bit) !== 0 ? this[slot] : absent; },
    set(value) {
      if (value) {
        this[slot] = value;
        this[kState] |= bit;
      } else {
        this[kState] &= ~bit;
      }
    },
  };
}

/**
 * The accessor of a choice not made yet, or made for yes or no.
 * @param {number} chosen bit: a choice was made
 * @param {number} yes bit: and it is yes
 * @param {null|undefined} absent what to answer before
 */
function choiceAccessor(chosen, yes, absent) {
  return {
    __proto__: null,
    enumerable: false,
    get() { return (this[kState] & chosen) !== 0 ? (this[kState] & yes) !== 0 : absent; },
    set(value) {
      this[kState] &= ~(chosen | yes);
      if (value != null) this[kState] |= value ? chosen | yes : chosen;
    },
  };
}

/** The accessor of the encoding that strings have when none is named: a bit for UTF-8, `slot` for any other. */
function encodingAccessor(utf8, slot) {
  return {
    __proto__: null,
    enumerable: false,
    get() { return (this[kState] & utf8) !== 0 ? 'utf8' : this[slot]; },
    set(value) {
      if (value === 'utf8' || value === 'utf-8') {
        this[kState] |= utf8;
      } else {
        this[kState] &= ~utf8;
        this[slot] = value;
      }
    },
  };
}

module.exports = {
  kOnConstructed, kIsDestroyed, kIsDisturbed, kIsErrored, kIsReadable, kIsWritable, kIsClosedPromise,
  kControllerErrorFunction,
  isDestroyed, isDisturbed, isErrored, isReadable, isWritable, isClosed, isFinished, isIterable, willEmitClose,
  isNodeStream, isReadableNodeStream, isWritableNodeStream, isDuplexNodeStream,
  isReadableEnded, isReadableFinished, isReadableErrored,
  isWritableEnded, isWritableFinished, isWritableErrored,
  isWebStream, isReadableStream, isWritableStream, isTransformStream,
  isServerRequest, isServerResponse,
  flagAccessor, slotAccessor, choiceAccessor, encodingAccessor,
  kState, kObjectMode, kErrorEmitted, kAutoDestroy, kEmitClose, kDestroyed, kClosed, kCloseEmitted, kErrored,
  kConstructed,
};
