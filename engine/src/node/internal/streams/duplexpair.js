// stream.duplexPair(): two duplexes, each reading what the other one writes. Node's doc: "stream.duplexPair()".
'use strict';

const profile = require('internal/profile');
const assert = require('internal/assert');
const { Duplex } = require('stream');

/** The write callback of the other side, owed when this side is read. */
const kCallback = Symbol('Callback');
const kInitOtherSide = Symbol('InitOtherSide');

class DuplexSide extends Duplex {
  #otherSide = null;

  constructor(options) {
    super(options);
    this[kCallback] = null;
  }

  [kInitOtherSide](otherSide) {
    this.#otherSide = otherSide;
  }

  _read() {
    const callback = this[kCallback];
    if (!callback) return;
    this[kCallback] = null;
    callback();
  }

  _write(chunk, encoding, callback) {
    assert(this.#otherSide[kCallback] === null);
    if (chunk.length === 0) {
      process.nextTick(callback);
    } else {
      this.#otherSide.push(chunk);
      this.#otherSide[kCallback] = callback;
    }
  }

  _final(callback) {
    this.#otherSide.on('end', callback);
    this.#otherSide.push(null);
  }

  /**
   * Takes the other side along: it ends, or after an error is destroyed, too. It does not get the error, for nobody
   * may listen there.
   */
  _destroy(err, callback) {
    const otherSide = this.#otherSide;
    if (profile.duplexPairsCloseTogether && otherSide !== null && !otherSide.destroyed) {
      // In a tick: a parser may be at work on the other side's data right now.
      process.nextTick(() => {
        if (otherSide.destroyed) return;
        if (err) otherSide.destroy();
        else otherSide.push(null);
      });
    }
    callback(err);
  }
}

/**
 * @param {object} [options] of both duplexes
 */
function duplexPair(options) {
  const side0 = new DuplexSide(options);
  const side1 = new DuplexSide(options);
  side0[kInitOtherSide](side1);
  side1[kInitOtherSide](side0);
  return [side0, side1];
}

module.exports = duplexPair;
