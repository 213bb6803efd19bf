// Keys of Web Crypto: made, taken in and given out (W3C: «Web Cryptography API»).
'use strict';

const { lazyDOMException } = require('internal/util');
const { Buffer } = require('buffer');
const profile = require('internal/profile');
const { KeyHandle, curveNamed } = require('internal/crypto/key_handle');
const {
  InternalCryptoKey, PrivateKeyObject, PublicKeyObject, SecretKeyObject, kAlgorithm,
} = require('internal/crypto/keys');
const { kHandle, kKeyObject } = require('internal/crypto/util');
const der = require('internal/crypto/key_der');
const { fromJwk, toJwk } = require('internal/crypto/key_jwk');
const { curveSearch, rsaSearch } = require('internal/crypto/keygen');
const { checkUsages, usagesFor } = require('internal/crypto/webcrypto/usages');
const { random } = internalBinding('process');

const AES_BITS = [128, 192, 256];

/** How long the block of a digest is, in bits: an HMAC's key is made as long. */
const BLOCK_BITS = { 'SHA-1': 512, 'SHA-256': 512, 'SHA-384': 1024, 'SHA-512': 1024 };

const isAes = (name) => name.startsWith('AES-');
const isRsa = (name) => name.startsWith('RSA');

/** A CryptoKey over a handle. */
function keyOver(handle, algorithm, usages, extractable) {
  const Classes = { secret: SecretKeyObject, public: PublicKeyObject, private: PrivateKeyObject };
  const object = new Classes[handle.type](handle);
  const isPublic = handle.type === 'public';
  return new InternalCryptoKey(object, algorithm, usagesFor(algorithm.name, handle.type, usages), isPublic || extractable);
}

const secretHandle = (bytes) => new KeyHandle('secret', { bytes });

function emptyUsages(text) {
  return lazyDOMException(`Usages cannot be empty when ${text}.`, 'SyntaxError');
}

/** The curve of Web Crypto's name for it. */
function curveOf({ name, namedCurve }) {
  if (name === 'Ed25519' || name === 'X25519') return curveNamed(name);
  if (!['P-256', 'P-384', 'P-521'].includes(namedCurve)) {
    throw lazyDOMException('Unrecognized namedCurve', 'NotSupportedError');
  }
  return curveNamed(namedCurve);
}

/** The length of the secret key to make, in bits. */
function secretBits({ name, length, hash }) {
  if (isAes(name)) {
    if (AES_BITS.includes(length)) return length;
    throw lazyDOMException('AES key length must be 128, 192, or 256 bits', 'OperationError');
  }
  const bits = length ?? BLOCK_BITS[hash.name];
  if (bits === 0) throw lazyDOMException('Zero-length key is not supported', 'OperationError');
  return bits;
}

/** What the `algorithm` of an RSA key says. */
function rsaAlgorithm({ name, hash }, handle) {
  const { modulusLength } = handle.details;
  return { name, modulusLength, publicExponent: new Uint8Array(handle.parts[1]), hash };
}

/** @returns {{ cost, work }} a job that makes a key or a pair */
function generation(algorithm, extractable, usages) {
  const { name } = algorithm;
  checkUsages(name, usages);
  if (isAes(name) || name === 'HMAC') {
    const bits = secretBits(algorithm);
    if (usages.length === 0) throw emptyUsages('creating a key');
    const shown = isAes(name) ? { name, length: bits } : { name, length: bits, hash: algorithm.hash };
    const bytes = Math.ceil(bits / 8);
    return { cost: ['random', bytes], work: () => keyOver(secretHandle(random(bytes)), shown, usages, extractable) };
  }
  const exponent = isRsa(name) ? algorithm.publicExponent.reduce((number, byte) => number * 256 + byte, 0) : 0;
  const search = isRsa(name) ? rsaSearch(algorithm.modulusLength, exponent) : curveSearch(curveOf(algorithm));
  const isAgreement = name === 'ECDH' || name === 'X25519';
  if (usagesFor(name, 'private', usages).length === 0 && !(isAgreement && usages.length > 0)) {
    throw emptyUsages('creating a key');
  }
  return {
    ...search,
    work() {
      const handle = search.work();
      const shown = isRsa(name) ? rsaAlgorithm(algorithm, handle) : algorithm;
      return {
        publicKey: keyOver(handle.toPublic(), shown, usages, true),
        privateKey: keyOver(handle, shown, usages, extractable),
      };
    },
  };
}

const dataError = (message) => lazyDOMException(message, 'DataError');

function cannot(verb, name, format, type) {
  const text = type === undefined ? `${name} using ${format} format` : `${name} ${type} key using ${format} format`;
  return lazyDOMException(`Unable to ${verb} ${text}`, 'NotSupportedError');
}

/** The bytes of a secret key in one of its two formats. */
function secretData(name, format, data) {
  if (format === 'raw' || format === 'raw-secret') return data;
  if (format !== 'jwk' || name === 'PBKDF2' || name === 'HKDF') throw cannot('import', name, format);
  if (data.kty !== 'oct') throw dataError('Invalid JWK "kty" Parameter');
  if (typeof data.k !== 'string') throw dataError('Invalid keyData');
  return new Uint8Array(Buffer.from(data.k, 'base64url'));
}

function importSecret(algorithm, format, data, extractable, usages) {
  const { name, hash } = algorithm;
  checkUsages(name, usages);
  if (name === 'PBKDF2' || name === 'HKDF') {
    if (extractable) throw lazyDOMException(`${name} keys are not extractable`, 'SyntaxError');
  }
  const bytes = secretData(name, format, data);
  const bits = bytes.byteLength * 8;
  let shown = { name };
  if (isAes(name)) {
    if (!AES_BITS.includes(bits)) throw dataError('Invalid key length');
    shown = { name, length: bits };
  } else if (name === 'HMAC') {
    if (bits === 0) throw dataError('Zero-length key is not supported');
    const length = algorithm.length ?? bits;
    shown = profile.webcryptoIsReworded ? { name, length, hash } : { name, hash, length };
  }
  if (usages.length === 0) throw emptyUsages('importing a secret key');
  return keyOver(secretHandle(bytes), shown, usages, extractable);
}

/** The key of a pair that some data is. */
function pairData({ name, namedCurve }, format, data) {
  switch (format) {
    case 'spki':
      return der.readSpki(data);
    case 'pkcs8':
      return der.readPkcs8(data);
    case 'jwk':
      return fromJwk(data);
    case 'raw':
      if (isRsa(name)) break;
      return KeyHandle.onCurve(curveOf({ name, namedCurve }), data);
    default:
  }
  throw cannot('import', name, format);
}

function importPair(algorithm, format, data, extractable, usages) {
  const { name } = algorithm;
  let handle;
  try {
    handle = pairData(algorithm, format, data);
  } catch (error) {
    if (error.name === 'NotSupportedError') throw error;
    throw dataError('Invalid keyData');
  }
  if (handle === undefined) throw dataError('Invalid keyData');
  checkUsages(name, usages, [handle.type]);
  const fits = isRsa(name) ? handle.keyType === 'rsa' : handle.curve === curveOf(algorithm);
  if (!fits) throw dataError('Invalid key type');
  if (handle.type === 'private' && usages.length === 0) throw emptyUsages('importing a private key');
  return keyOver(handle, isRsa(name) ? rsaAlgorithm(algorithm, handle) : algorithm, usages, extractable);
}

/** subtle.importKey(): `data` is bytes, or an object for a JSON Web Key. */
function importKey(algorithm, format, data, extractable, usages) {
  const { name } = algorithm;
  const isSecret = isAes(name) || ['HMAC', 'PBKDF2', 'HKDF'].includes(name);
  return (isSecret ? importSecret : importPair)(algorithm, format, data, extractable, usages);
}

/** The name of an algorithm in JSON Web Keys: RFC 7518; undefined when it has none. */
function jwkAlgorithm({ name, length, hash }) {
  const size = hash?.name.slice('SHA-'.length);
  switch (name) {
    case 'HMAC': return `HS${size}`;
    case 'RSASSA-PKCS1-v1_5': return `RS${size}`;
    case 'RSA-PSS': return `PS${size}`;
    case 'RSA-OAEP': return size === '1' ? 'RSA-OAEP' : `RSA-OAEP-${size}`;
    default: return isAes(name) ? `A${length}${name.slice('AES-'.length)}` : undefined;
  }
}

function exportJwk(key) {
  const alg = jwkAlgorithm(key[kAlgorithm]);
  const common = { key_ops: key.usages, ext: key.extractable };
  const members = toJwk(key[kKeyObject][kHandle]);
  if (alg === undefined) return { ...common, ...members };
  return profile.webcryptoJwkHasAlgFirst ? { ...common, alg, ...members } : { ...common, ...members, alg };
}

/** subtle.exportKey(): bytes or an object. */
function exportKey(format, key) {
  if (!key.extractable) {
    throw lazyDOMException(
      'key is not extractable', profile.webcryptoIsReworded ? 'InvalidAccessError' : 'InvalidAccessException');
  }
  const handle = key[kKeyObject][kHandle];
  const { name } = key[kAlgorithm];
  if (format === 'jwk') return exportJwk(key);
  if (format === 'raw' && handle.type === 'secret') return handle.bytes;
  if (format === 'raw' && handle.type === 'public' && !isRsa(name)) return handle.point;
  if (format === 'spki' && handle.type === 'public') return der.spki(handle);
  if (format === 'pkcs8' && handle.type === 'private') return der.pkcs8(handle);
  throw cannot('export', name, format, handle.type);
}

module.exports = { exportKey, generation, importKey, secretBits };
