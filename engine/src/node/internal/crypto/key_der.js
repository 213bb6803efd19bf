// Keys in DER: SubjectPublicKeyInfo (RFC 5280), PKCS #8 (RFC 5958), PKCS #1 (RFC 8017), SEC 1 (RFC 5915), and PKCS #8
// sealed with a password (RFC 8018).
'use strict';

const { codes: { ERR_CRYPTO_UNKNOWN_CIPHER, ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { Buffer } = require('buffer');
const { DerError, Reader, TAG, bitString, element, integer, nothing, octetString, oid, sequence } =
  require('internal/crypto/der');
const { KeyHandle } = require('internal/crypto/key_handle');
const { opensslError } = require('internal/crypto/util');
const cryptoOps = internalBinding('crypto_ops');
const { random } = internalBinding('process');

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const HMAC_SHA256 = '1.2.840.113549.2.9';

/** Object identifiers of curves. */
const CURVES = {
  __proto__: null,
  prime256v1: '1.2.840.10045.3.1.7',
  secp384r1: '1.3.132.0.34',
  secp521r1: '1.3.132.0.35',
  secp256k1: '1.3.132.0.10',
  ed25519: '1.3.101.112',
  x25519: '1.3.101.110',
};

/** Object identifiers of the ciphers that seal private keys. */
const SEALING = {
  __proto__: null,
  'aes-128-cbc': '2.16.840.1.101.3.4.1.2',
  'aes-192-cbc': '2.16.840.1.101.3.4.1.22',
  'aes-256-cbc': '2.16.840.1.101.3.4.1.42',
};

/** How often OpenSSL repeats PBKDF2 for a sealed key, and how long its salt is. */
const SEALING_ITERATIONS = 2048;
const SALT_BYTES = 16;

function keyFor(table, value) {
  const key = Object.keys(table).find((name) => table[name] === value);
  if (key === undefined) throw new ERR_LOOPSCOPE_UNSUPPORTED(`A key of algorithm ${value}`);
  return key;
}

/** The identifier of a key's algorithm. */
function algorithm({ keyType, curve }) {
  if (keyType === 'rsa') return sequence(oid(RSA), nothing());
  return keyType === 'ec' ? sequence(oid(EC), oid(CURVES[curve])) : sequence(oid(CURVES[curve]));
}

const pkcs1Public = ({ parts: [n, e] }) => sequence(integer(n), integer(e));
const pkcs1Private = ({ parts }) => sequence(integer([0]), ...parts.map(integer));

function sec1({ curve, point, secret }, hasParameters) {
  const parameters = hasParameters ? [element(TAG.context0, oid(CURVES[curve]))] : [];
  return sequence(integer([1]), octetString(secret), ...parameters, element(TAG.context1, bitString(point)));
}

function spki(handle) {
  return sequence(algorithm(handle), bitString(handle.keyType === 'rsa' ? pkcs1Public(handle) : handle.point));
}

function pkcs8(handle) {
  const { keyType, secret } = handle;
  let key;
  if (keyType === 'rsa') key = pkcs1Private(handle);
  else key = keyType === 'ec' ? sec1(handle, false) : octetString(secret);
  return sequence(integer([0]), algorithm(handle), octetString(key));
}

/** The key that a password becomes, and what to seal or open with. */
function passwordCipher(Cipher, name, iv, password, salt, iterations, digest) {
  const key = cryptoOps.pbkdf2(digest, password, salt, iterations, Number(name.slice(4, 7)) / 8, false);
  return new (require('internal/crypto/cipher')[Cipher])(name, key, iv);
}

/** Seals PKCS #8 with a password. */
function seal(der, cipher, password) {
  const name = cipher.toLowerCase();
  if (!(name in SEALING)) {
    if (!require('internal/crypto/names').getCiphers().includes(name)) throw new ERR_CRYPTO_UNKNOWN_CIPHER();
    throw new ERR_LOOPSCOPE_UNSUPPORTED(`A private key sealed with ${name}`);
  }
  const [salt, iv] = [random(SALT_BYTES), random(16)];
  const sealing = passwordCipher('Cipheriv', name, iv, password, salt, SEALING_ITERATIONS, 'sha256');
  const sealed = Buffer.concat([sealing.update(der), sealing.final()]);
  const iterations = integer([SEALING_ITERATIONS >> 8, SEALING_ITERATIONS & 0xff]);
  const derivation = sequence(oid(PBKDF2), sequence(
    octetString(salt), iterations, sequence(oid(HMAC_SHA256), nothing())));
  const scheme = sequence(oid(PBES2), sequence(derivation, sequence(oid(SEALING[name]), octetString(iv))));
  return sequence(scheme, octetString(sealed));
}

/** Opens what `seal` made. */
function open(der, password) {
  const outer = new Reader(der).enter(TAG.sequence);
  const scheme = outer.enter(TAG.sequence);
  if (scheme.oid() !== PBES2) throw new ERR_LOOPSCOPE_UNSUPPORTED('A private key sealed otherwise than by PBES2');
  const parameters = scheme.enter(TAG.sequence);
  const derivation = parameters.enter(TAG.sequence);
  derivation.oid();
  const { salt, iterations, digest } = derivationOf(derivation.enter(TAG.sequence));
  const encryption = parameters.enter(TAG.sequence);
  const [name, iv] = [keyFor(SEALING, encryption.oid()), encryption.octetString()];
  const opening = passwordCipher('Decipheriv', name, iv, password, salt, iterations, digest);
  return Buffer.concat([opening.update(outer.octetString()), opening.final()]);
}

function derivationOf(reader) {
  const salt = reader.octetString();
  const iterations = reader.integer().reduce((number, byte) => number * 256 + byte, 0);
  if (reader.next === TAG.integer) reader.integer();
  const digests = {
    '1.2.840.113549.2.7': 'sha1', [HMAC_SHA256]: 'sha256', '1.2.840.113549.2.10': 'sha384', '1.2.840.113549.2.11': 'sha512',
  };
  const digest = reader.isAtEnd ? 'sha1' : digests[reader.enter(TAG.sequence).oid()];
  return { salt, iterations, digest };
}

function readPkcs1Public(der) {
  const reader = new Reader(der).enter(TAG.sequence);
  return KeyHandle.rsa('public', [reader.integer(), reader.integer()]);
}

function readPkcs1(der) {
  const reader = new Reader(der).enter(TAG.sequence);
  reader.integer();
  return KeyHandle.rsa('private', Array.from({ length: 8 }, () => reader.integer()));
}

function readSec1(der, known) {
  const reader = new Reader(der).enter(TAG.sequence);
  reader.integer();
  const secret = reader.octetString();
  const parameters = reader.next === TAG.context0 ? reader.enter(TAG.context0) : undefined;
  const curve = known ?? keyFor(CURVES, parameters?.oid());
  const point = reader.next === TAG.context1 ? reader.enter(TAG.context1).bitString() : undefined;
  // OpenSSL looks at a public key that comes along.
  if (point !== undefined && KeyHandle.onCurve(curve, point) === undefined) return undefined;
  return KeyHandle.privateOnCurve(curve, secret);
}

/** The curve of an algorithm's identifier; undefined for RSA. */
function readAlgorithm(reader) {
  const identifier = reader.oid();
  if (identifier === RSA) return undefined;
  return keyFor(CURVES, identifier === EC ? reader.oid() : identifier);
}

function readSpki(der) {
  const reader = new Reader(der).enter(TAG.sequence);
  const curve = readAlgorithm(reader.enter(TAG.sequence));
  const key = reader.bitString();
  return curve === undefined ? readPkcs1Public(key) : KeyHandle.onCurve(curve, key);
}

function readPkcs8(der) {
  const reader = new Reader(der).enter(TAG.sequence);
  reader.integer();
  const curve = readAlgorithm(reader.enter(TAG.sequence));
  const key = reader.octetString();
  if (curve === undefined) return readPkcs1(key);
  if (curve === 'ed25519' || curve === 'x25519') {
    return KeyHandle.privateOnCurve(curve, new Reader(key).octetString());
  }
  return readSec1(key, curve);
}

/** OpenSSL's error for DER that cannot be read. */
function decodingError(error) {
  if (!(error instanceof DerError)) return error;
  return error.message === 'wrong tag' ?
    opensslError('068000A8', 'asn1 encoding routines', 'wrong tag', 'ERR_OSSL_ASN1_WRONG_TAG') :
    opensslError('0680007B', 'asn1 encoding routines', 'header too long', 'ERR_OSSL_ASN1_HEADER_TOO_LONG');
}

/** OpenSSL's error for what is no key at all. */
const unsupported = () => opensslError('1E08010C', 'DECODER routines', 'unsupported', 'ERR_OSSL_UNSUPPORTED');

/** The key that DER holds, read by one of the readers. */
function read(reader, ...args) {
  let handle;
  try {
    handle = reader(...args);
  } catch (error) {
    throw decodingError(error);
  }
  if (handle === undefined) throw unsupported();
  return handle;
}

module.exports = {
  open: (der, password) => read(open, der, password),
  pkcs1Private,
  pkcs1Public,
  pkcs8,
  readPkcs1: (der) => read(readPkcs1, der),
  readPkcs1Public: (der) => read(readPkcs1Public, der),
  readPkcs8: (der) => read(readPkcs8, der),
  readSec1: (der) => read(readSec1, der),
  readSpki: (der) => read(readSpki, der),
  seal,
  sec1: (handle) => sec1(handle, true),
  spki,
  unsupported,
};
