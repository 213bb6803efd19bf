// How chunks get into a readable: push(), unshift() and the end. Node's doc: stream, "readable.push()".
'use strict';

const profile = require('internal/profile');
const { Buffer } = require('buffer');
const { isArrayBufferView, isUint8Array } = require('internal/util/types');
const {
  ERR_INVALID_ARG_TYPE, ERR_STREAM_PUSH_AFTER_EOF, ERR_STREAM_UNSHIFT_AFTER_END_EVENT,
} = require('internal/errors').codes;
const { errorOrDestroy } = require('internal/streams/destroy');
const { kState, kObjectMode, kDestroyed, kErrored } = require('internal/streams/utils');
const {
  kDecoderValue,
  kEnded, kEndEmitted, kReading, kSync, kNeedReadable, kEmittedReadable, kMultiAwaitDrain, kDataEmitted, kDecoder,
  kFlowing, kEofReadablePending,
} = require('internal/streams/readable/state');
const {
  emitReadable, emitReadableNow, maybeReadMore, hasDataListener,
} = require('internal/streams/readable/flowing');

const FastBuffer = Buffer[Symbol.species];
/** Until 18 only Uint8Arrays were taken for bytes. */
const isBytes = profile.streamsTakeAnyView ? isArrayBufferView : isUint8Array;
const CHUNK_TYPES = profile.streamsTakeAnyView ?
  ['string', 'Buffer', 'TypedArray', 'DataView'] :
  ['string', 'Buffer', 'Uint8Array'];

/** The same memory as a Buffer. */
function viewToBuffer(view) {
  return new FastBuffer(view.buffer, view.byteOffset, view.byteLength);
}

/** What push() and unshift() answer: may the source go on? With an empty buffer it may, even at a mark of 0. */
function canPushMore(state) {
  return (state[kState] & kEnded) === 0 && (state.length < state.highWaterMark || state.length === 0);
}

/** Reports a chunk that a byte stream cannot hold. */
function refuseChunk(stream, state, chunk) {
  errorOrDestroy(stream, new ERR_INVALID_ARG_TYPE('chunk', CHUNK_TYPES, chunk));
  return !profile.streamsTakeAnyView && canPushMore(state);
}

function pushEnd(stream, state) {
  state[kState] &= ~kReading;
  onEofChunk(stream, state);
  return false;
}

/** May a chunk still be added? Reports one that comes after the end; after an error chunks vanish. */
function acceptsPush(stream, state) {
  if ((state[kState] & (kEnded | kDestroyed | kErrored)) === 0) return true;
  if ((state[kState] & kEnded) !== 0) errorOrDestroy(stream, new ERR_STREAM_PUSH_AFTER_EOF());
  return false;
}

/** push() of a byte stream. An empty or undefined chunk only says that the read is over. */
function pushBytes(stream, state, chunk, encoding) {
  if (chunk === null) return pushEnd(stream, state);
  if (typeof chunk === 'string') {
    encoding ||= state.defaultEncoding;
    if (state.encoding !== encoding) {
      chunk = Buffer.from(chunk, encoding);
      encoding = '';
    }
  } else if (chunk instanceof Buffer) {
    encoding = '';
  } else if (isBytes(chunk)) {
    chunk = viewToBuffer(chunk);
    encoding = '';
  } else if (chunk !== undefined) {
    return refuseChunk(stream, state, chunk);
  }

  if (!chunk || chunk.length <= 0) {
    state[kState] &= ~kReading;
    maybeReadMore(stream, state);
    return canPushMore(state);
  }
  if (!acceptsPush(stream, state)) return false;

  state[kState] &= ~kReading;
  if ((state[kState] & kDecoder) !== 0 && !encoding) {
    chunk = state[kDecoderValue].write(chunk);
    // Only the beginning of a character so far.
    if (chunk.length === 0) {
      maybeReadMore(stream, state);
      return canPushMore(state);
    }
  }
  addChunk(stream, state, chunk, false);
  return canPushMore(state);
}

/** push() of a stream in object mode: every value but null is a chunk. */
function pushObject(stream, state, chunk, encoding) {
  if (chunk === null) return pushEnd(stream, state);
  if (!acceptsPush(stream, state)) return false;
  state[kState] &= ~kReading;
  if ((state[kState] & kDecoder) !== 0 && !encoding) chunk = state[kDecoderValue].write(chunk);
  addChunk(stream, state, chunk, false);
  return canPushMore(state);
}

/** unshift(): puts a chunk back in front. A string is kept in the stream's own encoding, if it has one. */
function unshift(stream, chunk, encoding) {
  const state = stream._readableState;
  if (chunk === null) return pushEnd(stream, state);
  if ((state[kState] & kObjectMode) === 0) {
    if (typeof chunk === 'string') {
      encoding ||= state.defaultEncoding;
      if (state.encoding !== encoding) {
        chunk = Buffer.from(chunk, encoding);
        if (state.encoding) chunk = chunk.toString(state.encoding);
      }
    } else if (isBytes(chunk)) {
      chunk = viewToBuffer(chunk);
    } else if (chunk !== undefined && !(chunk instanceof Buffer)) {
      return refuseChunk(stream, state, chunk);
    }
    if (!(chunk && chunk.length > 0)) return canPushMore(state);
  }

  if ((state[kState] & kEndEmitted) !== 0) {
    errorOrDestroy(stream, new ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
  } else if ((state[kState] & (kDestroyed | kErrored)) !== 0) {
    return false;
  } else {
    addChunk(stream, state, chunk, true);
  }
  return canPushMore(state);
}

/** Emits the chunk if the stream flows, is empty and not inside _read(); else buffers it. */
function addChunk(stream, state, chunk, inFront) {
  if ((state[kState] & (kFlowing | kSync)) === kFlowing && state.length === 0 && hasDataListener(stream, state)) {
    if ((state[kState] & kMultiAwaitDrain) !== 0) state.awaitDrainWriters.clear();
    else state.awaitDrainWriters = null;
    state[kState] |= kDataEmitted;
    stream.emit('data', chunk);
  } else {
    state.length += (state[kState] & kObjectMode) !== 0 ? 1 : chunk.length;
    if (!inFront) state.buffer.push(chunk);
    else if (state.bufferIndex > 0) state.buffer[--state.bufferIndex] = chunk;
    else state.buffer.unshift(chunk);
    if ((state[kState] & kNeedReadable) !== 0) emitReadable(stream);
  }
  maybeReadMore(stream, state);
}

/** The source has ended: the decoder gives up what it holds, and the end is announced. */
function onEofChunk(stream, state) {
  if ((state[kState] & kEnded) !== 0) return;
  if ((state[kState] & kDecoder) !== 0) {
    const rest = state[kDecoderValue].end();
    if (rest?.length) {
      state.buffer.push(rest);
      state.length += (state[kState] & kObjectMode) !== 0 ? 1 : rest.length;
    }
  }
  state[kState] |= kEnded;

  if ((state[kState] & kSync) === 0) {
    // At once: parsers in userland rely on seeing the end inside push(null).
    state[kState] &= ~kNeedReadable;
    state[kState] |= kEmittedReadable;
    emitReadableNow(stream);
  } else if (profile.streamsOweEndToListeners &&
             (state[kState] & (kFlowing | kNeedReadable)) === 0 && stream.listenerCount('readable') === 0) {
    // Nobody would hear it: onReadableListener() makes up for it.
    state[kState] |= kEofReadablePending;
  } else {
    emitReadable(stream);
  }
}

module.exports = { pushBytes, pushObject, unshift, CHUNK_TYPES, isBytes, viewToBuffer };
