// node:crypto (Node's doc: «Crypto»). What is computed is computed for real; what takes long takes simulated time.
'use strict';

const { codes: { ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH, ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { deprecate } = require('internal/util');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const profile = require('internal/profile');
const { refusal } = require('internal/unsupported');
const { constants } = require('internal/crypto/constants');
const { hkdf, hkdfSync } = require('internal/crypto/hkdf');
const { pbkdf2, pbkdf2Sync } = require('internal/crypto/pbkdf2');
const { scrypt, scryptSync } = require('internal/crypto/scrypt');
const random = require('internal/crypto/random');
const { generateKey, generateKeyPair, generateKeyPairSync, generateKeySync } = require('internal/crypto/keygen');
const { KeyObject, createPrivateKey, createPublicKey, createSecretKey } = require('internal/crypto/keys');
const { Cipheriv, Decipheriv, getCipherInfo, ...rsa } = require('internal/crypto/cipher');
const { Sign, Verify, signOneShot, verifyOneShot } = require('internal/crypto/sig');
const { Hash, Hmac, createHash, createHmac, hash } = require('internal/crypto/hash');
const { ECDH, diffieHellman } = require('internal/crypto/diffiehellman');
const { DiffieHellman, DiffieHellmanGroup, createDiffieHellman, createDiffieHellmanGroup } = require('internal/crypto/dh');
const { checkPrime, checkPrimeSync, generatePrime, generatePrimeSync } = require('internal/crypto/primes');
const { getCiphers, getCurves, getHashes } = require('internal/crypto/names');
const { secureHeapUsed, setEngine } = require('internal/crypto/util');
const { timingSafeEqual: bytesAreEqual } = internalBinding('crypto_ops');

/** @throws ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH for inputs of different length */
function timingSafeEqual(buf1, buf2) {
  for (const [name, value] of [['buf1', buf1], ['buf2', buf2]]) {
    if (isAnyArrayBuffer(value) || isArrayBufferView(value)) continue;
    const error = new ERR_INVALID_ARG_TYPE(name, ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value);
    // Node's native side does not say what it was given.
    error.message = error.message.replace(/ Received .*$/s, '');
    throw error;
  }
  if (buf1.byteLength !== buf2.byteLength) throw new ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH();
  return bytesAreEqual(buf1, buf2);
}

const refuse = (name) => refusal(name, `crypto.${name}()`);

/** Federal standards are never on. */
const getFips = () => 0;

const createCipheriv = (cipher, key, iv, options) => new Cipheriv(cipher, key, iv, options);
const createDecipheriv = (cipher, key, iv, options) => new Decipheriv(cipher, key, iv, options);
const createECDH = (curve) => new ECDH(curve);
const createSign = (algorithm, options) => new Sign(algorithm, options);
const createVerify = (algorithm, options) => new Verify(algorithm, options);
const Certificate = refuse('Certificate');
const X509Certificate = refuse('X509Certificate');
for (const name of ['exportChallenge', 'exportPublicKey', 'verifySpkac']) {
  Certificate[name] = refusal(name, `crypto.Certificate.${name}()`);
}

/** Exports that only some versions have. */
const only = (has, exports) => (has ? exports : {});

module.exports = {
  ...only(profile.cryptoHasArgon2, { argon2: refuse('argon2'), argon2Sync: refuse('argon2Sync') }),
  checkPrime,
  checkPrimeSync,
  createCipheriv,
  createDecipheriv,
  createDiffieHellman,
  createDiffieHellmanGroup,
  createECDH,
  createHash,
  createHmac,
  ...only(profile.cryptoHasMacs, { createMac: refuse('createMac') }),
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  createSign,
  createVerify,
  diffieHellman,
  generatePrime,
  generatePrimeSync,
  getCiphers,
  getCipherInfo,
  getCurves,
  getDiffieHellman: createDiffieHellmanGroup,
  getHashes,
  ...only(profile.cryptoHasMacs, { getMacs: refuse('getMacs') }),
  hkdf,
  hkdfSync,
  ...only(profile.cryptoHasMacs, { parsePKCS12: refuse('parsePKCS12') }),
  pbkdf2,
  pbkdf2Sync,
  generateKeyPair,
  generateKeyPairSync,
  generateKey,
  generateKeySync,
  privateDecrypt: rsa.privateDecrypt,
  privateEncrypt: rsa.privateEncrypt,
  publicDecrypt: rsa.publicDecrypt,
  publicEncrypt: rsa.publicEncrypt,
  randomBytes: random.randomBytes,
  randomFill: random.randomFill,
  randomFillSync: random.randomFillSync,
  randomInt: random.randomInt,
  randomUUID: random.randomUUID,
  ...only(profile.cryptoHasUuidV7, { randomUUIDv7: random.randomUUIDv7 }),
  scrypt,
  scryptSync,
  sign: signOneShot,
  setEngine,
  timingSafeEqual,
  getFips,
  setFips: refuse('setFips'),
  verify: verifyOneShot,
  ...only(profile.cryptoHasHash, { hash }),
  ...only(profile.cryptoHasKem, { encapsulate: refuse('encapsulate'), decapsulate: refuse('decapsulate') }),
  Certificate,
  ...only(profile.cryptoExportsOldCiphers, { Cipher: refuse('Cipher') }),
  Cipheriv,
  ...only(profile.cryptoExportsOldCiphers, { Decipher: refuse('Decipher') }),
  Decipheriv,
  DiffieHellman,
  DiffieHellmanGroup,
  ECDH,
  Hash,
  Hmac,
  KeyObject,
  Sign,
  Verify,
  X509Certificate,
  secureHeapUsed,
};

/** What is not listed: old names, and what is loaded when it is asked for. */
function hide(name, get, set) {
  Object.defineProperty(module.exports, name, { __proto__: null, get, set, enumerable: false, configurable: true });
}

Object.defineProperty(module.exports, 'constants', {
  __proto__: null, value: constants, enumerable: true, configurable: false, writable: false,
});
const lazy = (key) => ({
  __proto__: null, configurable: false, enumerable: true, get: () => require('internal/crypto/webcrypto').crypto[key],
});
Object.defineProperties(module.exports, {
  webcrypto: {
    __proto__: null,
    configurable: false,
    enumerable: true,
    get: () => require('internal/crypto/webcrypto').crypto,
    set: undefined,
  },
  subtle: lazy('subtle'),
  getRandomValues: {
    __proto__: null,
    configurable: false,
    enumerable: true,
    get: () => require('internal/crypto/webcrypto').getRandomValues,
  },
});

if (profile.cryptoHasOldCiphers) {
  for (const name of ['createCipher', 'createDecipher']) {
    const deprecated = deprecate(refuse(name), `crypto.${name} is deprecated.`, 'DEP0106');
    hide(name, () => deprecated);
  }
}
const readFips = () => getFips();
const fips = profile.cryptoFipsIsDeprecated ?
  deprecate(readFips, 'The crypto.fips is deprecated. Please use crypto.getFips()', 'DEP0093') : readFips;
hide('fips', fips, () => refuse('setFips')());
if (profile.cryptoHasDefaultEncoding) {
  const set = deprecate(() => {}, 'crypto.DEFAULT_ENCODING is deprecated.', 'DEP0091');
  hide('DEFAULT_ENCODING', deprecate(() => 'buffer', 'crypto.DEFAULT_ENCODING is deprecated.', 'DEP0091'), set);
}
for (const name of ['prng', 'pseudoRandomBytes', 'rng']) {
  Object.defineProperty(module.exports, name, {
    __proto__: null, value: random.randomBytes, writable: true, enumerable: false, configurable: true,
  });
}
