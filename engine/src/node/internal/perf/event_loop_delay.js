// perf_hooks.monitorEventLoopDelay: a histogram of how late the loop is (Node's doc of that name).
//
// The engine runs an unreferenced timer and keeps how many nanoseconds lay between its firings; the histogram takes
// them when it is read.

'use strict';

const { SymbolDispose } = primordials;
const { startDelay, stopDelay, takeDelays } = internalBinding('performance');
const { validateInteger, validateObject } = require('internal/validators');
const { kEmptyObject } = require('internal/util');
const { Histogram, HdrCounts, kBeforeRead, kInternal } = require('internal/histogram');

/** The longest delay that is recorded, in nanoseconds: an hour, as libuv's timer is watched in Node. */
const HIGHEST_NS = 3_600_000_000_000n;

class ELDHistogram extends Histogram {
  #resolution;
  #timer;

  constructor(key = undefined, resolution = undefined) {
    super(key, new HdrCounts(1n, HIGHEST_NS, 3));
    this.#resolution = resolution;
  }

  [kBeforeRead](counts) {
    if (this.#timer === undefined) return;
    for (const delay of takeDelays(this.#timer)) counts.record(BigInt(delay));
  }

  /** @returns {boolean} whether it was off */
  enable() {
    if (this.#timer !== undefined) return false;
    this.#timer = startDelay(this.#resolution);
    return true;
  }

  /** @returns {boolean} whether it was on */
  disable() {
    if (this.#timer === undefined) return false;
    // Reading takes the last delays.
    void this.count;
    stopDelay(this.#timer);
    this.#timer = undefined;
    return true;
  }

  [SymbolDispose]() {
    this.disable();
  }
}

/**
 * @param {{ resolution?: number }} [options] milliseconds between two looks at the loop
 * @returns {ELDHistogram} not yet enabled
 */
function monitorEventLoopDelay(options = kEmptyObject) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  return new ELDHistogram(kInternal, resolution);
}

module.exports = monitorEventLoopDelay;
