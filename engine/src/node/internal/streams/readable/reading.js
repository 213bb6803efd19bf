// read(): what the next chunk is, and when to ask the source for more. Node's doc: stream, "readable.read()".
'use strict';

const profile = require('internal/profile');
const { ERR_OUT_OF_RANGE } = require('internal/errors').codes;
const { errorOrDestroy } = require('internal/streams/destroy');
const {
  kState, kObjectMode, kErrorEmitted, kDestroyed, kCloseEmitted, kErrored, kConstructed,
} = require('internal/streams/utils');
const {
  kEnded, kReading, kSync, kNeedReadable, kEmittedReadable, kMultiAwaitDrain, kDataEmitted, kDecoder, kFlowing,
  kEofReadablePending,
} = require('internal/streams/readable/state');
const { fromList } = require('internal/streams/readable/buffering');
const { emitReadable, endReadable } = require('internal/streams/readable/flowing');

/** read(n) raises the mark to fit, up to 1 GiB. */
const HIGH_WATER_MARK_MAX = 0x40000000;

/** The next power of two, so that a slowly growing n does not raise the mark each time. */
function raisedHighWaterMark(n) {
  if (n > HIGH_WATER_MARK_MAX) throw new ERR_OUT_OF_RANGE('size', '<= 1GiB', n);
  return n <= 1 ? n : 2 ** (32 - Math.clz32(n - 1));
}

/**
 * How many units a read of `n` gives now.
 * @param {number} n NaN for "whatever is convenient"
 */
function howMuchToRead(n, state) {
  if (n <= 0 || (state.length === 0 && (state[kState] & kEnded) !== 0)) return 0;
  if ((state[kState] & kObjectMode) !== 0) return 1;
  if (Number.isNaN(n)) {
    const byChunk = (state[kState] & kFlowing) !== 0 ||
      (profile.streamsReadByChunk && (state[kState] & kDecoder) === 0);
    return byChunk && state.length ? state.buffer[state.bufferIndex].length : state.length;
  }
  if (n <= state.length) return n;
  return (state[kState] & kEnded) !== 0 ? state.length : 0;
}

/** read(0) with enough in the buffer, or at the end, only announces what there is. */
function onlyAnnounce(stream, state) {
  if ((state[kState] & kNeedReadable) === 0) return false;
  const enough = state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0;
  const ended = (state[kState] & kEnded) !== 0;
  if (!enough && !ended) return false;
  if (state.length === 0 && ended) endReadable(stream);
  else emitReadable(stream);
  return true;
}

/**
 * Calls the source's _read() if taking `n` units leaves less than the mark.
 * This comes before taking them, because a _read() that pushes at once changes what can be taken.
 * @returns {boolean} whether it was called and has pushed already
 */
function askSource(stream, state, n) {
  const wanted = (state[kState] & kNeedReadable) !== 0 || state.length === 0 || state.length - n < state.highWaterMark;
  if (!wanted ||
      (state[kState] & (kReading | kEnded | kDestroyed | kErrored | kConstructed)) !== kConstructed) {
    return false;
  }
  state[kState] |= kReading | kSync;
  if (state.length === 0) state[kState] |= kNeedReadable;
  try {
    stream._read(state.highWaterMark);
  } catch (err) {
    errorOrDestroy(stream, err);
  }
  state[kState] &= ~kSync;
  return (state[kState] & kReading) === 0;
}

/**
 * Takes `n` bytes, characters or (always one) objects.
 * @param {number} asked NaN for no size, 0 to only set things going
 * @returns {*} null when there is not enough
 */
function read(stream, asked) {
  const state = stream._readableState;
  if (asked > state.highWaterMark) state.highWaterMark = raisedHighWaterMark(asked);

  if (asked !== 0) state[kState] &= ~(kEmittedReadable | kEofReadablePending);
  else if (onlyAnnounce(stream, state)) return null;

  let n = howMuchToRead(asked, state);
  if (n === 0 && (state[kState] & kEnded) !== 0) {
    if (state.length === 0) endReadable(stream);
    return null;
  }
  if (askSource(stream, state, n)) n = howMuchToRead(asked, state);

  const chunk = n > 0 ? fromList(n, state) : null;
  if (chunk === null) {
    if (state.length <= state.highWaterMark) state[kState] |= kNeedReadable;
    else if (!profile.streamsKeepFlags) state[kState] &= ~kNeedReadable;
    n = 0;
  } else {
    state.length -= n;
    if ((state[kState] & kMultiAwaitDrain) !== 0) state.awaitDrainWriters.clear();
    else state.awaitDrainWriters = null;
  }

  if (state.length === 0) {
    if ((state[kState] & kEnded) === 0) state[kState] |= kNeedReadable;
    // An exact read(n) that empties the buffer leaves the end for the next read().
    else if (asked !== n) endReadable(stream);
  }

  if (chunk !== null && (state[kState] & (kErrorEmitted | kCloseEmitted)) === 0) {
    state[kState] |= kDataEmitted;
    stream.emit('data', chunk);
  }
  return chunk;
}

module.exports = { read };
