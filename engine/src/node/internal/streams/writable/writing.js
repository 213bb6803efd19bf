// From write() to the hook _write or _writev, and back through its callback. Node's doc: stream, "writable.write()".
//
// One hook call at a time; further writes queue. When the hook calls back inside its own call, everything that the
// program sees (callbacks, 'drain') waits for a tick, which several writes share.
'use strict';

const profile = require('internal/profile');
const { Buffer } = require('buffer');
const {
  ERR_INVALID_ARG_TYPE, ERR_MULTIPLE_CALLBACK, ERR_STREAM_DESTROYED, ERR_STREAM_NULL_VALUES,
  ERR_STREAM_WRITE_AFTER_END, ERR_UNKNOWN_ENCODING,
} = require('internal/errors').codes;
const { errorOrDestroy } = require('internal/streams/destroy');
const { isBytes, viewToBuffer, CHUNK_TYPES } = require('internal/streams/readable/adding');
const { kState, kObjectMode, kDestroyed, kErrored, kConstructed } = require('internal/streams/utils');
const {
  resetBuffer, nop, kErroredValue, kWriteCbValue, kAfterWriteTickInfoValue, kBufferedValue,
  kSync, kNeedDrain, kEnding, kDecodeStrings, kWriting, kBufferProcessing, kAllBuffers, kAllNoop, kCorked,
  kDefaultUTF8Encoding, kWriteCb, kExpectWriteCb, kAfterWriteTickInfo, kAfterWritePending, kBuffered,
} = require('internal/streams/writable/state');
const { finishMaybe, callFinishedCallbacks } = require('internal/streams/writable/finishing');

/** Written slots of the queue are dropped in batches of this many. */
const WRITTEN_SLOTS_MAX = 256;

function checkEncoding(encoding) {
  if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw new ERR_UNKNOWN_ENCODING(encoding);
}

/**
 * write(): hands the chunk to the hook, or queues it.
 * Throws for a chunk or encoding that can never be written; other errors go to `cb`, the stream, and the caller.
 * @returns {boolean|Error} whether there is room for more
 */
function write(stream, chunk, encoding, cb) {
  const state = stream._writableState;
  if (typeof cb !== 'function') cb = nop;

  if (profile.writesCheckEncodingFirst) {
    // Node 18 looks at the encoding of objects, too, and passes it on.
    if (!encoding) encoding = state.defaultEncoding;
    else checkEncoding(encoding);
  }
  if (chunk === null) throw new ERR_STREAM_NULL_VALUES();

  if ((state[kState] & kObjectMode) === 0) {
    if (!encoding) encoding = (state[kState] & kDefaultUTF8Encoding) !== 0 ? 'utf8' : state.defaultEncoding;
    else checkEncoding(encoding);

    if (typeof chunk === 'string') {
      if (encoding === 'buffer' && profile.writesRefuseStringsAsBuffer) throw new ERR_UNKNOWN_ENCODING(encoding);
      if ((state[kState] & kDecodeStrings) !== 0) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (chunk instanceof Buffer) {
      encoding = 'buffer';
    } else if (isBytes(chunk)) {
      chunk = viewToBuffer(chunk);
      encoding = 'buffer';
    } else {
      throw new ERR_INVALID_ARG_TYPE('chunk', CHUNK_TYPES, chunk);
    }
  }

  if ((state[kState] & (kEnding | kDestroyed)) !== 0) {
    const err = (state[kState] & kEnding) !== 0 ?
      new ERR_STREAM_WRITE_AFTER_END() :
      new ERR_STREAM_DESTROYED('write');
    process.nextTick(cb, err);
    errorOrDestroy(stream, err, true);
    return err;
  }

  state.pendingcb++;
  return writeOrBuffer(stream, state, chunk, encoding, cb);
}

function writeOrBuffer(stream, state, chunk, encoding, callback) {
  const len = (state[kState] & kObjectMode) !== 0 ? 1 : chunk.length;
  state.length += len;

  // Node 18 judges the room before the write, even of one that completes at once.
  const roomBefore = state.length < state.highWaterMark;
  if (!roomBefore && !profile.writesJudgeRoomAfterwards) state[kState] |= kNeedDrain;

  if ((state[kState] & (kWriting | kErrored | kCorked | kConstructed)) !== kConstructed) {
    enqueue(state, chunk, encoding, callback);
  } else {
    expectCallback(state, len, callback);
    stream._write(chunk, encoding, state.onwrite);
    state[kState] &= ~kSync;
  }

  let room = roomBefore;
  if (profile.writesJudgeRoomAfterwards) {
    room = state.length < state.highWaterMark || state.length === 0;
    if (!room) state[kState] |= kNeedDrain;
  }
  // A loop that writes while there is room must end on an error.
  return room && (state[kState] & (kDestroyed | kErrored)) === 0;
}

function enqueue(state, chunk, encoding, callback) {
  if ((state[kState] & kBuffered) === 0) {
    state[kState] |= kBuffered;
    state[kBufferedValue] = [];
  }
  state[kBufferedValue].push({ chunk, encoding, callback });
  if (encoding !== 'buffer') state[kState] &= ~kAllBuffers;
  if (callback !== nop) state[kState] &= ~kAllNoop;
}

/** Notes what the hook is about to write. */
function expectCallback(state, len, callback) {
  state.writelen = len;
  if (callback !== nop) {
    state[kWriteCbValue] = callback;
    state[kState] |= kWriteCb;
  }
  state[kState] |= kWriting | kSync | kExpectWriteCb;
}

/** Hands queued chunks to the hook. */
function doWrite(stream, state, writev, len, chunk, encoding, callback) {
  expectCallback(state, len, callback);
  if ((state[kState] & kDestroyed) !== 0) state.onwrite(new ERR_STREAM_DESTROYED('write'));
  else if (writev) stream._writev(chunk, state.onwrite);
  else stream._write(chunk, encoding, state.onwrite);
  state[kState] &= ~kSync;
}

/** The callback for this stream's hooks. console.log shows it as a bound function up to Node 22. */
function onwriteOf(stream) {
  return profile.onwriteIsBound ? onwrite.bind(undefined, stream) : (er) => onwrite(stream, er);
}

function onwrite(stream, er) {
  const state = stream._writableState;
  if ((state[kState] & kExpectWriteCb) === 0) {
    errorOrDestroy(stream, new ERR_MULTIPLE_CALLBACK());
    return;
  }
  const sync = (state[kState] & kSync) !== 0;
  const cb = (state[kState] & kWriteCb) !== 0 ? state[kWriteCbValue] : nop;
  state[kWriteCbValue] = null;
  state[kState] &= ~(kWriting | kExpectWriteCb | kWriteCb);
  state.length -= state.writelen;
  state.writelen = 0;

  if (er) {
    failWrite(stream, state, er, cb, sync);
    return;
  }
  if ((state[kState] & kBuffered) !== 0) clearBuffer(stream, state);
  if (!sync) afterWrite(stream, state, 1, cb);
  else if (profile.writesAlwaysTick) joinTick(stream, state, cb);
  else afterSyncWrite(stream, state, cb);
}

function failWrite(stream, state, er, cb, sync) {
  void er.stack; // As in destroy.js: formats it now.
  if ((state[kState] & kErrored) === 0) {
    state[kErroredValue] = er;
    state[kState] |= kErrored;
  }
  // The readable side of a duplex fails with it.
  const r = stream._readableState;
  if (r && !r.errored) r.errored = er;
  if (sync) process.nextTick(onwriteError, stream, state, er, cb);
  else onwriteError(stream, state, er, cb);
}

function onwriteError(stream, state, er, cb) {
  --state.pendingcb;
  cb(er);
  // Also without autoDestroy the queued writes are told; not `er`, which belongs to this one.
  errorBuffer(state);
  // After the callback: 'error' may end the program.
  errorOrDestroy(stream, er);
}

/** Lets a tick call `cb`, the one on its way if it has the same one. */
function joinTick(stream, state, cb) {
  const info = state[kAfterWriteTickInfoValue];
  if ((state[kState] & kAfterWriteTickInfo) !== 0 && info.cb === cb) {
    info.count++;
    return;
  }
  state[kAfterWriteTickInfoValue] = { count: 1, cb, stream, state };
  state[kState] |= kAfterWritePending | kAfterWriteTickInfo;
  process.nextTick(afterWriteTick, state[kAfterWriteTickInfoValue]);
}

/** The hook called back at once. From Node 20 on a write without a callback that owes no 'drain' needs no tick. */
function afterSyncWrite(stream, state, cb) {
  if (cb !== nop) {
    joinTick(stream, state, cb);
    return;
  }
  // In object mode there is always a tick, as measured: Node tests the wrong bit here.
  const owesTick = (state[kState] & kObjectMode) !== 0 || ((state[kState] & kNeedDrain) !== 0 && state.length === 0);
  if (owesTick && (state[kState] & kAfterWritePending) === 0) {
    process.nextTick(afterWrite, stream, state, 1, cb);
    state[kState] |= kAfterWritePending;
  } else {
    state.pendingcb--;
    if ((state[kState] & kEnding) !== 0) finishMaybe(stream, state, true);
  }
}

function afterWriteTick({ stream, state, count, cb }) {
  state[kState] &= ~kAfterWriteTickInfo;
  state[kAfterWriteTickInfoValue] = null;
  afterWrite(stream, state, count, cb);
}

/** 'drain' if it is owed, then `count` times the callback, then perhaps the finish. */
function afterWrite(stream, state, count, cb) {
  state[kState] &= ~kAfterWritePending;
  if ((state[kState] & (kEnding | kNeedDrain | kDestroyed)) === kNeedDrain && state.length === 0) {
    state[kState] &= ~kNeedDrain;
    stream.emit('drain');
  }

  while (count-- > 0) {
    state.pendingcb--;
    if (profile.writesCallBackWithNull) cb(null);
    else cb();
  }
  if ((state[kState] & kDestroyed) !== 0) errorBuffer(state);
  if ((state[kState] & kEnding) !== 0) finishMaybe(stream, state, profile.finishWaitsATick);
}

/** Tells everyone who waits that nothing will be written any more. */
function errorBuffer(state) {
  if ((state[kState] & kWriting) !== 0) return;
  if ((state[kState] & kBuffered) !== 0) {
    for (let n = state.bufferedIndex; n < state.buffered.length; ++n) {
      const { chunk, callback } = state[kBufferedValue][n];
      state.length -= (state[kState] & kObjectMode) !== 0 ? 1 : chunk.length;
      callback(state.errored ?? new ERR_STREAM_DESTROYED('write'));
    }
  }
  callFinishedCallbacks(state, state.errored ?? new ERR_STREAM_DESTROYED('end'));
  resetBuffer(state);
}

/** Writes what is queued: all of it with _writev, else one after the other as long as the hook calls back at once. */
function clearBuffer(stream, state) {
  if ((state[kState] & (kDestroyed | kBufferProcessing | kCorked | kBuffered | kConstructed)) !==
      (kBuffered | kConstructed)) {
    return;
  }
  const count = state[kBufferedValue].length - state.bufferedIndex;
  if (!count) return;
  state[kState] |= kBufferProcessing;
  if (count > 1 && stream._writev) writeTogether(stream, state, count);
  else writeOneByOne(stream, state);
  state[kState] &= ~kBufferProcessing;
}

function writeTogether(stream, state, count) {
  const { [kBufferedValue]: buffered, bufferedIndex: first } = state;
  const noCallbacks = (state[kState] & kAllNoop) !== 0;
  state.pendingcb -= count - 1;
  const callback = noCallbacks ? nop : (err) => {
    for (let n = first; n < buffered.length; ++n) buffered[n].callback(err);
  };
  // The hook may keep or change its list; the callbacks need theirs.
  const chunks = noCallbacks && first === 0 ? buffered : buffered.slice(first);
  chunks.allBuffers = (state[kState] & kAllBuffers) !== 0;
  doWrite(stream, state, true, state.length, chunks, '', callback);
  resetBuffer(state);
}

function writeOneByOne(stream, state) {
  const { [kBufferedValue]: buffered } = state;
  const objectMode = (state[kState] & kObjectMode) !== 0;
  let i = state.bufferedIndex;
  do {
    const { chunk, encoding, callback } = buffered[i];
    buffered[i++] = null;
    doWrite(stream, state, false, objectMode ? 1 : chunk.length, chunk, encoding, callback);
  } while (i < buffered.length && (state[kState] & kWriting) === 0);

  if (i === buffered.length) {
    resetBuffer(state);
  } else if (i > WRITTEN_SLOTS_MAX && i * 2 >= buffered.length) {
    buffered.splice(0, i);
    state.bufferedIndex = 0;
  } else {
    state.bufferedIndex = i;
  }
}

module.exports = { write, clearBuffer, errorBuffer, onwriteOf };
