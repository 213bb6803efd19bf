// pipe() and unpipe(): a flowing readable writes into writables and pauses while one of them is full.
// Node's doc: stream, "readable.pipe()".
'use strict';

const profile = require('internal/profile');
const { prependListener } = require('internal/streams/legacy');
const { errorOrDestroy } = require('internal/streams/destroy');
const { kState } = require('internal/streams/utils');
const { kEndEmitted, kMultiAwaitDrain, kFlowing } = require('internal/streams/readable/state');
const { hasDataListener } = require('internal/streams/readable/flowing');

/** One source piped into one destination. The listeners are own properties, to be removed again. */
class Pipe {
  constructor(src, dest) {
    this.src = src;
    this.dest = dest;
    this.cleanedUp = false;
    this.ondrain = null;
    const pipe = this;

    this.onunpipe = function onunpipe(readable, unpipeInfo) {
      if (readable === src && unpipeInfo && unpipeInfo.hasUnpiped === false) {
        unpipeInfo.hasUnpiped = true;
        pipe.cleanup();
      }
    };
    this.onend = function onend() {
      dest.end();
    };
    this.unpipe = function unpipe() {
      src.unpipe(dest);
    };
    this.ondata = ondataOf(pipe, dest);
    this.onerror = function onerror(er) {
      src.unpipe(dest);
      dest.removeListener('error', onerror);
      // Being piped into must not make an error handled.
      if (dest.listenerCount('error') === 0) pipe.rethrow(er);
    };
    // 'close' and 'finish' both unpipe; the first to come takes the other's listener away.
    this.onclose = function onclose() {
      dest.removeListener('finish', pipe.onfinish);
      src.unpipe(dest);
    };
    this.onfinish = function onfinish() {
      dest.removeListener('close', pipe.onclose);
      src.unpipe(dest);
    };
  }

  rethrow(er) {
    const { dest } = this;
    const state = dest._writableState || dest._readableState;
    // An 'error' emitted by hand on the destination did not go through destroy() yet.
    if (state && !state.errorEmitted) errorOrDestroy(dest, er);
    else dest.emit('error', er);
  }

  /** The destination is full: wait for its 'drain'. */
  pause() {
    const { src, dest } = this;
    // It may have been unpiped inside dest.write(); then nobody would resume the source.
    if (!this.cleanedUp) {
      const state = src._readableState;
      if (state.pipes.length === 1 && state.pipes[0] === dest) {
        state.awaitDrainWriters = dest;
        state[kState] &= ~kMultiAwaitDrain;
      } else if (state.pipes.length > 1 && state.pipes.includes(dest)) {
        state.awaitDrainWriters.add(dest);
      }
      src.pause();
    }
    if (!this.ondrain) {
      this.ondrain = pipeOnDrain(src, dest);
      dest.on('drain', this.ondrain);
    }
  }

  cleanup() {
    const { src, dest } = this;
    dest.removeListener('close', this.onclose);
    dest.removeListener('finish', this.onfinish);
    if (this.ondrain) dest.removeListener('drain', this.ondrain);
    dest.removeListener('error', this.onerror);
    dest.removeListener('unpipe', this.onunpipe);
    src.removeListener('end', this.onend);
    src.removeListener('end', this.unpipe);
    src.removeListener('data', this.ondata);
    this.cleanedUp = true;

    // A source that waits for this destination would wait for ever. (Before 26 a destination that failed inside
    // write() had its needDrain off, and starved the others: nodejs/node#53185.)
    if (this.ondrain && src._readableState.awaitDrainWriters &&
        (profile.pipesForgetFailedWriters || !dest._writableState || dest._writableState.needDrain)) {
      this.ondrain();
    }
  }
}

function ondataOf(pipe, dest) {
  if (!profile.pipesCatchWriteErrors) {
    return function ondata(chunk) {
      if (dest.write(chunk) === false) pipe.pause();
    };
  }
  return function ondata(chunk) {
    try {
      if (dest.write(chunk) === false) pipe.pause();
    } catch (error) {
      dest.destroy(error);
    }
  };
}

function pipeOnDrain(src, dest) {
  // Also called directly, without `this`.
  return function pipeOnDrainFunctionResult() {
    const state = src._readableState;
    if (state.awaitDrainWriters === dest) state.awaitDrainWriters = null;
    else if ((state[kState] & kMultiAwaitDrain) !== 0) state.awaitDrainWriters.delete(dest);

    if ((!state.awaitDrainWriters || state.awaitDrainWriters.size === 0) && hasDataListener(src, state)) {
      src.resume();
    }
  };
}

/**
 * Pipes `src` into `dest`, starting the flow.
 * @param {{end?: boolean}} [options] end: false leaves `dest` open at the end (always so for process.stdout and stderr)
 * @returns {object} `dest`
 */
function pipe(src, dest, options) {
  const state = src._readableState;
  if (state.pipes.length === 1 && (state[kState] & kMultiAwaitDrain) === 0) {
    state[kState] |= kMultiAwaitDrain;
    state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
  }
  state.pipes.push(dest);

  const link = new Pipe(src, dest);
  const doEnd = (!options || options.end !== false) && dest !== process.stdout && dest !== process.stderr;
  const endFn = doEnd ? link.onend : link.unpipe;
  if ((state[kState] & kEndEmitted) !== 0) process.nextTick(endFn);
  else src.once('end', endFn);

  dest.on('unpipe', link.onunpipe);
  src.on('data', link.ondata);
  prependListener(dest, 'error', link.onerror);
  dest.once('close', link.onclose);
  dest.once('finish', link.onfinish);
  dest.emit('pipe', src);

  if (dest.writableNeedDrain === true) link.pause();
  else if ((state[kState] & kFlowing) === 0) src.resume();
  return dest;
}

/**
 * Takes `dest`, or every destination, off the source.
 */
function unpipe(src, dest) {
  const state = src._readableState;
  if (state.pipes.length === 0) return;

  if (!dest) {
    const dests = state.pipes;
    state.pipes = [];
    src.pause();
    for (const each of dests) each.emit('unpipe', src, { hasUnpiped: false });
    return;
  }

  const index = state.pipes.indexOf(dest);
  if (index === -1) return;
  state.pipes.splice(index, 1);
  if (state.pipes.length === 0) src.pause();
  dest.emit('unpipe', src, { hasUnpiped: false });
}

module.exports = { pipe, unpipe };
