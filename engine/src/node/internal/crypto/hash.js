// Digests and HMACs (Node's doc: «Class: Hash», «Class: Hmac», «crypto.hash()»).
'use strict';

const {
  codes: { ERR_CRYPTO_HASH_FINALIZED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateEncoding, validateObject, validateString, validateUint32 } = require('internal/validators');
const { deprecate, normalizeEncoding } = require('internal/util');
const { isArrayBufferView } = require('internal/util/types');
const { Buffer } = require('buffer');
const LazyTransform = require('internal/streams/lazy_transform');
const profile = require('internal/profile');
const {
  bufferOf, digestInfo, encode, kHandle, opensslError, refuseKnownDigest, runNow, toBuf,
} = require('internal/crypto/util');
const ops = internalBinding('crypto_ops');

const kState = Symbol('kState');
const kFinalized = Symbol('kFinalized');

/** Pieces of fewer bytes than this take no time of their own: what the call itself takes is more. */
const FREE_BYTES_MAX = 4096;

/** A running digest of the engine; it remembers its value once that was asked for. */
class Running {
  #id;
  #value;

  constructor(id) {
    this.#id = id ?? 0;
  }

  begin(start) {
    this.#id = start(this);
  }

  get id() {
    return this.#id;
  }

  update(data, encoding) {
    const bytes = toBuf(data, encoding);
    if (bytes.byteLength < FREE_BYTES_MAX) ops.updateHash(this.#id, bytes);
    else runNow(['hash', bytes.byteLength], () => ops.updateHash(this.#id, bytes));
    return true;
  }

  digest() {
    this.#value ??= ops.finishHash(this.#id);
    return bufferOf(this.#value.slice());
  }
}

/** What programs see in the stream's handle, named as in Node. */
const HashHandle = { Hash: class extends Running {} }.Hash;
const HmacHandle = { Hmac: class extends Running {} }.Hmac;
for (const [handle, name] of [[HashHandle, 'Hash'], [HmacHandle, 'Hmac']]) {
  Object.defineProperty(handle, 'name', { __proto__: null, value: name, configurable: true });
}

let warnOfShakeLength;

/** The length of a digest's value, in bytes. */
function outputSize([size, isExtendable], name, asked) {
  if (asked === undefined) {
    if (isExtendable && profile.shakeLengthIsDeprecated) {
      warnOfShakeLength ??= deprecate(
        () => {}, 'Creating SHAKE128/256 digests without an explicit options.outputLength is deprecated.', 'DEP0198');
      warnOfShakeLength();
    }
    return size;
  }
  if (!isExtendable && asked !== size) {
    throw opensslError(
      '030000B2', 'digital envelope routines', 'not XOF or invalid length', 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH');
  }
  return asked;
}

function hashHandle(algorithm, size) {
  const handle = new HashHandle();
  if (algorithm instanceof Hash) {
    const name = algorithm[kState][kAlgorithm];
    const length = outputSize(ops.digestInfo(name), name, size ?? undefined);
    handle.begin((owner) => ops.forkHash(owner, algorithm[kHandle].id, length));
    return handle;
  }
  const info = ops.digestInfo(algorithm);
  if (info === undefined) {
    refuseKnownDigest(algorithm);
    throw new Error('Digest method not supported');
  }
  const length = outputSize(info, algorithm, size);
  handle.begin((owner) => ops.startHash(owner, algorithm, length));
  return handle;
}
const kAlgorithm = Symbol('kAlgorithm');

/** The state that a digest shows; which algorithm it is shows nowhere. */
function stateOf(algorithm) {
  return Object.defineProperty({ [kFinalized]: false }, kAlgorithm, { __proto__: null, value: algorithm });
}

function Hash(algorithm, options) {
  if (!new.target) return new Hash(algorithm, options);
  const isCopy = algorithm instanceof Hash;
  if (!isCopy) validateString(algorithm, 'algorithm');
  const size = typeof options === 'object' && options !== null ? options.outputLength : undefined;
  if (size !== undefined) validateUint32(size, 'options.outputLength');
  this[kHandle] = hashHandle(algorithm, size);
  this[kState] = stateOf(isCopy ? algorithm[kState][kAlgorithm] : algorithm);
  Reflect.apply(LazyTransform, this, [options]);
}
Object.setPrototypeOf(Hash.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hash, LazyTransform);

Hash.prototype.copy = function copy(options) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  return new Hash(this, options);
};

Hash.prototype._transform = function(chunk, encoding, callback) {
  this[kHandle].update(chunk, encoding);
  callback();
};

Hash.prototype._flush = function(callback) {
  this.push(this[kHandle].digest());
  callback();
};

Hash.prototype.update = function update(data, encoding) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  if (typeof data === 'string') {
    validateEncoding(data, encoding);
  } else if (!isArrayBufferView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
  this[kHandle].update(data, Buffer.isEncoding(encoding) ? encoding : 'utf8');
  return this;
};

Hash.prototype.digest = function digest(outputEncoding) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  const value = this[kHandle].digest();
  this[kState][kFinalized] = true;
  return encode(value, outputEncoding === undefined ? undefined : `${outputEncoding}`);
};

function hmacHandle(algorithm, key) {
  const [, isExtendable] = digestInfo(algorithm);
  // OpenSSL has no HMAC of such a digest, and Node no word for it.
  if (isExtendable) throw new Error('error:00000000:lib(0)::reason(0)');
  const handle = new HmacHandle();
  handle.begin((owner) => ops.startHmac(owner, algorithm, key));
  return handle;
}

function Hmac(hmac, key, options) {
  if (!(this instanceof Hmac)) return new Hmac(hmac, key, options);
  validateString(hmac, 'hmac');
  const { prepareSecretKey, bytesOfSecret } = require('internal/crypto/keys');
  const secret = prepareSecretKey(key, options?.encoding);
  this[kHandle] = hmacHandle(hmac, bytesOfSecret(secret));
  this[kState] = stateOf(hmac);
  Reflect.apply(LazyTransform, this, [options]);
}
Object.setPrototypeOf(Hmac.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hmac, LazyTransform);

Hmac.prototype.update = Hash.prototype.update;

Hmac.prototype.digest = function digest(outputEncoding) {
  if (this[kState][kFinalized]) {
    // Unlike a Hash, it gives an empty value the second time.
    const empty = Buffer.from('');
    return outputEncoding && outputEncoding !== 'buffer' ? empty.toString(outputEncoding) : empty;
  }
  const value = this[kHandle].digest();
  this[kState][kFinalized] = true;
  return encode(value, outputEncoding);
};

Hmac.prototype._flush = Hash.prototype._flush;
Hmac.prototype._transform = Hash.prototype._transform;

/** The options of `crypto.hash()`: an encoding, or an object that may hold one. */
function hashOptions(options) {
  if (options === undefined || typeof options === 'string') return { outputEncoding: options ?? 'hex' };
  if (!profile.cryptoHashTakesOptions) validateString(options, 'outputEncoding');
  validateObject(options, 'options');
  const { outputEncoding = 'hex', outputLength } = options;
  validateString(outputEncoding, 'outputEncoding');
  if (outputLength !== undefined) validateUint32(outputLength, 'outputLength');
  return { outputEncoding, outputLength };
}

/** crypto.hash(): all at once. */
function hash(algorithm, input, options) {
  validateString(algorithm, 'algorithm');
  if (typeof input !== 'string' && !isArrayBufferView(input)) {
    throw new ERR_INVALID_ARG_TYPE('input', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
  }
  const { outputEncoding, outputLength } = hashOptions(options);
  let normalized = outputEncoding;
  if (outputEncoding !== 'buffer' && outputEncoding !== 'hex') {
    normalized = normalizeEncoding(outputEncoding);
    // "buffer" in any case is no encoding of strings, but an encoding here.
    if (normalized === undefined && outputEncoding.toLowerCase() === 'buffer') normalized = 'buffer';
    if (normalized === undefined) throw new ERR_INVALID_ARG_VALUE('outputEncoding', outputEncoding);
  }
  const info = ops.digestInfo(algorithm);
  if (info === undefined) {
    refuseKnownDigest(algorithm);
    throw new Error(`Digest method ${algorithm} is not supported`);
  }
  const bytes = toBuf(input);
  const size = outputSize(info, algorithm, outputLength);
  const work = () => ops.hash(algorithm, bytes, size);
  return encode(bytes.byteLength < FREE_BYTES_MAX ? work() : runNow(['hash', bytes.byteLength], work), normalized);
}

const isSettled = (name, code) => (
  profile.cryptoConstructorsAreDeprecated ? (cls) => deprecate(cls, `crypto.${name} constructor is deprecated.`, code) : (cls) => cls
);

module.exports = {
  Hash: isSettled('Hash', 'DEP0179')(Hash),
  Hmac: isSettled('Hmac', 'DEP0181')(Hmac),
  createHash: (algorithm, options) => new Hash(algorithm, options),
  createHmac: (hmac, key, options) => new Hmac(hmac, key, options),
  hash,
};
