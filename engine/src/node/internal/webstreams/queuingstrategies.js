// ByteLengthQueuingStrategy and CountQueuingStrategy: how big a chunk counts. Node's doc: webstreams.
'use strict';

const { ERR_MISSING_OPTION } = require('internal/errors').codes;
const { customInspectSymbol: kInspect, kEnumerableProperty } = require('internal/util');
const { validateObject } = require('internal/validators');
const { customInspect, getNonWritablePropertyDescriptor } = require('internal/webstreams/util');

// One function for all strategies of a kind, as the standard has it; they are called 'size'.
const byteSize = Object.defineProperty((chunk) => chunk.byteLength, 'name', { __proto__: null, value: 'size' });
const countSize = Object.defineProperty(() => 1, 'name', { __proto__: null, value: 'size' });

/** Throws ERR_MISSING_OPTION without a mark; what the mark is worth is looked at when a stream uses it. */
function markOf(init) {
  validateObject(init, 'init');
  if (init.highWaterMark === undefined) throw new ERR_MISSING_OPTION('init.highWaterMark');
  return +init.highWaterMark;
}

class ByteLengthQueuingStrategy {
  #highWaterMark;
  #size = byteSize;

  /** @param {{highWaterMark: number}} init in bytes */
  constructor(init) {
    this.#highWaterMark = markOf(init);
  }

  get highWaterMark() {
    return this.#highWaterMark;
  }

  get size() {
    return this.#size;
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, 'ByteLengthQueuingStrategy', { highWaterMark: this.highWaterMark });
  }
}

class CountQueuingStrategy {
  #highWaterMark;
  #size = countSize;

  /** @param {{highWaterMark: number}} init in chunks */
  constructor(init) {
    this.#highWaterMark = markOf(init);
  }

  get highWaterMark() {
    return this.#highWaterMark;
  }

  get size() {
    return this.#size;
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, 'CountQueuingStrategy', { highWaterMark: this.highWaterMark });
  }
}

for (const Strategy of [ByteLengthQueuingStrategy, CountQueuingStrategy]) {
  Object.defineProperties(Strategy.prototype, {
    highWaterMark: kEnumerableProperty,
    size: kEnumerableProperty,
    [Symbol.toStringTag]: getNonWritablePropertyDescriptor(Strategy.name),
  });
}

module.exports = { ByteLengthQueuingStrategy, CountQueuingStrategy };
