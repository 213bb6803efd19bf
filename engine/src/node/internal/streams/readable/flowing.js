// What a readable does by itself, mostly in ticks: announcing 'readable', reading ahead, flowing, ending.
//
// Each of these ticks is scheduled once: a bit says that it is on its way. The order in which they were scheduled is
// the order in which a program sees 'readable', 'resume', 'data' and 'end', so no tick here may be added or saved.
'use strict';

const profile = require('internal/profile');
const {
  kState, kDestroyed, kErrored, kConstructed, kCloseEmitted,
} = require('internal/streams/utils');
const {
  kEnded, kEndEmitted, kReading, kNeedReadable, kEmittedReadable, kReadableListening, kResumeScheduled, kReadingMore,
  kHasFlowing, kFlowing, kHasPaused, kPaused, kDataListening, kEndScheduled, kEofReadablePending,
} = require('internal/streams/readable/state');

/** With these clear and kConstructed set, a tick may read ahead. Until 20 one was scheduled during a _read(), too. */
const kNoReadAhead = profile.streamsReadAheadOnce ? kReadingMore | kReading : kReadingMore;

/** Sets a bit; where the condition does not hold, Node 18 clears it and later versions leave it. */
function setIf(state, condition, bit) {
  if (condition) state[kState] |= bit;
  else if (!profile.streamsKeepFlags) state[kState] &= ~bit;
}

/** Schedules a 'readable'. Later, because a listener that reads at once would recurse without end. */
function emitReadable(stream) {
  const state = stream._readableState;
  state[kState] &= ~kNeedReadable;
  if ((state[kState] & kEmittedReadable) === 0) {
    state[kState] |= kEmittedReadable;
    process.nextTick(emitReadableNow, stream);
  }
}

/** Emits 'readable' if there is something to read or the end to see, then lets a flowing stream flow. */
function emitReadableNow(stream) {
  const state = stream._readableState;
  if ((state[kState] & (kDestroyed | kErrored)) === 0 && (state.length || (state[kState] & kEnded) !== 0)) {
    stream.emit('readable');
    state[kState] &= ~kEmittedReadable;
  }
  // A flowing stream is served by flow(), an ended one has no more; above the mark nothing new will come by itself.
  setIf(state, (state[kState] & (kFlowing | kEnded)) === 0 && state.length <= state.highWaterMark, kNeedReadable);
  flow(stream);
}

/** Schedules reading ahead up to the high water mark. */
function maybeReadMore(stream, state) {
  if ((state[kState] & (kNoReadAhead | kConstructed)) === kConstructed) {
    state[kState] |= kReadingMore;
    process.nextTick(readMoreNT, stream, state);
  }
}

function readMoreNT(stream, state) {
  while ((state[kState] & (kReading | kEnded)) === 0 &&
         (state.length < state.highWaterMark || ((state[kState] & kFlowing) !== 0 && state.length === 0))) {
    const before = state.length;
    stream.read(0);
    // A source that gave nothing will push when it has something.
    if (state.length === before) break;
  }
  state[kState] &= ~kReadingMore;
}

/** Hands out what is buffered as long as the stream flows. */
function flow(stream) {
  const state = stream._readableState;
  while ((state[kState] & kFlowing) !== 0 && stream.read() !== null);
}

/** Switches to flowing, unless 'readable' listeners have taken over; the flow begins in a tick. */
function resume(stream) {
  const state = stream._readableState;
  if (profile.streamsStayWhenDestroyed && (state[kState] & kDestroyed) !== 0) return;
  if ((state[kState] & kFlowing) === 0) {
    state[kState] |= kHasFlowing;
    if ((state[kState] & kReadableListening) === 0) state[kState] |= kFlowing;
    if ((state[kState] & kResumeScheduled) === 0) {
      state[kState] |= kResumeScheduled;
      process.nextTick(resumeNT, stream, state);
    }
  }
  state[kState] |= kHasPaused;
  state[kState] &= ~kPaused;
}

function resumeNT(stream, state) {
  if ((state[kState] & kReading) === 0) stream.read(0);
  state[kState] &= ~kResumeScheduled;
  stream.emit('resume');
  flow(stream);
  if ((state[kState] & (kFlowing | kReading)) === kFlowing) stream.read(0);
}

/** Stops flowing at once; emits 'pause' unless it was stopped already. */
function pause(stream) {
  const state = stream._readableState;
  if (profile.streamsStayWhenDestroyed && (state[kState] & kDestroyed) !== 0) return;
  if ((state[kState] & (kHasFlowing | kFlowing)) !== kHasFlowing) {
    state[kState] |= kHasFlowing;
    state[kState] &= ~kFlowing;
    stream.emit('pause');
  }
  state[kState] |= kHasPaused | kPaused;
}

/** A 'data' listener was added: start flowing, unless the program paused the stream. */
function onDataListener(stream) {
  const state = stream._readableState;
  state[kState] |= kDataListening;
  // resume() below must know of a listener added by once() or prependListener().
  setIf(state, stream.listenerCount('readable') > 0, kReadableListening);
  if ((state[kState] & (kHasFlowing | kFlowing)) !== kHasFlowing) stream.resume();
}

/** A 'readable' listener was added: it takes over from flowing, and hears of what there is. */
function onReadableListener(stream) {
  const state = stream._readableState;
  if ((state[kState] & (kEndEmitted | kReadableListening)) !== 0) return;
  state[kState] |= kReadableListening | kNeedReadable | kHasFlowing;
  state[kState] &= ~(kFlowing | kEmittedReadable);
  if (state.length) {
    emitReadable(stream);
    return;
  }
  if ((state[kState] & kEofReadablePending) !== 0) {
    state[kState] &= ~kEofReadablePending;
    emitReadable(stream);
  }
  if ((state[kState] & kReading) === 0) process.nextTick(readNothing, stream);
}

function readNothing(stream) {
  stream.read(0);
}

/** Is anybody listening for 'data'? Node 18 counts listeners; later versions note what on() and off() saw. */
function hasDataListener(stream, state) {
  return profile.streamsNoteDataListeners ?
    (state[kState] & kDataListening) !== 0 :
    stream.listenerCount('data') > 0;
}

/** Tick after a 'readable' listener was removed; later, so that once('readable') in a loop does not start a flow. */
function updateReadableListening(stream) {
  const state = stream._readableState;
  if (stream.listenerCount('readable') > 0) state[kState] |= kReadableListening;
  else state[kState] &= ~kReadableListening;

  if ((state[kState] & (kHasPaused | kPaused | kResumeScheduled)) === (kHasPaused | kResumeScheduled)) {
    // The resume on its way was asked for while 'readable' ruled; it is to flow now.
    state[kState] |= kHasFlowing | kFlowing;
  } else if (hasDataListener(stream, state)) {
    stream.resume();
  } else if ((state[kState] & kReadableListening) === 0) {
    state[kState] &= ~(kHasFlowing | kFlowing);
  }
}

/** Schedules 'end', as everything was read. */
function endReadable(stream) {
  const state = stream._readableState;
  if ((state[kState] & (kEndEmitted | kEndScheduled)) !== 0) return;
  state[kState] |= profile.streamsScheduleEndOnce ? kEnded | kEndScheduled : kEnded;
  process.nextTick(endReadableNT, state, stream);
}

function endReadableNT(state, stream) {
  // Also a stream that is used again (undestroy) or got an unshift() meanwhile may end later.
  state[kState] &= ~kEndScheduled;
  if ((state[kState] & (kErrored | kCloseEmitted | kEndEmitted)) !== 0 || state.length !== 0) return;

  state[kState] |= kEndEmitted;
  stream.emit('end');
  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(endWritableNT, stream);
  } else if (state.autoDestroy) {
    // A duplex goes when its writable side has finished, too, or never will because it is switched off.
    const w = stream._writableState;
    if (!w || (w.autoDestroy && (w.finished || w.writable === false))) stream.destroy();
  }
}

function endWritableNT(stream) {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

module.exports = {
  emitReadable, emitReadableNow, maybeReadMore, flow, resume, pause, onDataListener, onReadableListener,
  hasDataListener, updateReadableListening, endReadable,
};
