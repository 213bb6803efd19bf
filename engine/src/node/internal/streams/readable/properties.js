// The properties of a readable that tell its state. Node's doc: stream, "readable.readableLength" and its neighbours.
'use strict';

/** A getter that answers `fallback` as long as the stream's constructor has not run. */
function stateGetter(read, fallback) {
  return {
    __proto__: null,
    enumerable: false,
    get() {
      const state = this._readableState;
      return state ? read(state) : fallback;
    },
  };
}

const properties = {
  readable: {
    __proto__: null,
    get() {
      const state = this._readableState;
      // state.readable is false for a duplex whose readable side is off, or when a program switched it off here.
      return !!state && state.readable !== false && !state.destroyed && !state.errorEmitted && !state.endEmitted;
    },
    set(value) {
      if (this._readableState) this._readableState.readable = !!value;
    },
  },
  readableDidRead: {
    __proto__: null,
    get() { return this._readableState.dataEmitted; },
  },
  readableAborted: {
    __proto__: null,
    get() {
      const state = this._readableState;
      return !!(state.readable !== false && (state.destroyed || state.errored) && !state.endEmitted);
    },
  },
  readableHighWaterMark: {
    __proto__: null,
    get() { return this._readableState.highWaterMark; },
  },
  readableBuffer: stateGetter((state) => state.buffer, undefined),
  readableFlowing: {
    __proto__: null,
    get() { return this._readableState.flowing; },
    set(value) {
      if (this._readableState) this._readableState.flowing = value;
    },
  },
  readableLength: {
    __proto__: null,
    get() { return this._readableState.length; },
  },
  readableObjectMode: stateGetter((state) => state.objectMode, false),
  readableEncoding: stateGetter((state) => state.encoding, null),
  errored: stateGetter((state) => state.errored, null),
  closed: stateGetter((state) => state.closed, false),
  destroyed: {
    __proto__: null,
    get() { return this._readableState ? this._readableState.destroyed : false; },
    // Old streams manage this by themselves; before the constructor has run there is nothing to set.
    set(value) {
      if (this._readableState) this._readableState.destroyed = value;
    },
  },
  readableEnded: stateGetter((state) => state.endEmitted, false),
};

/** Not enumerable: a program that walks over a prototype must not trip over them. */
function defineProperties(prototype) {
  Object.defineProperties(prototype, properties);
}

module.exports = { defineProperties };
