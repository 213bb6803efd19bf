// What all compression streams have in common: feeding chunks to a handle, and pushing out what it fills
// (Node's doc: «Class: zlib.ZlibBase»).
'use strict';

const {
  codes: { ERR_BUFFER_TOO_LARGE, ERR_INTERNAL_ASSERTION, ERR_OUT_OF_RANGE, ERR_TRAILING_JUNK_AFTER_STREAM_END },
} = require('internal/errors');
const { checkRangesOrGetDefault, validateBoolean, validateFiniteNumber } = require('internal/validators');
const { Transform, finished } = require('stream');
const { Buffer, kMaxLength } = require('buffer');
const profile = require('internal/profile');
const { constants } = require('internal/zlib/constants');

const {
  BROTLI_DECODE, BROTLI_ENCODE, BROTLI_OPERATION_EMIT_METADATA, BROTLI_OPERATION_PROCESS, ZSTD_COMPRESS,
  ZSTD_DECOMPRESS, Z_BLOCK, Z_DEFAULT_CHUNK, Z_MIN_CHUNK, Z_NO_FLUSH,
} = constants;

/** On an empty chunk: the flush that it stands for, in the queue of writes. */
const kFlushFlag = Symbol('kFlushFlag');
const kError = Symbol('kError');

/** The chunks of `flush`, one for each kind. */
const flushBuffers = Array.from({ length: Math.max(Z_BLOCK, BROTLI_OPERATION_EMIT_METADATA) + 1 }, (_, kind) => {
  const buffer = Buffer.alloc(0);
  buffer[kFlushFlag] = kind;
  return buffer;
});

/** The kinds of flush, from the first to the last, of zlib, Brotli and Zstandard. */
const FLUSH_BOUNDS = [[Z_NO_FLUSH, Z_BLOCK], [BROTLI_OPERATION_PROCESS, BROTLI_OPERATION_EMIT_METADATA], [0, 2]];

/** Which of them a codec has. */
function flushBoundsIndex(mode) {
  if (mode === BROTLI_ENCODE || mode === BROTLI_DECODE) return 1;
  return mode === ZSTD_COMPRESS || mode === ZSTD_DECOMPRESS ? 2 : 0;
}

/** The size of output buffers that the options ask for. */
function chunkSizeOf(options) {
  if (!validateFiniteNumber(options.chunkSize, 'options.chunkSize')) return Z_DEFAULT_CHUNK;
  if (options.chunkSize < Z_MIN_CHUNK) {
    throw new ERR_OUT_OF_RANGE('options.chunkSize', `>= ${Z_MIN_CHUNK}`, options.chunkSize);
  }
  return options.chunkSize;
}

/**
 * @param {object} options the program's
 * @param {number} mode which codec
 * @param {object} handle the codec, initialised; `_writeState` of `this` is where it says how much is left
 * @param {{ flush, finishFlush, fullFlush }} defaults flushes of the codec
 */
function ZlibBase(options, mode, handle, { flush, finishFlush, fullFlush }) {
  let chunkSize = Z_DEFAULT_CHUNK;
  let maxOutputLength = kMaxLength;
  let rejectGarbageAfterEnd = false;
  const bounds = flushBoundsIndex(mode);
  const [firstFlush, lastFlush] = FLUSH_BOUNDS[bounds];
  if (options) {
    chunkSize = chunkSizeOf(options);
    flush = checkRangesOrGetDefault(options.flush, 'options.flush', firstFlush, lastFlush, flush);
    finishFlush = checkRangesOrGetDefault(
      options.finishFlush, 'options.finishFlush', firstFlush, lastFlush, finishFlush);
    maxOutputLength = checkRangesOrGetDefault(
      options.maxOutputLength, 'options.maxOutputLength', 1, kMaxLength, kMaxLength);
    if (options.encoding || options.objectMode || options.writableObjectMode) {
      options = { ...options, encoding: null, objectMode: false, writableObjectMode: false };
    }
    if (profile.zlibRejectsGarbage && options.rejectGarbageAfterEnd !== undefined) {
      validateBoolean(options.rejectGarbageAfterEnd, 'options.rejectGarbageAfterEnd');
      rejectGarbageAfterEnd = options.rejectGarbageAfterEnd;
    }
  }
  Reflect.apply(Transform, this, [{ autoDestroy: true, ...options }]);
  this[kError] = null;
  this.bytesWritten = 0;
  this._handle = handle;
  handle.stream = this;
  handle.onerror = onHandleError;
  this._outBuffer = Buffer.allocUnsafe(chunkSize);
  this._outOffset = 0;
  this._chunkSize = chunkSize;
  this._defaultFlushFlag = flush;
  this._finishFlushFlag = finishFlush;
  this._defaultFullFlushFlag = fullFlush;
  if (profile.zlibChecksFlushKinds) this._flushBoundIdx = bounds;
  this._info = options?.info;
  this._maxOutputLength = maxOutputLength;
  if (profile.zlibRejectsGarbage) this._rejectGarbageAfterEnd = rejectGarbageAfterEnd;
}
Object.setPrototypeOf(ZlibBase.prototype, Transform.prototype);
Object.setPrototypeOf(ZlibBase, Transform);

/** The handle met bad data: `this` is the handle. */
function onHandleError(message, errno, code) {
  const stream = this.stream;
  closeHandle(stream);
  const error = new Error(message);
  error.errno = errno;
  error.code = code;
  stream.destroy(error);
  stream[kError] = error;
}

function closeHandle(stream) {
  stream._handle?.close();
  stream._handle = null;
}

Object.defineProperty(ZlibBase.prototype, '_closed', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return !this._handle;
  },
});

ZlibBase.prototype.reset = function() {
  if (!this._handle) throw new ERR_INTERNAL_ASSERTION('zlib binding closed');
  return this._handle.reset();
};

/** Called by the streams machinery when all was written: an empty chunk with the last flush. */
ZlibBase.prototype._flush = function(callback) {
  this._transform(Buffer.alloc(0), '', callback);
};

/** There is nothing to wait for: what is left comes from `_flush`. */
ZlibBase.prototype._final = function(callback) {
  callback();
};

ZlibBase.prototype.flush = function(kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) {
    callback = kind;
    kind = this._defaultFullFlushFlag;
  }
  if (profile.zlibChecksFlushKinds) {
    const [first, last] = FLUSH_BOUNDS[this._flushBoundIdx];
    kind = checkRangesOrGetDefault(kind, 'kind', first, last, this._defaultFullFlushFlag);
  }
  if (this.writableFinished) {
    if (callback) process.nextTick(callback);
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback);
  } else {
    this.write(flushBuffers[kind], '', callback);
  }
};

ZlibBase.prototype.close = function(callback) {
  if (callback) finished(this, callback);
  this.destroy();
};

ZlibBase.prototype._destroy = function(error, callback) {
  closeHandle(this);
  callback(error);
};

/** The stronger of two flushes; Z_BLOCK has a high number, and is the weakest after none at all. */
function strongerFlush(a, b) {
  const strength = (flush) => (flush === Z_BLOCK ? Z_NO_FLUSH + 0.5 : flush);
  return strength(a) > strength(b) ? a : b;
}

ZlibBase.prototype._transform = function(chunk, encoding, callback) {
  let flush = typeof chunk[kFlushFlag] === 'number' ? chunk[kFlushFlag] : this._defaultFlushFlag;
  if (this.writableEnded && this.writableLength === chunk.byteLength) {
    // The last chunk: the codec may as well finish now.
    flush = strongerFlush(flush, this._finishFlushFlag);
  }
  startChunk(this, chunk, flush, callback);
};

/** Node's old name for one chunk, kept for programs that call it: without a callback it works at once. */
ZlibBase.prototype._processChunk = function(chunk, flush, callback) {
  if (typeof callback !== 'function') return processChunkSync(this, chunk, flush);
  startChunk(this, chunk, flush, callback);
};

/** Gives the handle the next of its output buffers. */
function renewOutput(stream) {
  stream._outOffset = 0;
  stream._outBuffer = Buffer.allocUnsafe(stream._chunkSize);
}

/** Compresses one chunk, and all else the codec has to say to it, now. @returns {Buffer} */
function processChunkSync(stream, chunk, flush) {
  const handle = stream._handle;
  const outputs = [];
  let length = 0;
  let inOffset = 0;
  let availableIn = chunk.byteLength;
  let error;
  stream.on('error', (e) => { error = e; });
  for (;;) {
    const availableOut = stream._chunkSize - stream._outOffset;
    handle.writeSync(flush, chunk, inOffset, availableIn, stream._outBuffer, stream._outOffset, availableOut);
    if (error) throw error;
    if (stream[kError]) throw stream[kError];
    const [outLeft, inLeft] = stream._writeState;
    stream.bytesWritten += availableIn - inLeft;
    const have = availableOut - outLeft;
    if (have > 0) {
      outputs.push(stream._outBuffer.subarray(stream._outOffset, stream._outOffset + have));
      stream._outOffset += have;
      length += have;
      if (length > stream._maxOutputLength) {
        closeHandle(stream);
        throw new ERR_BUFFER_TOO_LARGE(stream._maxOutputLength);
      }
    }
    inOffset += availableIn - inLeft;
    availableIn = inLeft;
    if (outLeft > 0) break;
    // The output buffer is full: there may be more.
    renewOutput(stream);
  }
  if (availableIn > 0 && stream._rejectGarbageAfterEnd) {
    closeHandle(stream);
    throw new ERR_TRAILING_JUNK_AFTER_STREAM_END();
  }
  closeHandle(stream);
  if (length === 0) return Buffer.alloc(0);
  return outputs.length === 1 ? outputs[0] : Buffer.concat(outputs, length);
}

/** Starts a chunk: one pool job, and one more for each time that the output buffer is filled. */
function startChunk(stream, chunk, flush, callback) {
  const handle = stream._handle;
  if (!handle) {
    process.nextTick(callback);
    return;
  }
  handle.work = {
    chunk,
    flush,
    callback,
    inOffset: 0,
    availableIn: chunk.byteLength,
    availableOut: stream._chunkSize - stream._outOffset,
  };
  queueWrite(stream, handle);
}

function queueWrite(stream, handle) {
  const { chunk, flush, inOffset, availableIn, availableOut } = handle.work;
  handle.write(flush, chunk, inOffset, availableIn, stream._outBuffer, stream._outOffset, availableOut);
}

/** A job of the handle is done: `this` is the handle. */
function afterWrite() {
  const { stream, work } = this;
  if (stream.destroyed) {
    work.callback();
    return;
  }
  const [outLeft, inLeft] = stream._writeState;
  const taken = work.availableIn - inLeft;
  stream.bytesWritten += taken;
  const have = work.availableOut - outLeft;
  let wantsMore = true;
  if (have > 0) {
    const output = stream._outBuffer.subarray(stream._outOffset, stream._outOffset + have);
    stream._outOffset += have;
    wantsMore = stream.push(output);
  }
  // Pushing may have run a listener that destroyed the stream.
  if (stream.destroyed) {
    work.callback();
    return;
  }
  if (outLeft === 0 || stream._outOffset >= stream._chunkSize) renewOutput(stream);
  work.availableOut = stream._chunkSize - stream._outOffset;
  work.inOffset += taken;
  work.availableIn = inLeft;
  if (outLeft === 0) continueChunk(stream, this, wantsMore);
  else finishChunk(stream, work);
}

/** The output buffer was full: goes on, at once or when the reader wants more. */
function continueChunk(stream, handle, wantsMore) {
  if (wantsMore) {
    queueWrite(stream, handle);
    return;
  }
  const read = stream._read;
  stream._read = (n) => {
    stream._read = read;
    queueWrite(stream, handle);
    stream._read(n);
  };
}

function finishChunk(stream, work) {
  if (work.availableIn > 0) {
    // What follows the end of the compressed data is no part of it.
    if (stream._rejectGarbageAfterEnd) {
      stream.destroy(new ERR_TRAILING_JUNK_AFTER_STREAM_END());
    } else {
      stream.push(null);
    }
    return;
  }
  work.callback();
}

module.exports = { ZlibBase, afterWrite, closeHandle, processChunkSync };
