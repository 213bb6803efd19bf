// Agreeing on a secret over curves (Node's doc: «Class: ECDH», «crypto.diffieHellman()»).
'use strict';

const {
  codes: {
    ERR_CRYPTO_ECDH_INVALID_FORMAT, ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY, ERR_CRYPTO_INCOMPATIBLE_KEY,
    ERR_CRYPTO_INVALID_CURVE, ERR_CRYPTO_INVALID_KEYTYPE, ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_CRYPTO_OPERATION_FAILED,
    ERR_INVALID_ARG_VALUE, ERR_LOOPSCOPE_UNSUPPORTED,
  },
} = require('internal/errors');
const { validateFunction, validateObject, validateString } = require('internal/validators');
const profile = require('internal/profile');
const {
  bufferOf, encode, getArrayBufferOrView, kHandle, opensslError, runJob, runNow, viewOf,
} = require('internal/crypto/util');
const { curveNamed } = require('internal/crypto/key_handle');
const { isCryptoKey, isKeyObject } = require('internal/crypto/keys');
const ops = internalBinding('key_ops');
const { random } = internalBinding('process');

const SEED_BYTES = 32;
const COST = ['signature', 0];

/** The curve of a name. @throws ERR_CRYPTO_INVALID_CURVE */
function curveOf(name) {
  const curve = curveNamed(name);
  if (curve !== undefined && curve !== 'ed25519' && curve !== 'x25519') return curve;
  if (require('internal/crypto/names').getCurves().includes(name)) throw new ERR_LOOPSCOPE_UNSUPPORTED(`The curve ${name}`);
  throw new ERR_CRYPTO_INVALID_CURVE();
}

/** A point in one of the forms of SEC 1. */
function pointIn(curve, point, format = 'uncompressed') {
  switch (format) {
    case 'uncompressed':
      return point;
    case 'compressed':
      return ops.convertPoint(curve, point, true);
    case 'hybrid': {
      const hybrid = point.slice();
      hybrid[0] = 6 + (point[point.length - 1] & 1);
      return hybrid;
    }
    default:
      throw new ERR_CRYPTO_ECDH_INVALID_FORMAT(format);
  }
}

/** A point in any form, uncompressed; undefined when it is not on the curve. */
function readPoint(curve, bytes) {
  const point = viewOf(bytes).slice();
  if (point[0] === 6 || point[0] === 7) point[0] = 4;
  return ops.convertPoint(curve, point, false);
}

function operationFailed(message) {
  const error = new ERR_CRYPTO_OPERATION_FAILED();
  error.message = message;
  return error;
}

class ECDH {
  constructor(curve) {
    validateString(curve, 'curve');
    this[kHandle] = { curve: curveOf(curve), secret: undefined, point: undefined };
  }

  static convertKey(key, curve, inEnc, outEnc, format) {
    validateString(curve, 'curve');
    const bytes = getArrayBufferOrView(key, 'key', inEnc);
    const named = curveOf(curve);
    const point = readPoint(named, bytes);
    if (point === undefined) throw operationFailed('Failed to convert Buffer to EC_POINT');
    return encode(pointIn(named, point, format), outEnc);
  }

  generateKeys(encoding, format) {
    const handle = this[kHandle];
    const seed = random(SEED_BYTES);
    handle.secret = runNow(['keyPairCurve', 0], () => ops.generateCurve(handle.curve, seed));
    handle.point = ops.curvePublic(handle.curve, handle.secret);
    return this.getPublicKey(encoding, format);
  }

  computeSecret(otherPublicKey, inputEncoding, outputEncoding) {
    const { curve, secret } = this[kHandle];
    const bytes = getArrayBufferOrView(otherPublicKey, 'otherPublicKey', inputEncoding);
    const point = readPoint(curve, bytes);
    if (point === undefined) throw new ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY();
    if (secret === undefined) throw operationFailed('Failed to compute ECDH key');
    return encode(runNow(COST, () => ops.diffieHellman(curve, secret, point)), outputEncoding);
  }

  getPublicKey(encoding, format) {
    const { curve, point } = this[kHandle];
    if (format !== undefined && format !== 'compressed' && format !== 'hybrid' && format !== 'uncompressed') {
      throw new ERR_CRYPTO_ECDH_INVALID_FORMAT(format);
    }
    if (point === undefined) throw operationFailed('Failed to get ECDH public key');
    return encode(pointIn(curve, point, format), encoding);
  }

  getPrivateKey(encoding) {
    const { secret } = this[kHandle];
    if (secret === undefined) throw operationFailed('Failed to get ECDH private key');
    return encode(secret.slice(), encoding);
  }

  setPrivateKey(key, encoding) {
    const handle = this[kHandle];
    const bytes = viewOf(getArrayBufferOrView(key, 'key', encoding)).slice();
    const point = ops.curvePublic(handle.curve, bytes);
    if (point === undefined) {
      const error = new ERR_CRYPTO_INVALID_KEYTYPE();
      error.message = 'Private key is not valid for specified curve.';
      throw error;
    }
    handle.secret = bytes;
    handle.point = point;
    return this;
  }

  setPublicKey(key, encoding) {
    const handle = this[kHandle];
    const point = readPoint(handle.curve, getArrayBufferOrView(key, 'key', encoding));
    if (point === undefined) throw operationFailed('Failed to convert Buffer to EC_POINT');
    handle.point = point;
    return this;
  }
}

/** One of the two keys of crypto.diffieHellman(). */
function keyOf(options, name, wantsPrivate) {
  const key = options[name];
  const isObject = isKeyObject(key) || isCryptoKey(key);
  if (!isObject && !profile.diffieHellmanTakesKeyData) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, key);
  if (key === undefined) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, key);
  if (isObject && (wantsPrivate ? key.type !== 'private' : key.type === 'secret')) {
    throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, wantsPrivate ? 'private' : 'private or public');
  }
  const { prepareKey } = require('internal/crypto/key_formats');
  return prepareKey(key, wantsPrivate, { name: `options.${name}` });
}

/** The secret that two keys share. */
function sharedSecret(privateKey, publicKey) {
  const secret = ops.diffieHellman(privateKey.curve, privateKey.secret, publicKey.point);
  if (secret === undefined) {
    throw opensslError('1C8000AD', 'Provider routines', 'failed during derivation', 'ERR_OSSL_FAILED_DURING_DERIVATION');
  }
  return secret;
}

/** crypto.diffieHellman() */
function diffieHellman(options, callback) {
  validateObject(options, 'options');
  if (callback !== undefined) validateFunction(callback, 'callback');
  const privateKey = keyOf(options, 'privateKey', true);
  const publicKey = keyOf(options, 'publicKey', false);
  const [mine, theirs] = [privateKey.keyType, publicKey.keyType];
  if (mine !== theirs || !['ec', 'x25519'].includes(mine)) {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY('key types for Diffie-Hellman', `${mine} and ${theirs}`);
  }
  if (privateKey.curve !== publicKey.curve) {
    throw opensslError(
      '03000099', 'digital envelope routines', 'different parameters', 'ERR_OSSL_EVP_DIFFERENT_PARAMETERS');
  }
  const work = () => bufferOf(sharedSecret(privateKey, publicKey));
  if (callback === undefined) return runNow(COST, work, profile.diffieHellmanTakesKeyData ? 'DERIVEBITSREQUEST' : undefined);
  runJob('DERIVEBITSREQUEST', COST, work, function(error, secret) {
    Reflect.apply(callback, this, error === undefined ? [null, secret] : [error]);
  });
}

module.exports = { ECDH, diffieHellman, sharedSecret };
