// internalBinding('zlib'): compression streams in the shape that internal/zlib/codecs.js describes, over the engine's
// operations.
'use strict';

const ops = internalBinding('zlib_ops');
const compute = internalBinding('compute');
const { zstdChecksEnd, zstdReadsAllFrames } = require('internal/profile');
const { start } = require('internal/requests');
const { AsyncWrap } = require('internal/async_wrap');

/** How much of the output and of the input is left, in the array that a stream shares with its handle. */
const OUT_LEFT = 0;
const IN_LEFT = 1;

/** What a job takes is counted in bytes that it read, for compressors, or in bytes that it wrote. */
const COUNTED_BY_OUTPUT = ['inflate', 'brotliDecode', 'zstdDecode'];

class CompressionHandle extends AsyncWrap {
  #id;
  #state;
  #done;
  #outcome;
  #closesLater = false;

  constructor() {
    super('ZLIB');
    this.announce();
  }

  /** Begins: `id` is the engine's number. */
  begin(id, state, done) {
    this.#id = id;
    this.#state = state;
    this.#done = done;
  }

  /** Works now, as the result is the same at whatever time; says so when it is due. */
  #step(flush, input, inOffset, inLength, output, outOffset, outLength) {
    const [taken, given, kind, ...failure] =
      ops.step(this.#id, flush, input ?? new Uint8Array(0), inOffset, inLength, output, outOffset, outLength);
    const amount = COUNTED_BY_OUTPUT.includes(kind) ? given : taken;
    return { cost: [kind, amount], left: [outLength - given, inLength - taken], failure };
  }

  write(...args) {
    this.#outcome = this.#step(...args);
    start(compute.queue(...this.#outcome.cost), this);
  }

  writeSync(...args) {
    const outcome = this.#step(...args);
    compute.run(...outcome.cost);
    this.#settle(outcome);
    if (outcome.failure.length > 0) this.onerror(...outcome.failure);
  }

  #settle({ left: [outLeft, inLeft] }) {
    this.#state[OUT_LEFT] = outLeft;
    this.#state[IN_LEFT] = inLeft;
  }

  /** Called when the job is done. */
  complete() {
    const outcome = this.#outcome;
    this.#outcome = undefined;
    const outer = this.enter();
    this.#settle(outcome);
    if (outcome.failure.length > 0) this.onerror(...outcome.failure);
    else Reflect.apply(this.#done, this, []);
    this.leave(outer);
    if (this.#closesLater && this.#outcome === undefined) this.close();
  }

  params(level, strategy) {
    ops.setParameters(this.#id, level, strategy);
  }

  reset() {
    ops.reset(this.#id);
  }

  /** Closes it; while a job runs, after that. */
  close() {
    if (this.#outcome !== undefined) {
      this.#closesLater = true;
      return;
    }
    if (this.#id === undefined) return;
    ops.close(this.#id);
    this.#id = undefined;
    this.emitDestroy();
  }
}

class Zlib extends CompressionHandle {
  #mode;

  constructor(mode) {
    super();
    this.#mode = mode;
  }

  init(windowBits, level, memLevel, strategy, state, done, dictionary, rejectsGarbage) {
    const id = ops.startZlib(this, this.#mode, windowBits, level, memLevel, strategy, dictionary, rejectsGarbage);
    this.begin(id, state, done);
  }
}

class BrotliEncoder extends CompressionHandle {
  init(params, state, done) {
    const id = ops.startBrotliEncoder(this, params);
    if (id === undefined) return false;
    this.begin(id, state, done);
    return true;
  }
}

class BrotliDecoder extends CompressionHandle {
  init(params, state, done) {
    this.begin(ops.startBrotliDecoder(this), state, done);
    return true;
  }
}

class ZstdCompress extends CompressionHandle {
  init(params, pledgedSize, state, done, dictionary) {
    this.begin(started(ops.startZstdEncoder(this, params, pledgedSize, dictionary)), state, done);
  }
}

class ZstdDecompress extends CompressionHandle {
  init(params, pledgedSize, state, done, dictionary) {
    this.begin(started(ops.startZstdDecoder(this, params, dictionary, zstdReadsAllFrames, zstdChecksEnd)), state, done);
  }
}

/** The number of a Zstandard stream; throws as Node's native half does where there is none. */
function started(id) {
  if (id !== undefined) return id;
  const { nativeError } = require('internal/buffer');
  throw nativeError(Error, 'ERR_ZLIB_INITIALIZATION_FAILED', 'Setting parameter failed', started);
}

module.exports = {
  BrotliDecoder, BrotliEncoder, Zlib, ZstdCompress, ZstdDecompress, crc32: (data, value) => ops.crc32(data, value),
};
