// From end() to 'finish': _final, 'prefinish', the callbacks of end(), and the destruction that follows.
// Node's doc: stream, "writable.end()", "writable._final()", "Event: 'finish'".
'use strict';

const profile = require('internal/profile');
const { codes: { ERR_MULTIPLE_CALLBACK } } = require('internal/errors');
const { errorOrDestroy } = require('internal/streams/destroy');
const {
  kState, kErrorEmitted, kAutoDestroy, kDestroyed, kCloseEmitted, kErrored, kConstructed,
} = require('internal/streams/utils');
const {
  kOnFinishedValue, kSync, kFinalCalled, kEnding, kFinished, kWriting, kPrefinished, kOnFinished, kBuffered,
} = require('internal/streams/writable/state');

const FINISH_MASK = kEnding | kDestroyed | kConstructed | kFinished | kWriting | kErrorEmitted | kCloseEmitted |
  kErrored | kBuffered;

/** Was end() called, is all written, and has nothing gone wrong? */
function needFinish(state) {
  return (state[kState] & FINISH_MASK) === (kEnding | kConstructed) && state.length === 0;
}

/** Calls the callbacks of end(). Without an error Node 18 gives them nothing, later versions null. */
function callFinishedCallbacks(state, err) {
  if ((state[kState] & kOnFinished) === 0) return;
  const callbacks = state[kOnFinishedValue];
  state[kOnFinishedValue] = null;
  state[kState] &= ~kOnFinished;
  for (const callback of callbacks) {
    if (err === null && !profile.writesCallBackWithNull) callback();
    else callback(err);
  }
}

/**
 * Begins or ends finishing, if it is time.
 * @param {boolean} [sync] the program is still inside its call: 'finish' waits for a tick
 */
function finishMaybe(stream, state, sync) {
  if (!needFinish(state)) return;
  prefinish(stream, state);
  if (state.pendingcb !== 0) return;
  if (sync) {
    state.pendingcb++;
    process.nextTick(finishUnlessChanged, stream, state);
  } else if (needFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function finishUnlessChanged(stream, state) {
  if (needFinish(state)) finish(stream, state);
  else state.pendingcb--;
}

/** Calls _final, or emits 'prefinish' at once where there is none. */
function prefinish(stream, state) {
  if ((state[kState] & (kPrefinished | kFinalCalled)) !== 0) return;
  if (typeof stream._final !== 'function' || (state[kState] & kDestroyed) !== 0) {
    state[kState] |= kFinalCalled | kPrefinished;
    stream.emit('prefinish');
    return;
  }

  state[kState] |= kFinalCalled | kSync;
  state.pendingcb++;
  let called = false;
  const done = (err) => {
    // Node 18 notices every second call, later versions one after success.
    const again = profile.finalNotesSuccessOnly ? (state[kState] & kPrefinished) !== 0 : called;
    called = true;
    if (again) errorOrDestroy(stream, err ?? new ERR_MULTIPLE_CALLBACK());
    else onFinal(stream, state, err);
  };
  try {
    stream._final(done);
  } catch (err) {
    done(err);
  }
  state[kState] &= ~kSync;
}

function onFinal(stream, state, err) {
  state.pendingcb--;
  if (err) {
    callFinishedCallbacks(state, err);
    errorOrDestroy(stream, err, (state[kState] & kSync) !== 0);
  } else if (needFinish(state)) {
    state[kState] |= kPrefinished;
    stream.emit('prefinish');
    // Always a tick: programs count on 'finish' coming after the _final hook has returned.
    state.pendingcb++;
    process.nextTick(finish, stream, state);
  }
}

function finish(stream, state) {
  state.pendingcb--;
  state[kState] |= kFinished;
  callFinishedCallbacks(state, null);
  stream.emit('finish');

  if ((state[kState] & kAutoDestroy) !== 0) {
    // A duplex goes when its readable side has ended, too, or never will because it is switched off.
    const r = stream._readableState;
    if (!r || (r.autoDestroy && (r.endEmitted || r.readable === false))) stream.destroy();
  }
}

module.exports = { finishMaybe, callFinishedCallbacks };
