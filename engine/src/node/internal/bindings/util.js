// internalBinding('util'): what only the engine knows of a value, in Node's shape.
'use strict';

const { PromisePrototypeThen } = primordials;
const { settleTime } = internalBinding('process');
const { hrtime } = internalBinding('process');

/** Kinds of descriptors, by the number that guessHandleType gives. */
const FILE = 3;
const PIPE = 4;
const UNKNOWN = 5;

const NS_PER_MS = 1e6;

module.exports = {
  ...internalBinding('util_ops'),
  constants: {
    kPending: 0,
    kFulfilled: 1,
    kRejected: 2,
    ALL_PROPERTIES: 0,
    ONLY_ENUMERABLE: 2,
    SKIP_SYMBOLS: 16,
  },
  /** The standard streams are pipes, every other descriptor that is open is a file. */
  guessHandleType(fd) {
    if (fd >= 0 && fd <= 2) return PIPE;
    const answer = internalBinding('fs_ops').fstat(fd, false);
    return typeof answer === 'number' && answer < 0 ? UNKNOWN : FILE;
  },
  markPromiseAsHandled(promise) {
    PromisePrototypeThen(promise, undefined, () => {});
  },
  /** Blocks the thread; virtual time passes with every look at the clock. */
  sleep(ms) {
    settleTime();
    const end = hrtime() + ms * NS_PER_MS;
    while (hrtime() < end);
  },
  getExternalValue: () => 0n,
};
