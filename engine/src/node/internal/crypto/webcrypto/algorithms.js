// Web Crypto's algorithms: which there are, which members their parameters must have, and what names become
// (W3C: «Web Cryptography API», "Algorithm normalization").
'use strict';

const { codes: { ERR_INVALID_ARG_TYPE, ERR_MISSING_OPTION } } = require('internal/errors');
const { lazyDOMException } = require('internal/util');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const profile = require('internal/profile');

/** Which kinds of value members have, where it matters for an error. */
const BYTES = 'bytes';
const ANY = 'any';
const HASH = 'hash';

/** Parameters: the members that must be there; those behind a question mark may be. */
const DICTIONARIES = {
  __proto__: null,
  Algorithm: {},
  AesCbcParams: { iv: BYTES },
  AesGcmParams: { iv: BYTES, 'additionalData?': BYTES, 'tagLength?': ANY },
  AesCtrParams: { counter: BYTES, length: ANY },
  AesKeyGenParams: { length: ANY },
  AesDerivedKeyParams: { length: ANY },
  HmacImportParams: { hash: HASH, 'length?': ANY },
  HmacKeyGenParams: { hash: HASH, 'length?': ANY },
  RsaHashedKeyGenParams: { modulusLength: ANY, publicExponent: ANY, hash: HASH },
  RsaHashedImportParams: { hash: HASH },
  RsaPssParams: { saltLength: ANY },
  RsaOaepParams: { 'label?': BYTES },
  EcKeyGenParams: { namedCurve: ANY },
  EcKeyImportParams: { namedCurve: ANY },
  EcdsaParams: { hash: HASH },
  EcdhKeyDeriveParams: { public: ANY },
  Pbkdf2Params: { hash: HASH, iterations: ANY, salt: BYTES },
  HkdfParams: { hash: HASH, info: BYTES, salt: BYTES },
};

const CURVE_KEYS = ['EcKeyGenParams', 'EcKeyImportParams'];

/** Per operation, the parameters of each algorithm that has it. */
const OPERATIONS = {
  __proto__: null,
  digest: names(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'], 'Algorithm'),
  encrypt: sealing(),
  decrypt: sealing(),
  sign: signing(),
  verify: signing(),
  generateKey: {
    ...names(['AES-CBC', 'AES-GCM', 'AES-CTR', 'AES-KW'], 'AesKeyGenParams'),
    'HMAC': 'HmacKeyGenParams',
    ...names(['RSASSA-PKCS1-v1_5', 'RSA-PSS', 'RSA-OAEP'], 'RsaHashedKeyGenParams'),
    ...names(['ECDSA', 'ECDH'], CURVE_KEYS[0]),
    ...names(['Ed25519', 'X25519'], 'Algorithm'),
  },
  importKey: {
    ...names(['AES-CBC', 'AES-GCM', 'AES-CTR', 'AES-KW', 'PBKDF2', 'HKDF', 'Ed25519', 'X25519'], 'Algorithm'),
    'HMAC': 'HmacImportParams',
    ...names(['RSASSA-PKCS1-v1_5', 'RSA-PSS', 'RSA-OAEP'], 'RsaHashedImportParams'),
    ...names(['ECDSA', 'ECDH'], CURVE_KEYS[1]),
  },
  deriveBits: {
    'PBKDF2': 'Pbkdf2Params',
    'HKDF': 'HkdfParams',
    'ECDH': 'EcdhKeyDeriveParams',
    'X25519': 'EcdhKeyDeriveParams',
  },
  getKeyLength: {
    ...names(['AES-CBC', 'AES-GCM', 'AES-CTR', 'AES-KW'], 'AesDerivedKeyParams'),
    'HMAC': 'HmacImportParams',
    ...names(['HKDF', 'PBKDF2'], 'Algorithm'),
  },
  wrapKey: { 'AES-KW': 'Algorithm' },
};

function names(list, dictionary) {
  return Object.fromEntries(list.map((name) => [name, dictionary]));
}

function sealing() {
  return { 'AES-CBC': 'AesCbcParams', 'AES-GCM': 'AesGcmParams', 'AES-CTR': 'AesCtrParams', 'RSA-OAEP': 'RsaOaepParams' };
}

function signing() {
  return {
    ...names(['HMAC', 'RSASSA-PKCS1-v1_5', 'Ed25519'], 'Algorithm'), 'RSA-PSS': 'RsaPssParams', 'ECDSA': 'EcdsaParams',
  };
}

function missing(dictionary, name) {
  const can = profile.webcryptoIsReworded ? 'cannot' : 'can not';
  const error = new ERR_MISSING_OPTION(name);
  error.message = `Failed to normalize algorithm: passed algorithm ${can} be converted to '${dictionary}' because ` +
    `'${name}' is required in '${dictionary}'.`;
  return error;
}

/** A member that must be bytes, as a copy: the caller's own may change. */
function bytesOfMember(value, name, dictionary) {
  if (isAnyArrayBuffer(value)) return new Uint8Array(value).slice();
  if (isArrayBufferView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  const where = profile.webcryptoIsReworded ? `${name} in passed algorithm` : `'${name}' of '${dictionary}' (passed algorithm)`;
  const error = new ERR_INVALID_ARG_TYPE(name, 'ArrayBuffer', value);
  error.message = `Failed to normalize algorithm: ${where} is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.`;
  throw error;
}

/**
 * An algorithm as a program names it, with the members that it must have.
 * @throws NotSupportedError for one that is not there, or not for this operation
 */
function normalizeAlgorithm(algorithm, operation) {
  if (typeof algorithm === 'string') return normalizeAlgorithm({ name: algorithm }, operation);
  if (typeof algorithm === 'object' && algorithm !== null && algorithm.name === undefined) {
    throw missing('Algorithm', 'name');
  }
  const asked = String(algorithm?.name ?? algorithm).toLowerCase();
  const table = OPERATIONS[operation];
  const name = Object.keys(table).find((known) => known.toLowerCase() === asked);
  if (name === undefined) throw lazyDOMException('Unrecognized algorithm name', 'NotSupportedError');
  const dictionary = table[name];
  const normalized = { name };
  for (const [member, kind] of Object.entries(DICTIONARIES[dictionary])) {
    const isOptional = member.endsWith('?');
    const key = isOptional ? member.slice(0, -1) : member;
    const value = algorithm[key];
    if (value === undefined) {
      if (isOptional) continue;
      throw missing(dictionary, key);
    }
    if (kind === BYTES) normalized[key] = bytesOfMember(value, key, dictionary);
    else normalized[key] = kind === HASH ? normalizeAlgorithm(value, 'digest') : value;
  }
  return normalized;
}

/** Node's name of a digest by Web Crypto's. */
const digestOf = ({ name }) => name.replace('-', '').toLowerCase();

module.exports = { digestOf, normalizeAlgorithm };
