// The state of a writable side: one number of bits, the queue of writes and a few counts.
// The bit positions are Node's, because console.log(stream) shows the number.
'use strict';

const { getHighWaterMark, getDefaultHighWaterMark, checkDefaultEncoding } = require('internal/streams/state');
const {
  flagAccessor, slotAccessor, choiceAccessor, encodingAccessor,
  kState, kObjectMode, kErrorEmitted, kAutoDestroy, kEmitClose, kDestroyed, kClosed, kCloseEmitted, kErrored,
  kConstructed,
} = require('internal/streams/utils');

const kOnFinishedValue = Symbol('kOnFinishedValue');
const kErroredValue = Symbol('kErroredValue');
const kDefaultEncodingValue = Symbol('kDefaultEncodingValue');
const kWriteCbValue = Symbol('kWriteCbValue');
const kAfterWriteTickInfoValue = Symbol('kAfterWriteTickInfoValue');
const kBufferedValue = Symbol('kBufferedValue');

/** _write() or _final() has not returned yet. Set at first, too. */
const kSync = 1 << 9;
const kFinalCalled = 1 << 10;
/** write() answered false: a 'drain' is owed. */
const kNeedDrain = 1 << 11;
/** end() was called… */
const kEnding = 1 << 12;
/** 'finish' was emitted. */
const kFinished = 1 << 13;
const kDecodeStrings = 1 << 14;
/** _write() was called and has not called back. */
const kWriting = 1 << 15;
const kBufferProcessing = 1 << 16;
const kPrefinished = 1 << 17;
/** Every queued chunk is a Buffer. */
const kAllBuffers = 1 << 18;
/** No queued write has a callback. */
const kAllNoop = 1 << 19;
/** Callbacks of end() are waiting. */
const kOnFinished = 1 << 20;
const kHasWritable = 1 << 21;
const kWritable = 1 << 22;
const kCorked = 1 << 23;
const kDefaultUTF8Encoding = 1 << 24;
const kWriteCb = 1 << 25;
/** The next call of onwrite() is the one that is owed; any other is one too many. */
const kExpectWriteCb = 1 << 26;
const kAfterWriteTickInfo = 1 << 27;
const kAfterWritePending = 1 << 28;
const kBuffered = 1 << 29;
/** … and has returned. */
const kEnded = 1 << 30;

let writing;

/** Loaded at the first stream, because that room needs this one. */
function onwriteOf(stream) {
  writing ??= require('internal/streams/writable/writing');
  return writing.onwriteOf(stream);
}

/** The callback of a write that has none. */
function nop() {}

class WritableState {
  /**
   * @param {object} [options] of the stream's constructor
   * @param {object} stream what onwrite belongs to
   * @param {boolean} isDuplex whether options that name the writable side apply
   */
  constructor(options, stream, isDuplex) {
    this[kState] = kSync | kConstructed | kEmitClose | kAutoDestroy;
    if (options?.objectMode || (isDuplex && options?.writableObjectMode)) this[kState] |= kObjectMode;

    /** From this many bytes (objects) on, write() answers false. 0: unless the write completes at once. */
    this.highWaterMark = options ?
      getHighWaterMark(this, options, 'writableHighWaterMark', isDuplex) :
      getDefaultHighWaterMark(false);

    if (options?.decodeStrings !== false) this[kState] |= kDecodeStrings;
    if (options?.emitClose === false) this[kState] &= ~kEmitClose;
    if (options?.autoDestroy === false) this[kState] &= ~kAutoDestroy;
    this.defaultEncoding = checkDefaultEncoding(options?.defaultEncoding);

    /** Bytes, characters (undecoded strings) or objects that were written and are not done. */
    this.length = 0;
    /** How often uncork() must be called. */
    this.corked = 0;
    /** The callback of the hooks _write and _writev. */
    this.onwrite = onwriteOf(stream);
    /** The part of `length` that the hook is writing now. */
    this.writelen = 0;
    resetBuffer(this);
    /** Callbacks owed to the program; 'finish' waits for them. */
    this.pendingcb = 0;
  }

  getBuffer() {
    return (this[kState] & kBuffered) === 0 ? [] : this[kBufferedValue].slice(this.bufferedIndex);
  }

  get bufferedRequestCount() {
    return (this[kState] & kBuffered) === 0 ? 0 : this[kBufferedValue].length - this.bufferedIndex;
  }

  get buffered() {
    return (this[kState] & kBuffered) !== 0 ? this[kBufferedValue] : [];
  }
}

/** Empties the queue of writes. */
function resetBuffer(state) {
  state[kBufferedValue] = null;
  state.bufferedIndex = 0;
  state[kState] |= kAllBuffers | kAllNoop;
  state[kState] &= ~kBuffered;
}

Object.defineProperties(WritableState.prototype, {
  objectMode: flagAccessor(kObjectMode),
  finalCalled: flagAccessor(kFinalCalled),
  needDrain: flagAccessor(kNeedDrain),
  ending: flagAccessor(kEnding),
  ended: flagAccessor(kEnded),
  finished: flagAccessor(kFinished),
  destroyed: flagAccessor(kDestroyed),
  decodeStrings: flagAccessor(kDecodeStrings),
  writing: flagAccessor(kWriting),
  sync: flagAccessor(kSync),
  bufferProcessing: flagAccessor(kBufferProcessing),
  constructed: flagAccessor(kConstructed),
  prefinished: flagAccessor(kPrefinished),
  errorEmitted: flagAccessor(kErrorEmitted),
  emitClose: flagAccessor(kEmitClose),
  autoDestroy: flagAccessor(kAutoDestroy),
  closed: flagAccessor(kClosed),
  closeEmitted: flagAccessor(kCloseEmitted),
  allBuffers: flagAccessor(kAllBuffers),
  allNoop: flagAccessor(kAllNoop),
  errored: slotAccessor(kErrored, kErroredValue, null),
  writable: choiceAccessor(kHasWritable, kWritable, undefined),
  defaultEncoding: encodingAccessor(kDefaultUTF8Encoding, kDefaultEncodingValue),
  writecb: slotAccessor(kWriteCb, kWriteCbValue, nop),
  afterWriteTickInfo: slotAccessor(kAfterWriteTickInfo, kAfterWriteTickInfoValue, null),
});

module.exports = {
  WritableState, resetBuffer, nop,
  kOnFinishedValue, kErroredValue, kWriteCbValue, kAfterWriteTickInfoValue, kBufferedValue,
  kSync, kFinalCalled, kNeedDrain, kEnding, kFinished, kDecodeStrings, kWriting, kBufferProcessing, kPrefinished,
  kAllBuffers, kAllNoop, kOnFinished, kHasWritable, kWritable, kCorked, kDefaultUTF8Encoding, kWriteCb,
  kExpectWriteCb, kAfterWriteTickInfo, kAfterWritePending, kBuffered, kEnded,
};
