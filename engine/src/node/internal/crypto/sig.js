// Signatures (Node's doc: «Class: Sign», «Class: Verify», «crypto.sign()», «crypto.verify()»).
'use strict';

const {
  codes: {
    ERR_CRYPTO_INVALID_DIGEST, ERR_CRYPTO_INVALID_STATE, ERR_CRYPTO_SIGN_KEY_REQUIRED, ERR_CRYPTO_UNSUPPORTED_OPERATION,
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors');
const { validateEncoding, validateFunction, validateString } = require('internal/validators');
const { isArrayBufferView } = require('internal/util/types');
const { Buffer } = require('buffer');
const { Writable } = require('stream');
const profile = require('internal/profile');
const {
  bufferOf, copyOf, encode, getArrayBufferOrView, kHandle, opensslError, refuseKnownDigest, runJob, runNow, toBuf,
} = require('internal/crypto/util');
const { constants: {
  RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_AUTO, RSA_PSS_SALTLEN_DIGEST, RSA_PSS_SALTLEN_MAX_SIGN,
} } = require('internal/crypto/constants');
const { digestInfo } = internalBinding('crypto_ops');
const ops = internalBinding('key_ops');
const { random } = internalBinding('process');

const SEED_BYTES = 32;

/** The operations cost as much for every key; how long the message is hardly matters. */
const COST = ['signature', 0];

/** What OpenSSL signs with when no digest is named. */
const DEFAULT_DIGEST = 'sha256';

/** An option of the key that must be a number. */
function numberOption(options, name) {
  const value = options?.[name];
  if (value === undefined) return undefined;
  if (value !== value >> 0) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  return value;
}

function isP1363(options) {
  const { dsaEncoding } = options;
  if (dsaEncoding === undefined || dsaEncoding === 'der') return false;
  if (dsaEncoding !== 'ieee-p1363') throw new ERR_INVALID_ARG_VALUE('options.dsaEncoding', dsaEncoding);
  return true;
}

/** How to sign or to check: what the options of a key say. */
function settings(options) {
  const padding = numberOption(options, 'padding');
  const saltLength = numberOption(options, 'saltLength');
  return { padding, saltLength, p1363: isP1363(options) };
}

/** The length of the salt of RSA-PSS, as the engine takes it: undefined is PKCS #1, -1 whatever fits. */
function saltFor({ padding = RSA_PKCS1_PADDING, saltLength = RSA_PSS_SALTLEN_MAX_SIGN }, digest, isSigning) {
  if (padding !== RSA_PKCS1_PSS_PADDING) return undefined;
  if (saltLength === RSA_PSS_SALTLEN_DIGEST) return digestInfo(digest)[0];
  // The longest one there is when signing; any when checking.
  if (saltLength === RSA_PSS_SALTLEN_MAX_SIGN || saltLength === RSA_PSS_SALTLEN_AUTO) return -1;
  return isSigning || saltLength >= 0 ? saltLength : -1;
}

const notForThisKey = () => opensslError(
  '03000096', 'digital envelope routines', 'operation not supported for this keytype',
  'ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE');

function checkDigest(handle, digest) {
  if (handle.keyType === 'x25519') throw notForThisKey();
  if (handle.keyType === 'ed25519' && digest !== undefined) {
    throw opensslError('1C80007A', 'Provider routines', 'invalid digest', 'ERR_OSSL_INVALID_DIGEST');
  }
}

function signWith(handle, digest, message, options, seed) {
  checkDigest(handle, digest);
  const { keyType, parts, curve, secret } = handle;
  if (keyType !== 'rsa') return ops.signCurve(curve, secret, digest ?? DEFAULT_DIGEST, message, options.p1363);
  const salt = saltFor(options, digest ?? DEFAULT_DIGEST, true);
  const signature = ops.signRsa(parts, digest ?? DEFAULT_DIGEST, salt, message, seed);
  if (signature !== undefined) return signature;
  throw salt === undefined ?
    opensslError('02000070', 'rsa routines', 'digest too big for rsa key', 'ERR_OSSL_RSA_DIGEST_TOO_BIG_FOR_RSA_KEY') :
    opensslError(
      '0200006E', 'rsa routines', 'data too large for key size', 'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE');
}

function verifyWith(handle, digest, message, signature, options) {
  checkDigest(handle, digest);
  const { keyType, parts, curve, point } = handle;
  const kind = digest ?? DEFAULT_DIGEST;
  if (keyType !== 'rsa') return ops.verifyCurve(curve, point, kind, message, signature, options.p1363);
  return ops.verifyRsa(parts.slice(0, 2), kind, saltFor(options, kind, false), message, signature);
}

/** Message pieces until they are signed or checked. */
class SignHandle {
  constructor(digest) {
    this.digest = digest;
    this.pieces = [];
    this.isOver = false;
  }

  take(data, encoding) {
    if (this.isOver) throw notInitialised();
    this.pieces.push(copyOf(toBuf(data, encoding)));
  }

  /** The whole message; afterwards there is none. */
  message() {
    if (this.isOver) throw notInitialised();
    this.isOver = true;
    return Buffer.concat(this.pieces);
  }
}

function notInitialised() {
  const error = new ERR_CRYPTO_INVALID_STATE('sign');
  error.message = 'Not initialised';
  return error;
}

function initialize(self, algorithm, options) {
  validateString(algorithm, 'algorithm');
  if (digestInfo(algorithm) === undefined) {
    refuseKnownDigest(algorithm);
    const error = new ERR_CRYPTO_INVALID_DIGEST(algorithm);
    error.message = 'Invalid digest';
    throw error;
  }
  self[kHandle] = new SignHandle(algorithm);
  Reflect.apply(Writable, self, [options]);
}

function Sign(algorithm, options) {
  if (!(this instanceof Sign)) return new Sign(algorithm, options);
  initialize(this, algorithm, options);
}

function Verify(algorithm, options) {
  if (!(this instanceof Verify)) return new Verify(algorithm, options);
  initialize(this, algorithm, options);
}

for (const Class of [Sign, Verify]) {
  Object.setPrototypeOf(Class.prototype, Writable.prototype);
  Object.setPrototypeOf(Class, Writable);

  Class.prototype._write = function _write(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  };

  Class.prototype.update = function update(data, encoding) {
    if (typeof data === 'string') {
      validateEncoding(data, encoding);
    } else if (!isArrayBufferView(data)) {
      throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
    }
    this[kHandle].take(data, encoding);
    return this;
  };
}

/** The private key of a call. */
function signingKey(options, name) {
  if (!options) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const { prepareKey } = require('internal/crypto/key_formats');
  return prepareKey(options, true, { name });
}

function verifyingKey(options) {
  const { prepareKey } = require('internal/crypto/key_formats');
  return prepareKey(options, false);
}

Sign.prototype.sign = function sign(options, encoding) {
  if (!options) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const key = signingKey(options, profile.signNamesItsKey ? 'privateKey' : 'key');
  const how = settings(options);
  const { digest } = this[kHandle];
  const message = this[kHandle].message();
  if (key.keyType === 'ed25519') throw new ERR_CRYPTO_UNSUPPORTED_OPERATION();
  const seed = random(SEED_BYTES);
  return encode(runNow(COST, () => signWith(key, digest, message, how, seed)), encoding);
};

Verify.prototype.verify = function verify(options, signature, encoding) {
  const key = verifyingKey(options);
  const how = settings(options);
  const bytes = getArrayBufferOrView(signature, 'signature', encoding);
  const { digest } = this[kHandle];
  const message = this[kHandle].message();
  if (key.keyType === 'ed25519') throw new ERR_CRYPTO_UNSUPPORTED_OPERATION();
  return runNow(COST, () => verifyWith(key, digest, message, bytes, how));
};

/** @throws ERR_CRYPTO_INVALID_DIGEST */
function checkAlgorithm(algorithm) {
  if (algorithm === null || algorithm === undefined) return undefined;
  validateString(algorithm, 'algorithm');
  return algorithm;
}

function requireDigest(digest) {
  if (digest === undefined || digestInfo(digest) !== undefined) return;
  refuseKnownDigest(digest);
  throw new ERR_CRYPTO_INVALID_DIGEST(digest);
}

/** Does work now, or in the pool when there is a callback. */
function nowOrLater(type, work, callback) {
  if (callback === undefined) return runNow(COST, work, type);
  runJob(type, COST, work, function(error, result) {
    if (error !== undefined) Reflect.apply(callback, this, [error]);
    else Reflect.apply(callback, this, [null, result]);
  });
}

/** crypto.sign() */
function signOneShot(algorithm, data, key, callback) {
  const digest = checkAlgorithm(algorithm);
  if (callback !== undefined) validateFunction(callback, 'callback');
  const message = copyOf(getArrayBufferOrView(data, 'data'));
  if (!key) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const how = settings(key);
  const handle = signingKey(key);
  requireDigest(digest);
  const seed = random(SEED_BYTES);
  return nowOrLater('SIGNREQUEST', () => bufferOf(signWith(handle, digest, message, how, seed)), callback);
}

/** crypto.verify() */
function verifyOneShot(algorithm, data, key, signature, callback) {
  const digest = checkAlgorithm(algorithm);
  if (callback !== undefined) validateFunction(callback, 'callback');
  const message = copyOf(getArrayBufferOrView(data, 'data'));
  const how = settings(key ?? {});
  if (!isArrayBufferView(signature) && !(profile.signaturesMayBeStrings && typeof signature === 'string')) {
    throw new ERR_INVALID_ARG_TYPE('signature', ['Buffer', 'TypedArray', 'DataView'], signature);
  }
  const handle = verifyingKey(key);
  requireDigest(digest);
  const bytes = copyOf(toBuf(signature));
  return nowOrLater('SIGNREQUEST', () => verifyWith(handle, digest, message, bytes, how), callback);
}

module.exports = { Sign, Verify, signOneShot, signWith, verifyOneShot, verifyWith };
