// The compression streams: zlib's seven, Brotli's two, Zstandard's two (Node's doc: «Class: zlib.Deflate» …).
'use strict';

const { isAnyArrayBuffer } = require('internal/util/types');
const {
  codes: {
    ERR_BROTLI_INVALID_PARAM,
    ERR_INVALID_ARG_TYPE,
    ERR_ZSTD_INVALID_PARAM,
  },
} = require('internal/errors');
const { checkRangesOrGetDefault, validateUint32 } = require('internal/validators');
const { Buffer } = require('buffer');
const profile = require('internal/profile');
const { constants } = require('internal/zlib/constants');
const { ZlibBase, afterWrite } = require('internal/zlib/base');

/*
 * internalBinding('zlib'), in Node's own shape: `new Zlib(mode)`, `new BrotliEncoder(mode)`, `new BrotliDecoder(mode)`
 * (and ZstdCompress, ZstdDecompress where there are any) with
 *   init(windowBits, level, memLevel, strategy, state, done, dictionary, rejectsGarbage)   Zlib; with the last, what
 *                                  follows a gzip member and is none is left in the input instead of being an error
 *   init(params, state, done)                                                       Brotli; false when it fails
 *   init(params, pledgedSize, state, done, dictionary)                              Zstandard
 *   write(flush, input, inOffset, inLength, output, outOffset, outLength)   one pool job; then done.call(handle)
 *   writeSync(…)                                                                    the same, now
 *   params(level, strategy), reset(), close() (while a job runs: after it)
 * `state` is a Uint32Array: after a write [0] is how much of the output is left, [1] how much of the input. Bad data
 * calls `handle.onerror(message, errno, code)` instead of `done`. And `crc32(data, value)`.
 */
const binding = internalBinding('zlib');

const {
  BROTLI_DECODE, BROTLI_ENCODE, BROTLI_OPERATION_FINISH, BROTLI_OPERATION_FLUSH, BROTLI_OPERATION_PROCESS, DEFLATE,
  DEFLATERAW, GUNZIP, GZIP, INFLATE, INFLATERAW, UNZIP, ZSTD_COMPRESS, ZSTD_DECOMPRESS, Z_DEFAULT_LEVEL,
  Z_DEFAULT_MEMLEVEL, Z_DEFAULT_STRATEGY, Z_DEFAULT_WINDOWBITS, Z_FINISH, Z_FIXED, Z_FULL_FLUSH, Z_MAX_LEVEL,
  Z_MAX_MEMLEVEL, Z_MAX_WINDOWBITS, Z_MIN_LEVEL, Z_MIN_MEMLEVEL, Z_MIN_WINDOWBITS, Z_NO_FLUSH, Z_SYNC_FLUSH,
} = constants;

const ZLIB_FLUSHES = { flush: Z_NO_FLUSH, finishFlush: Z_FINISH, fullFlush: Z_FULL_FLUSH };
const BROTLI_FLUSHES = {
  flush: BROTLI_OPERATION_PROCESS,
  finishFlush: BROTLI_OPERATION_FINISH,
  fullFlush: BROTLI_OPERATION_FLUSH,
};
const ZSTD_FLUSHES = { flush: 0, finishFlush: 2, fullFlush: 1 };

/** The largest parameter of each codec among the constants that begin with `prefix`. */
function largestParam(prefix) {
  const names = Object.keys(constants).filter((name) => name.startsWith(prefix));
  return Math.max(0, ...names.map((name) => constants[name]));
}
const BROTLI_PARAM_MAX = largestParam('BROTLI_PARAM_');

/** Makes one constructor inherit another, as classes do. */
function inherit(child, parent) {
  Object.setPrototypeOf(child.prototype, parent.prototype);
  Object.setPrototypeOf(child, parent);
}

/** A dictionary is bytes in any form. */
function dictionaryOf({ dictionary }) {
  if (dictionary === undefined || ArrayBuffer.isView(dictionary)) return dictionary;
  if (isAnyArrayBuffer(dictionary)) return Buffer.from(dictionary);
  throw new ERR_INVALID_ARG_TYPE('options.dictionary', ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], dictionary);
}

/** The window of a codec; decoders may leave it to the data, as 0. */
function windowBitsOf({ windowBits }, mode) {
  const isDecoder = mode === INFLATE || mode === GUNZIP || mode === UNZIP;
  if (isDecoder && (windowBits == null || windowBits === 0)) return 0;
  // zlib does not take the smallest window for gzip.
  const min = Z_MIN_WINDOWBITS + (mode === GZIP ? 1 : 0);
  return checkRangesOrGetDefault(windowBits, 'options.windowBits', min, Z_MAX_WINDOWBITS, Z_DEFAULT_WINDOWBITS);
}

function Zlib(options, mode) {
  let windowBits = Z_DEFAULT_WINDOWBITS;
  let level = Z_DEFAULT_LEVEL;
  let memLevel = Z_DEFAULT_MEMLEVEL;
  let strategy = Z_DEFAULT_STRATEGY;
  let dictionary;
  if (options) {
    windowBits = windowBitsOf(options, mode);
    level = checkRangesOrGetDefault(options.level, 'options.level', Z_MIN_LEVEL, Z_MAX_LEVEL, level);
    memLevel = checkRangesOrGetDefault(options.memLevel, 'options.memLevel', Z_MIN_MEMLEVEL, Z_MAX_MEMLEVEL, memLevel);
    strategy = checkRangesOrGetDefault(options.strategy, 'options.strategy', Z_DEFAULT_STRATEGY, Z_FIXED, strategy);
    dictionary = dictionaryOf(options);
  }
  const handle = new binding.Zlib(mode);
  this._writeState = new Uint32Array(2);
  const rejectsGarbage = profile.zlibRejectsGarbage && options?.rejectGarbageAfterEnd === true;
  handle.init(windowBits, level, memLevel, strategy, this._writeState, afterWrite, dictionary, rejectsGarbage);
  Reflect.apply(ZlibBase, this, [options, mode, handle, ZLIB_FLUSHES]);
  this._level = level;
  this._strategy = strategy;
  this._mode = mode;
}
inherit(Zlib, ZlibBase);

/** Changes level and strategy for what is written from now on. */
Zlib.prototype.params = function params(level, strategy, callback) {
  checkRangesOrGetDefault(level, 'level', Z_MIN_LEVEL, Z_MAX_LEVEL);
  checkRangesOrGetDefault(strategy, 'strategy', Z_DEFAULT_STRATEGY, Z_FIXED);
  if (this._level === level && this._strategy === strategy) {
    process.nextTick(callback);
    return;
  }
  this.flush(Z_SYNC_FLUSH, () => {
    this._handle.params(level, strategy);
    if (this.destroyed) return;
    this._level = level;
    this._strategy = strategy;
    if (callback) callback();
  });
};

/** Deflate, Inflate and so on: constructors that may be called without `new`. */
function defineZlib(name, mode, prepare = (options) => options) {
  const codec = {
    [name]: function(options) {
      if (!(this instanceof codec)) return new codec(options);
      Reflect.apply(Zlib, this, [prepare(options), mode]);
    },
  }[name];
  inherit(codec, Zlib);
  return codec;
}

/** Raw deflate has no 256-byte window in zlib: it takes the next one. */
function widenWindow(options) {
  if (options?.windowBits !== Z_MIN_WINDOWBITS) return options;
  return { ...options, windowBits: Z_MIN_WINDOWBITS + 1 };
}

/** A parameter of Brotli or Zstandard: a number or a boolean. */
function checkParam(value) {
  if (typeof value !== 'number' && typeof value !== 'boolean') {
    throw new ERR_INVALID_ARG_TYPE('options.params[key]', 'number', value);
  }
  return value;
}

function brotliParams(options) {
  const params = new Uint32Array(BROTLI_PARAM_MAX + 1).fill(-1);
  for (const name of Object.keys(options?.params ?? {})) {
    const key = +name;
    if (!(key >= 0 && key <= BROTLI_PARAM_MAX) || (params[key] | 0) !== -1) throw new ERR_BROTLI_INVALID_PARAM(name);
    params[key] = checkParam(options.params[name]);
  }
  return params;
}

function Brotli(options, mode) {
  const params = brotliParams(options);
  const handle = mode === BROTLI_DECODE ? new binding.BrotliDecoder(mode) : new binding.BrotliEncoder(mode);
  this._writeState = new Uint32Array(2);
  if (handle.init(params, this._writeState, afterWrite) === false) {
    const { codes: { ERR_ZLIB_INITIALIZATION_FAILED } } = require('internal/errors');
    throw new ERR_ZLIB_INITIALIZATION_FAILED();
  }
  Reflect.apply(ZlibBase, this, [options, mode, handle, BROTLI_FLUSHES]);
}
inherit(Brotli, Zlib);

function BrotliCompress(options) {
  if (!(this instanceof BrotliCompress)) return new BrotliCompress(options);
  Reflect.apply(Brotli, this, [options, BROTLI_ENCODE]);
}
inherit(BrotliCompress, Brotli);

function BrotliDecompress(options) {
  if (!(this instanceof BrotliDecompress)) return new BrotliDecompress(options);
  Reflect.apply(Brotli, this, [options, BROTLI_DECODE]);
}
inherit(BrotliDecompress, Brotli);

/** The parameters that a Zstandard codec knows: those of `prefix`. */
function zstdParams(options, prefix) {
  const max = largestParam(prefix);
  const params = new Uint32Array(max + 1).fill(-1);
  for (const name of Object.keys(options?.params ?? {})) {
    const key = +name;
    if (!(key >= 0 && key <= max) || (params[key] | 0) !== -1) throw new ERR_ZSTD_INVALID_PARAM(name);
    params[key] = checkParam(options.params[name]);
  }
  return params;
}

class Zstd extends ZlibBase {
  constructor(options, mode, params, pledgedSrcSize) {
    const Handle = mode === ZSTD_COMPRESS ? binding.ZstdCompress : binding.ZstdDecompress;
    const handle = new Handle(mode);
    const state = new Uint32Array(2);
    handle.init(params, pledgedSrcSize, state, afterWrite, options && dictionaryOf(options));
    super(options, mode, handle, ZSTD_FLUSHES);
    this._writeState = state;
  }
}

class ZstdCompress extends Zstd {
  constructor(options) {
    const pledgedSrcSize = options?.pledgedSrcSize;
    if (pledgedSrcSize !== undefined) validateUint32(pledgedSrcSize, 'options.pledgedSrcSize');
    super(options, ZSTD_COMPRESS, zstdParams(options, 'ZSTD_c_'), pledgedSrcSize);
  }
}

class ZstdDecompress extends Zstd {
  constructor(options) {
    super(options, ZSTD_DECOMPRESS, zstdParams(options, 'ZSTD_d_'));
  }
}

module.exports = {
  BrotliCompress,
  BrotliDecompress,
  Deflate: defineZlib('Deflate', DEFLATE),
  DeflateRaw: defineZlib('DeflateRaw', DEFLATERAW, widenWindow),
  Gunzip: defineZlib('Gunzip', GUNZIP),
  Gzip: defineZlib('Gzip', GZIP),
  Inflate: defineZlib('Inflate', INFLATE),
  InflateRaw: defineZlib('InflateRaw', INFLATERAW),
  Unzip: defineZlib('Unzip', UNZIP),
  ZstdCompress,
  ZstdDecompress,
  crc32: binding.crc32,
};
