// CompressionStream and DecompressionStream: a zlib stream as a pair of web streams. Node's doc: webstreams.
'use strict';

const profile = require('internal/profile');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = require('internal/errors').codes;
const {
  newReadableWritablePairFromDuplex, kValidateChunk, kDestroyOnSyncError,
} = require('internal/webstreams/adapters');
const { customInspect, getNonWritablePropertyDescriptor } = require('internal/webstreams/util');
const { isArrayBufferView, isSharedArrayBuffer } = require('internal/util/types');
const { customInspectSymbol: kInspect, kEnumerableProperty } = require('internal/util');

/** The makers of zlib for each format. */
const FORMATS = {
  '__proto__': null,
  'deflate': { compress: 'createDeflate', decompress: 'createInflate' },
  'deflate-raw': { compress: 'createDeflateRaw', decompress: 'createInflateRaw' },
  'gzip': { compress: 'createGzip', decompress: 'createGunzip' },
  'brotli': { compress: 'createBrotliCompress', decompress: 'createBrotliDecompress' },
};

/** The formats that this version of Node has. */
const known = Object.keys(FORMATS).filter((format) =>
  (format !== 'deflate-raw' || profile.webCompressesDeflateRaw) &&
  (format !== 'brotli' || profile.webCompressesBrotli));

/** Throws for a format that there is not, from Node 22 on in the Web's words. */
function makersOf(format, className) {
  if (!profile.webCompressesBrotli) {
    if (!known.includes(format)) throw new ERR_INVALID_ARG_VALUE('format', format);
    return FORMATS[format];
  }
  const { converters, makeException } = require('internal/webidl');
  const options = { prefix: `Failed to construct '${className}'`, context: '1st argument' };
  const name = profile.webidlEnumsSayValue ? String(format) : converters.DOMString(format, options);
  if (!known.includes(name)) {
    const value = profile.webidlEnumsSayValue ? 'value ' : '';
    throw makeException(`${value}'${name}' is not a valid enum value of type CompressionFormat.`, {
      ...options, code: 'ERR_INVALID_ARG_VALUE',
    });
  }
  return FORMATS[name];
}

/** Only memory that nobody else can change may be compressed. */
function validateBufferSourceChunk(chunk) {
  if (isSharedArrayBuffer(isArrayBufferView(chunk) ? chunk.buffer : chunk)) {
    throw new ERR_INVALID_ARG_TYPE('chunk', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], chunk);
  }
}

/** A zlib stream as a pair. From Node 24 on what write() throws is an error of both sides. */
function pairOf(handle) {
  if (!profile.webCompressionChecksChunks) return newReadableWritablePairFromDuplex(handle);
  return newReadableWritablePairFromDuplex(handle, {
    [kValidateChunk]: validateBufferSourceChunk,
    [kDestroyOnSyncError]: true,
  });
}

class CompressionStream {
  #transform;

  /** @param {'deflate'|'deflate-raw'|'gzip'|'brotli'} format */
  constructor(format) {
    const { compress } = makersOf(format, 'CompressionStream');
    this.#transform = pairOf(require('zlib')[compress]());
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, 'CompressionStream', {
      readable: this.#transform.readable,
      writable: this.#transform.writable,
    });
  }
}

class DecompressionStream {
  #transform;

  /** @param {'deflate'|'deflate-raw'|'gzip'|'brotli'} format */
  constructor(format) {
    const { decompress } = makersOf(format, 'DecompressionStream');
    const strict = profile.webCompressionChecksChunks ||
      (profile.webCompressesBrotli && (format === 'deflate' || format === 'gzip'));
    const handle = require('zlib')[decompress](strict ? { rejectGarbageAfterEnd: true } : undefined);
    this.#transform = pairOf(handle);
    if (profile.webCompressesBrotli && !profile.webCompressionChecksChunks) abortOnError(handle, this.#transform);
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, 'DecompressionStream', {
      readable: this.#transform.readable,
      writable: this.#transform.writable,
    });
  }
}

/** Node 22's way to fail the writable side. */
function abortOnError(handle, { writable }) {
  handle.on('error', (err) => {
    if (!writable.locked) writable.abort(err);
  });
}

for (const Stream of [CompressionStream, DecompressionStream]) {
  Object.defineProperties(Stream.prototype, {
    readable: kEnumerableProperty,
    writable: kEnumerableProperty,
    [Symbol.toStringTag]: getNonWritablePropertyDescriptor(Stream.name),
  });
}

module.exports = { CompressionStream, DecompressionStream };
