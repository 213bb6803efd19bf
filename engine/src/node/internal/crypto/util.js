// What all of node:crypto shares: arguments that are bytes in some form, errors of OpenSSL, jobs of the thread pool.
// (Node's doc: «Crypto».)
'use strict';

const { codes: { ERR_CRYPTO_INVALID_DIGEST, ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateString } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { Buffer } = require('buffer');
const ops = internalBinding('crypto_ops');
const compute = internalBinding('compute');
const { Request, start } = require('internal/requests');

const kHandle = Symbol('kHandle');
const kKeyObject = Symbol('kKeyObject');

/** Largest length of a key or an output that OpenSSL counts in a C int. */
const INT_MAX = 2147483647;

const BYTE_SOURCES = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];

/** A string becomes bytes in `encoding`; bytes stay as they are. */
function toBuf(value, encoding) {
  if (typeof value !== 'string') return value;
  return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
}

/** The bytes of an argument in any form. @throws ERR_INVALID_ARG_TYPE */
function getArrayBufferOrView(value, name, encoding) {
  if (typeof value === 'string') return toBuf(value, encoding);
  if (!isAnyArrayBuffer(value) && !isArrayBufferView(value)) throw new ERR_INVALID_ARG_TYPE(name, BYTE_SOURCES, value);
  return value;
}

/** The same as getArrayBufferOrView, worded as newer functions word it. */
const validateByteSource = (value, name, types = ['string', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer']) => {
  const bytes = toBuf(value);
  if (!isAnyArrayBuffer(bytes) && !isArrayBufferView(bytes)) throw new ERR_INVALID_ARG_TYPE(name, types, value);
  return bytes;
};

/** A Uint8Array over the same bytes. */
function viewOf(bytes) {
  return isArrayBufferView(bytes) ?
    new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) :
    new Uint8Array(bytes);
}

/** The bytes as they are now: what a job works on, whatever the program does to its own meanwhile. */
function copyOf(bytes) {
  return viewOf(bytes).slice();
}

/** A Buffer over the bytes that an operation gave. */
function bufferOf(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes as they are handed out: as text in a known encoding, else as a Buffer. */
function encode(bytes, encoding) {
  const buffer = bufferOf(bytes);
  return encoding && encoding !== 'buffer' && Buffer.isEncoding(encoding) ? buffer.toString(encoding) : buffer;
}

/** @throws ERR_CRYPTO_INVALID_DIGEST for a digest that is not known. @returns {[number, boolean]} size, is extendable */
function digestInfo(name) {
  const info = ops.digestInfo(name);
  if (info === undefined) {
    refuseKnownDigest(name);
    throw new ERR_CRYPTO_INVALID_DIGEST(name);
  }
  return info;
}

/** A digest that Node has and Loopscope has not is refused as such. */
function refuseKnownDigest(name) {
  const { getHashes } = require('internal/crypto/names');
  if (!getHashes().some((known) => known.toLowerCase() === name.toLowerCase())) return;
  const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
  throw new ERR_LOOPSCOPE_UNSUPPORTED(`The digest ${name}`);
}

/** An error as OpenSSL's reasons become one: `error:<packed>:<library>::<reason>`. */
function opensslError(packed, library, reason, code) {
  const error = new Error(`error:${packed}:${library}::${reason}`);
  error.library = library;
  error.reason = reason;
  error.code = code;
  return error;
}

/**
 * Does work on this thread, which is blocked for the time that it takes.
 * @param {[string, number]} cost what internalBinding('compute') takes
 * @param {Function} work gives the result
 * @param {string} [type] what async hooks hear of, as of a job in the pool
 */
function runNow([kind, amount], work, type) {
  if (type !== undefined) announceJob(type);
  compute.run(kind, amount);
  return work();
}

/** A job of the thread pool: what programs see as `this` of its callback. */
class CryptoJob extends Request {}

/** Tells async hooks of a job that is done at once. */
function announceJob(type) {
  new CryptoJob(type);
}

/**
 * Does work as one job of the pool; `work` is called when the job is done.
 * @param {string} type the name in async hooks
 * @param {[string, number]} cost
 * @param {Function} work gives the result or throws
 * @param {Function} done called with the job as `this`, and with the error or with undefined and the result
 */
function runJob(type, [kind, amount], work, done) {
  const job = new CryptoJob(type);
  job.oncomplete = () => {
    let result;
    try {
      result = work();
    } catch (error) {
      Reflect.apply(done, job, [error]);
      return;
    }
    Reflect.apply(done, job, [undefined, result]);
  };
  start(compute.queue(kind, amount), job);
}

/** The ids of OpenSSL's engines: there is none. */
function setEngine(id, flags) {
  validateString(id, 'id');
  if (flags) require('internal/validators').validateNumber(flags, 'flags');
  const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
  throw new ERR_LOOPSCOPE_UNSUPPORTED('crypto.setEngine()');
}

/** The secure heap is not used. */
function secureHeapUsed() {
  const { secureHeapHasMinimum } = require('internal/profile');
  return secureHeapHasMinimum ?
    { total: 0, used: 0, utilization: NaN, min: 2 } :
    { total: 0, used: 0, utilization: 0, min: 0 };
}

module.exports = {
  INT_MAX,
  announceJob,
  bufferOf,
  copyOf,
  digestInfo,
  encode,
  getArrayBufferOrView,
  kHandle,
  kKeyObject,
  opensslError,
  refuseKnownDigest,
  runJob,
  runNow,
  secureHeapUsed,
  setEngine,
  toBuf,
  validateByteSource,
  viewOf,
};
