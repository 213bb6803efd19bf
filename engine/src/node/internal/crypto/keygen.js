// Making keys (Node's doc: «crypto.generateKeyPair()», «crypto.generateKey()»). What luck a key needs is drawn at the
// call, so that it can be searched for ahead of when it is due.
'use strict';

const {
  codes: { ERR_CRYPTO_INVALID_CURVE, ERR_INVALID_ARG_VALUE, ERR_LOOPSCOPE_UNSUPPORTED },
} = require('internal/errors');
const {
  validateFunction, validateInteger, validateObject, validateOneOf, validateString, validateUint32,
} = require('internal/validators');
const { promisify } = require('internal/util');
const profile = require('internal/profile');
const { opensslError, runJob, runNow } = require('internal/crypto/util');
const { KeyHandle, curveNamed } = require('internal/crypto/key_handle');
const { PrivateKeyObject, PublicKeyObject, SecretKeyObject } = require('internal/crypto/keys');
const { encodeKey, parseEncoding } = require('internal/crypto/key_formats');
const ops = internalBinding('key_ops');
const { random } = internalBinding('process');

const SEED_BYTES = 32;
const DEFAULT_EXPONENT = 0x10001;
/** OpenSSL makes no shorter modulus. */
const MODULUS_BITS_MIN = 512;

/** How to make a pair on a curve. */
function curveSearch(curve) {
  const seed = random(SEED_BYTES);
  return {
    cost: ['keyPairCurve', 0],
    work: () => KeyHandle.privateOnCurve(curve, ops.generateCurve(curve, seed)),
  };
}

function failure(packed, library, reason, code) {
  const error = opensslError(packed, library, reason, code);
  if (profile.keyGenerationErrorsHaveCodes) return error;
  // Without the details that other errors of OpenSSL have.
  return new Error(error.message);
}

/** How to make an RSA pair. */
function rsaSearch(modulusBits, exponent) {
  const seed = random(SEED_BYTES);
  return {
    cost: ['keyPairRsa', modulusBits],
    ahead: () => ops.generateRsa(modulusBits, exponent, seed, true),
    work() {
      if (modulusBits < MODULUS_BITS_MIN) {
        throw failure('1C8000AB', 'Provider routines', 'key size too small', 'ERR_OSSL_KEY_SIZE_TOO_SMALL');
      }
      const parts = ops.generateRsa(modulusBits, exponent, seed, false);
      if (parts === undefined) {
        throw failure(
          '020000B2', 'rsa routines', 'pub exponent out of range', 'ERR_OSSL_RSA_PUB_EXPONENT_OUT_OF_RANGE');
      }
      return new KeyHandle('private', { keyType: 'rsa', parts });
    },
  };
}

/** What is to be made for a type and its options. */
function searchFor(type, options) {
  switch (type) {
    case 'rsa': {
      validateObject(options, 'options');
      const { modulusLength, publicExponent = DEFAULT_EXPONENT } = options;
      validateUint32(modulusLength, 'options.modulusLength');
      validateUint32(publicExponent, 'options.publicExponent');
      return rsaSearch(modulusLength, publicExponent);
    }
    case 'ec': {
      validateObject(options, 'options');
      const { namedCurve, paramEncoding } = options;
      validateString(namedCurve, 'options.namedCurve');
      if (paramEncoding !== undefined && paramEncoding !== 'named' && paramEncoding !== 'explicit') {
        throw new ERR_INVALID_ARG_VALUE('options.paramEncoding', paramEncoding);
      }
      const curve = curveNamed(namedCurve);
      if (curve !== undefined && curve !== 'ed25519' && curve !== 'x25519') return curveSearch(curve);
      const { getCurves } = require('internal/crypto/names');
      if (getCurves().includes(namedCurve)) throw new ERR_LOOPSCOPE_UNSUPPORTED(`The curve ${namedCurve}`);
      throw new ERR_CRYPTO_INVALID_CURVE();
    }
    case 'ed25519':
    case 'x25519':
      return curveSearch(type);
    case 'rsa-pss':
    case 'dsa':
      validateObject(options, 'options');
      validateUint32(options.modulusLength, 'options.modulusLength');
      throw new ERR_LOOPSCOPE_UNSUPPORTED(`crypto.generateKeyPair() of type ${type}`);
    case 'dh':
      validateObject(options, 'options');
      throw new ERR_LOOPSCOPE_UNSUPPORTED('crypto.generateKeyPair() of type dh');
    case 'ed448':
    case 'x448':
      throw new ERR_LOOPSCOPE_UNSUPPORTED(`crypto.generateKeyPair() of type ${type}`);
    default:
      if (profile.cryptoHasKem && /^(ml-dsa|ml-kem|slh-dsa)-/.test(type)) {
        throw new ERR_LOOPSCOPE_UNSUPPORTED(`crypto.generateKeyPair() of type ${type}`);
      }
      throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
}

/** How one key of a pair is handed out: as an object, or in the format asked for. */
function handOut(options, name, keyType, isPublic) {
  const encoding = options?.[name];
  if (encoding === undefined || encoding === null) {
    return (handle) => (isPublic ? new PublicKeyObject(handle) : new PrivateKeyObject(handle));
  }
  if (typeof encoding !== 'object') throw new ERR_INVALID_ARG_VALUE(`options.${name}`, encoding);
  const parsed = parseEncoding(encoding, keyType, isPublic, `options.${name}`);
  return (handle) => encodeKey(handle, parsed);
}

/** The whole of making a pair, with its arguments checked. */
function pair(type, options) {
  validateString(type, 'type');
  const { cost, work, ahead } = searchFor(type, options);
  const publicOut = handOut(options, 'publicKeyEncoding', type, true);
  const privateOut = handOut(options, 'privateKeyEncoding', type, false);
  const make = () => {
    const handle = work();
    return { publicKey: publicOut(handle.toPublic()), privateKey: privateOut(handle) };
  };
  return { cost, ahead, make };
}

function generateKeyPair(type, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  const { cost, ahead, make } = pair(type, options);
  validateFunction(callback, 'callback');
  runJob('KEYPAIRGENREQUEST', cost, make, function(error, keys) {
    if (error !== undefined) Reflect.apply(callback, this, [error]);
    else Reflect.apply(callback, this, [null, keys.publicKey, keys.privateKey]);
  });
  ahead?.();
}
Object.defineProperty(generateKeyPair, promisify.custom, {
  __proto__: null,
  enumerable: false,
  value: (type, options) => new Promise((resolve, reject) => {
    generateKeyPair(type, options, (error, publicKey, privateKey) => {
      if (error) reject(error);
      else resolve({ publicKey, privateKey });
    });
  }),
});

function generateKeyPairSync(type, options) {
  const { cost, make } = pair(type, options);
  return runNow(cost, make, 'KEYPAIRGENREQUEST');
}

/** The largest length of a secret key: a C int of bits. */
const BITS_MAX = 2 ** 31 - 1;

/** Length in bytes of the secret key to make. */
function secretLength(type, options) {
  validateString(type, 'type');
  validateObject(options, 'options');
  const { length } = options;
  switch (type) {
    case 'hmac':
      validateInteger(length, 'options.length', 8, BITS_MAX);
      break;
    case 'aes':
      validateOneOf(length, 'options.length', [128, 192, 256]);
      break;
    default:
      throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
  return Math.floor(length / 8);
}

const secretKey = (bytes) => new SecretKeyObject(new KeyHandle('secret', { bytes: random(bytes) }));

function generateKey(type, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  const bytes = secretLength(type, options);
  runJob('KEYGENREQUEST', ['random', bytes], () => secretKey(bytes), function(error, key) {
    Reflect.apply(callback, this, error === undefined ? [null, key] : [error]);
  });
}

function generateKeySync(type, options) {
  const bytes = secretLength(type, options);
  return runNow(['random', bytes], () => secretKey(bytes), 'KEYGENREQUEST');
}

module.exports = { curveSearch, generateKey, generateKeyPair, generateKeyPairSync, generateKeySync, rsaSearch };
