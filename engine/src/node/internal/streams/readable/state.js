// The state of a readable side: one number of bits, the buffered chunks and a few counts.
// The bit positions are Node's, because console.log(stream) shows the number.
'use strict';

const profile = require('internal/profile');
const { StringDecoder } = require('string_decoder');
const { getHighWaterMark, getDefaultHighWaterMark, checkDefaultEncoding } = require('internal/streams/state');
const {
  flagAccessor, slotAccessor, choiceAccessor, encodingAccessor,
  kState, kObjectMode, kErrorEmitted, kAutoDestroy, kEmitClose, kDestroyed, kClosed, kCloseEmitted, kErrored,
  kConstructed,
} = require('internal/streams/utils');

const kErroredValue = Symbol('kErroredValue');
const kDefaultEncodingValue = Symbol('kDefaultEncodingValue');
const kDecoderValue = Symbol('kDecoderValue');
const kEncodingValue = Symbol('kEncodingValue');

/** push(null) was called. */
const kEnded = 1 << 9;
const kEndEmitted = 1 << 10;
/** _read() was called and has not pushed yet. */
const kReading = 1 << 11;
/** _read() has not returned yet: whatever it pushes is emitted later. Set at first, too. */
const kSync = 1 << 12;
/** Somebody got null and wants to hear of the next chunk. */
const kNeedReadable = 1 << 13;
/** A 'readable' is on its way. */
const kEmittedReadable = 1 << 14;
const kReadableListening = 1 << 15;
const kResumeScheduled = 1 << 16;
/** awaitDrainWriters is a Set. */
const kMultiAwaitDrain = 1 << 17;
/** A tick that reads ahead is scheduled. */
const kReadingMore = 1 << 18;
const kDataEmitted = 1 << 19;
const kDefaultUTF8Encoding = 1 << 20;
const kDecoder = 1 << 21;
const kEncoding = 1 << 22;
/** resume(), pause() or a listener decided about flowing… */
const kHasFlowing = 1 << 23;
/** … and it flows. */
const kFlowing = 1 << 24;
/** resume() or pause() was called… */
const kHasPaused = 1 << 25;
/** … pause() last. */
const kPaused = 1 << 26;
const kDataListening = 1 << 27;
/** The tick that emits 'end' is scheduled. */
const kEndScheduled = 1 << 28;
/** The end came while nobody listened; a later 'readable' listener is owed the event. */
const kEofReadablePending = 1 << 29;

class ReadableState {
  /**
   * @param {object} [options] of the stream's constructor
   * @param {object} stream unused, kept because userland subclasses pass it
   * @param {boolean} isDuplex whether options that name the readable side apply
   */
  constructor(options, stream, isDuplex) {
    this[kState] = kEmitClose | kAutoDestroy | kConstructed | kSync;
    if (options?.objectMode || (isDuplex && options?.readableObjectMode)) this[kState] |= kObjectMode;

    /** Below this many bytes (objects), _read() is called ahead of need. 0: never. */
    this.highWaterMark = options ?
      getHighWaterMark(this, options, 'readableHighWaterMark', isDuplex) :
      getDefaultHighWaterMark(false);
    /** Chunks; those before bufferIndex were taken and are null. */
    this.buffer = [];
    this.bufferIndex = 0;
    /** Bytes, characters (with a decoder) or objects in the buffer. */
    this.length = 0;
    this.pipes = [];

    if (options?.emitClose === false) this[kState] &= ~kEmitClose;
    if (options?.autoDestroy === false) this[kState] &= ~kAutoDestroy;

    this.defaultEncoding = checkDefaultEncoding(options?.defaultEncoding);

    /** The piped writables whose 'drain' is awaited: null, one, or a Set of them. */
    this.awaitDrainWriters = null;

    if (options?.encoding) {
      this.decoder = new StringDecoder(options.encoding);
      this.encoding = options.encoding;
    }
  }

  /** Old name, still looked at by userland. */
  get pipesCount() {
    return this.pipes.length;
  }

  /** Old name, still looked at by userland. Node 18 calls a stream paused until it was resumed. */
  get paused() {
    if (profile.streamsStartPaused && (this[kState] & kHasPaused) === 0) return true;
    return (this[kState] & kPaused) !== 0;
  }

  set paused(value) {
    this[kState] |= kHasPaused;
    if (value) this[kState] |= kPaused;
    else this[kState] &= ~kPaused;
  }
}

Object.defineProperties(ReadableState.prototype, {
  objectMode: flagAccessor(kObjectMode),
  ended: flagAccessor(kEnded),
  endEmitted: flagAccessor(kEndEmitted),
  reading: flagAccessor(kReading),
  constructed: flagAccessor(kConstructed),
  sync: flagAccessor(kSync),
  needReadable: flagAccessor(kNeedReadable),
  emittedReadable: flagAccessor(kEmittedReadable),
  readableListening: flagAccessor(kReadableListening),
  resumeScheduled: flagAccessor(kResumeScheduled),
  errorEmitted: flagAccessor(kErrorEmitted),
  emitClose: flagAccessor(kEmitClose),
  autoDestroy: flagAccessor(kAutoDestroy),
  destroyed: flagAccessor(kDestroyed),
  closed: flagAccessor(kClosed),
  closeEmitted: flagAccessor(kCloseEmitted),
  multiAwaitDrain: flagAccessor(kMultiAwaitDrain),
  readingMore: flagAccessor(kReadingMore),
  dataEmitted: flagAccessor(kDataEmitted),
  errored: slotAccessor(kErrored, kErroredValue, null),
  decoder: slotAccessor(kDecoder, kDecoderValue, null),
  encoding: slotAccessor(kEncoding, kEncodingValue, null),
  defaultEncoding: encodingAccessor(kDefaultUTF8Encoding, kDefaultEncodingValue),
  flowing: choiceAccessor(kHasFlowing, kFlowing, null),
});

module.exports = {
  ReadableState, kDecoderValue,
  kEnded, kEndEmitted, kReading, kSync, kNeedReadable, kEmittedReadable, kReadableListening, kResumeScheduled,
  kMultiAwaitDrain, kReadingMore, kDataEmitted, kDecoder, kHasFlowing, kFlowing, kHasPaused, kPaused, kDataListening,
  kEndScheduled, kEofReadablePending,
};
