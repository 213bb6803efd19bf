// node:zlib: compression streams, and the same in one call (Node's doc: «Zlib»).
'use strict';

const { isAnyArrayBuffer } = require('internal/util/types');
const {
  codes: { ERR_BUFFER_TOO_LARGE, ERR_INVALID_ARG_TYPE, ERR_LOOPSCOPE_UNSUPPORTED },
} = require('internal/errors');
const { validateFunction, validateUint32 } = require('internal/validators');
const { Buffer } = require('buffer');
const profile = require('internal/profile');
const codecs = require('internal/zlib/codecs');
const { processChunkSync } = require('internal/zlib/base');
const { codes, constants } = require('internal/zlib/constants');

/** Runs all of `data` through a stream, and gives what comes out to the callback. */
function runAsync(engine, data, callback) {
  validateFunction(callback, 'callback');
  if (isAnyArrayBuffer(data)) data = Buffer.from(data);
  const outputs = [];
  let length = 0;
  engine.on('data', (chunk) => {
    outputs.push(chunk);
    length += chunk.length;
    if (length > engine._maxOutputLength) {
      engine.close();
      callback(new ERR_BUFFER_TOO_LARGE(engine._maxOutputLength));
    }
  });
  engine.on('error', (error) => {
    engine.removeAllListeners('end');
    callback(error);
  });
  engine.on('end', () => {
    const buffer = outputs.length === 1 ? outputs[0] : Buffer.concat(outputs, length);
    engine.close();
    callback(null, engine._info ? { buffer, engine } : buffer);
  });
  engine.end(data);
}

/** Runs all of `data` through a codec now. */
function runSync(engine, data) {
  if (typeof data === 'string' || isAnyArrayBuffer(data)) {
    data = Buffer.from(data);
  } else if (!ArrayBuffer.isView(data)) {
    throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], data);
  }
  const buffer = processChunkSync(engine, data, engine._finishFlushFlag);
  return engine._info ? { buffer, engine } : buffer;
}

/** The two one-call functions of a codec; all of them bear these names. */
function oneCall(Codec) {
  return {
    run: function asyncBufferWrapper(buffer, opts, callback) {
      if (typeof opts === 'function') {
        callback = opts;
        opts = {};
      }
      return runAsync(new Codec(opts), buffer, callback);
    },
    runSync: function syncBufferWrapper(buffer, opts) {
      return runSync(new Codec(opts), buffer);
    },
  };
}

/** The checksum of gzip, continued from `value`. @returns {number} unsigned, 32 bits */
function crc32(data, value = 0) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  validateUint32(value, 'value');
  return codecs.crc32(data, value);
}

const zlib = module.exports = {};
if (profile.zlibHasCrc32) zlib.crc32 = crc32;

const ZLIB_NAMES = ['Deflate', 'Inflate', 'Gzip', 'Gunzip', 'DeflateRaw', 'InflateRaw', 'Unzip'];
const BROTLI_NAMES = ['BrotliCompress', 'BrotliDecompress'];
const ZSTD_NAMES = profile.zlibHasZstd ? ['ZstdCompress', 'ZstdDecompress'] : [];
for (const name of [...ZLIB_NAMES, ...BROTLI_NAMES, ...ZSTD_NAMES]) zlib[name] = codecs[name];

// Node lists each group in an order of its own.
const CALL_ORDER = ['Deflate', 'Gzip', 'DeflateRaw', 'Unzip', 'Inflate', 'Gunzip', 'InflateRaw'];
for (const name of [...CALL_ORDER, ...BROTLI_NAMES, ...ZSTD_NAMES]) {
  const method = name[0].toLowerCase() + name.slice(1);
  const { run, runSync } = oneCall(codecs[name]);
  zlib[method] = run;
  zlib[`${method}Sync`] = runSync;
}

const CREATE_ORDER = ['Deflate', 'Inflate', 'DeflateRaw', 'InflateRaw', 'Gzip', 'Gunzip', 'Unzip'];
for (const name of [...CREATE_ORDER, ...BROTLI_NAMES, ...ZSTD_NAMES]) {
  const create = `create${name}`;
  const { [create]: value } = {
    [create]: function(options) {
      return new codecs[name](options);
    },
  };
  Object.defineProperty(zlib, create, { __proto__: null, configurable: true, enumerable: true, value });
}

Object.defineProperties(zlib, {
  constants: { __proto__: null, enumerable: true, value: constants },
  codes: { __proto__: null, enumerable: true, value: codes },
});

if (profile.zlibHasZip) {
  for (const name of [
    'ZipEntry', 'ZipFile', 'ZipBuffer', 'createZipArchive', 'createZipArchiveSync', 'zipFiles', 'getMaxZipContentSize',
    'setMaxZipContentSize',
  ]) {
    const value = function() {
      throw new ERR_LOOPSCOPE_UNSUPPORTED(`zlib.${name}`);
    };
    Object.defineProperty(zlib, name, { __proto__: null, configurable: true, enumerable: true, value });
  }
}

// Deprecated since Node 10, and not listed: the constants on the module itself.
for (const [name, value] of Object.entries(constants)) {
  if (!name.startsWith('BROTLI')) Object.defineProperty(zlib, name, { __proto__: null, value });
}
