// The value that follows the flow of async work: V8 hands it from a promise to its reactions, and everything else that
// calls back later (ticks, timers, immediates, requests) keeps it itself. AsyncLocalStorage stores its map in it.
//
// Until a program uses AsyncLocalStorage nothing here costs a call into the engine.
'use strict';

const { getContinuationData, setContinuationData } = internalBinding('async_wrap');

let enabled = false;

module.exports = {
  /** Turns the mechanism on: called by the first AsyncLocalStorage that stores something. */
  enable() {
    enabled = true;
  },

  /** The current frame: what later callbacks of this piece of work are to see. */
  current() {
    return enabled ? getContinuationData() : undefined;
  },

  /** Makes `frame` current, and gives the one before. */
  exchange(frame) {
    if (!enabled) return undefined;
    const before = getContinuationData();
    setContinuationData(frame);
    return before;
  },
};
