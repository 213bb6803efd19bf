// The properties of a writable that tell its state. Node's doc: stream, "writable.writableLength" and its neighbours.
'use strict';

const { kState, kObjectMode, kDestroyed, kClosed, kErrored } = require('internal/streams/utils');
const {
  kNeedDrain, kEnding, kFinished, kHasWritable, kWritable, kEnded,
} = require('internal/streams/writable/state');

/** A getter that answers `fallback` as long as the stream's constructor has not run. */
function stateGetter(read, fallback) {
  return {
    __proto__: null,
    get() {
      const state = this._writableState;
      return state ? read(state) : fallback;
    },
  };
}

const properties = {
  closed: stateGetter((state) => (state[kState] & kClosed) !== 0, false),
  destroyed: {
    __proto__: null,
    get() { return this._writableState ? (this._writableState[kState] & kDestroyed) !== 0 : false; },
    // Old streams manage this by themselves.
    set(value) {
      if (this._writableState) this._writableState.destroyed = value;
    },
  },
  writable: {
    __proto__: null,
    get() {
      const state = this._writableState;
      // state.writable is false for a duplex whose writable side is off, or when a program switched it off here.
      return !!state && state.writable !== false &&
        (state[kState] & (kEnding | kEnded | kDestroyed | kErrored)) === 0;
    },
    set(value) {
      if (this._writableState) this._writableState.writable = !!value;
    },
  },
  writableFinished: stateGetter((state) => (state[kState] & kFinished) !== 0, false),
  writableObjectMode: stateGetter((state) => (state[kState] & kObjectMode) !== 0, false),
  writableBuffer: stateGetter((state) => state.getBuffer(), undefined),
  writableEnded: stateGetter((state) => (state[kState] & kEnding) !== 0, false),
  writableNeedDrain: stateGetter(
    (state) => (state[kState] & (kDestroyed | kEnding | kNeedDrain)) === kNeedDrain, false),
  writableHighWaterMark: stateGetter((state) => state.highWaterMark, undefined),
  writableCorked: stateGetter((state) => state.corked, 0),
  writableLength: stateGetter((state) => state.length, undefined),
  errored: stateGetter((state) => state.errored, null),
  writableAborted: {
    __proto__: null,
    get() {
      const state = this._writableState;
      return (state[kState] & (kHasWritable | kWritable)) !== kHasWritable &&
        (state[kState] & (kDestroyed | kErrored)) !== 0 &&
        (state[kState] & kFinished) === 0;
    },
  },
};

/** Not enumerable: a program that walks over a prototype must not trip over them. */
function defineProperties(prototype) {
  Object.defineProperties(prototype, properties);
}

module.exports = { defineProperties };
