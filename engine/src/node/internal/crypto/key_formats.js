// Keys as programs give and take them: PEM, DER and JSON Web Keys, with a password or without
// (Node's doc: «keyObject.export()», «crypto.createPrivateKey()»).
'use strict';

const {
  codes: { ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS, ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_INVALID_ARG_TYPE,
           ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateObject } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { Buffer } = require('buffer');
const profile = require('internal/profile');
const { getArrayBufferOrView, kHandle, kKeyObject, opensslError, viewOf } = require('internal/crypto/util');
const der = require('internal/crypto/key_der');
const { fromJwk, toJwk } = require('internal/crypto/key_jwk');
const { isCryptoKey, isKeyObject } = require('internal/crypto/keys');

/** What a PEM text is, by its label. */
const PEM_READERS = {
  __proto__: null,
  'PUBLIC KEY': der.readSpki,
  'RSA PUBLIC KEY': der.readPkcs1Public,
  'PRIVATE KEY': der.readPkcs8,
  'RSA PRIVATE KEY': der.readPkcs1,
  'EC PRIVATE KEY': der.readSec1,
};

const PEM_LINE = 64;

function toPem(label, bytes) {
  const lines = Buffer.from(bytes).toString('base64').match(new RegExp(`.{1,${PEM_LINE}}`, 'g')) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** A password that is needed and was not given. */
function passwordMissing() {
  return opensslError(
    '07880109', 'common libcrypto routines', 'interrupted or cancelled', 'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED');
}

function fromPem(bytes, wantsPrivate, passphrase) {
  const text = Buffer.from(bytes).toString('latin1');
  for (const [, label, body] of text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^]*?)-----END \1-----/g)) {
    const content = Buffer.from(body, 'base64');
    if (label === 'ENCRYPTED PRIVATE KEY') {
      if (passphrase === undefined) throw passwordMissing();
      return der.readPkcs8(der.open(content, viewOf(passphrase)));
    }
    const reader = PEM_READERS[label];
    if (reader !== undefined && (!wantsPrivate || label.endsWith('PRIVATE KEY'))) return reader(content);
  }
  throw der.unsupported();
}

const PUBLIC_DER = { __proto__: null, spki: der.readSpki, pkcs1: der.readPkcs1Public };
const PRIVATE_DER = { __proto__: null, pkcs8: der.readPkcs8, pkcs1: der.readPkcs1, sec1: der.readSec1 };

/** The name of an option in errors; older versions leave out where it is. */
const optionName = (name, parent) => (profile.cryptoOptionsHaveFullNames && parent ? `${parent}.${name}` : `options.${name}`);

function fromDer(bytes, type, wantsPrivate, passphrase, parent) {
  const readers = wantsPrivate ? PRIVATE_DER : { ...PUBLIC_DER, ...PRIVATE_DER };
  const reader = readers[type];
  if (reader === undefined) throw new ERR_INVALID_ARG_VALUE(optionName('type', parent), type);
  if (type === 'pkcs8' && passphrase !== undefined) return reader(der.open(bytes, viewOf(passphrase)));
  if (type === 'pkcs1' && !wantsPrivate) {
    try {
      return der.readPkcs1Public(bytes);
    } catch {
      return der.readPkcs1(bytes);
    }
  }
  return reader(bytes);
}

/** The types of what a key may be given as. */
function keyTypes(takesObjects, wantsPrivate) {
  const types = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'string'];
  if (takesObjects) types.push('KeyObject', 'CryptoKey');
  if (wantsPrivate && profile.privateKeysMayBeUrls) types.push('URL');
  return types;
}

function fromObject(key, wantsPrivate, takesPublic) {
  const object = isCryptoKey(key) ? key[kKeyObject] : key;
  if (wantsPrivate ? object.type !== 'private' : object.type === 'secret' || (!takesPublic && object.type === 'public')) {
    throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(object.type, wantsPrivate || !takesPublic ? 'private' : 'private or public');
  }
  return object[kHandle];
}

function passphraseOf({ passphrase, encoding }, parent) {
  if (passphrase === undefined) return undefined;
  if (typeof passphrase !== 'string' && !isArrayBufferView(passphrase) && !isAnyArrayBuffer(passphrase)) {
    throw new ERR_INVALID_ARG_VALUE(optionName('passphrase', parent), passphrase);
  }
  return getArrayBufferOrView(passphrase, 'passphrase', encoding);
}

/**
 * A key of a pair in whatever form a program gives it.
 * @param {boolean} wantsPrivate whether it must be a private one; else either will do
 * @param {{ takesObjects, takesPublicObjects, name }} options whether it may be an object with a key inside, also a public
 *   one, and how the argument is called
 * @returns {KeyHandle}
 */
function prepareKey(key, wantsPrivate, { takesObjects = true, takesPublicObjects = true, name = 'key' } = {}) {
  const isObject = (value) => isKeyObject(value) || isCryptoKey(value);
  const isBytes = (value) => typeof value === 'string' || isArrayBufferView(value) || isAnyArrayBuffer(value);
  if (takesObjects && isObject(key)) return fromObject(key, wantsPrivate, takesPublicObjects);
  if (isBytes(key)) return fromPem(viewOf(getArrayBufferOrView(key, name)), wantsPrivate);
  if (typeof key !== 'object' || key === null || isKeyObject(key)) {
    throw new ERR_INVALID_ARG_TYPE(name, keyTypes(takesObjects, wantsPrivate), key);
  }
  const { key: data, encoding, format } = key;
  if (takesObjects && isObject(data)) return fromObject(data, wantsPrivate, takesPublicObjects);
  if (format === 'jwk') return fromJwk(data, wantsPrivate ? true : undefined);
  if (!isBytes(data)) {
    throw new ERR_INVALID_ARG_TYPE(`${name}.key`, keyTypes(takesObjects || !wantsPrivate, wantsPrivate), data);
  }
  const bytes = viewOf(getArrayBufferOrView(data, 'key', encoding));
  const passphrase = passphraseOf(key, 'key');
  if (format === undefined || format === 'pem') return fromPem(bytes, wantsPrivate, passphrase);
  if (format !== 'der') throw new ERR_INVALID_ARG_VALUE(optionName('format', 'key'), format);
  return fromDer(bytes, key.type, wantsPrivate, passphrase, 'key');
}

const PUBLIC_TYPES = ['spki', 'pkcs1'];
const PRIVATE_TYPES = ['pkcs1', 'pkcs8', 'sec1'];

/**
 * What an export is to be like, checked.
 * @param {string} [keyType] of the key, if there is one already
 * @param {boolean} isPublic
 * @param {string} parent the name of the options in errors
 */
function parseEncoding(options, keyType, isPublic, parent = 'options') {
  validateObject(options, parent);
  const { format, type, cipher } = options;
  const at = (name) => `${parent}.${name}`;
  if (format !== 'pem' && format !== 'der' && format !== 'jwk') throw new ERR_INVALID_ARG_VALUE(at('format'), format);
  if (format !== 'jwk') {
    if (!(isPublic ? PUBLIC_TYPES : PRIVATE_TYPES).includes(type)) throw new ERR_INVALID_ARG_VALUE(at('type'), type);
    if (type === 'pkcs1' && keyType !== undefined && keyType !== 'rsa') {
      throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'can only be used for RSA keys');
    }
    if (type === 'sec1' && keyType !== undefined && keyType !== 'ec') {
      throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'can only be used for EC keys');
    }
  }
  return isPublic ? { format, type } : { format, type, ...parseSealing(options, format, type, cipher, at) };
}

function parseSealing(options, format, type, cipher, at) {
  const { passphrase } = options;
  if (cipher === undefined || cipher === null) {
    if (passphrase === undefined) return {};
    const error = new ERR_INVALID_ARG_VALUE(at('cipher'), cipher, 'is required when a passphrase is specified');
    throw profile.cryptoOptionsHaveFullNames ? error : new ERR_INVALID_ARG_VALUE(at('cipher'), cipher);
  }
  if (typeof cipher !== 'string') throw new ERR_INVALID_ARG_VALUE(at('cipher'), cipher);
  if (format === 'jwk' || (format === 'der' && (type === 'pkcs1' || type === 'sec1'))) {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(format === 'jwk' ? 'jwk' : type, 'does not support encryption');
  }
  if (typeof passphrase !== 'string' && !isArrayBufferView(passphrase) && !isAnyArrayBuffer(passphrase)) {
    throw new ERR_INVALID_ARG_VALUE(at('passphrase'), passphrase);
  }
  return { cipher, passphrase: getArrayBufferOrView(passphrase, 'passphrase', options.encoding) };
}

const LABELS = { __proto__: null, spki: 'PUBLIC KEY', pkcs8: 'PRIVATE KEY', sec1: 'EC PRIVATE KEY' };

/** A key in the format that a checked encoding asks for. */
function encodeKey(handle, { format, type, cipher, passphrase }) {
  if (format === 'jwk') return toJwk(handle);
  const isPublic = handle.type === 'public';
  const writers = { spki: der.spki, pkcs8: der.pkcs8, sec1: der.sec1, pkcs1: isPublic ? der.pkcs1Public : der.pkcs1Private };
  let bytes = writers[type](handle);
  let label = type === 'pkcs1' ? `RSA ${isPublic ? 'PUBLIC' : 'PRIVATE'} KEY` : LABELS[type];
  if (cipher !== undefined) {
    if (type !== 'pkcs8') {
      const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
      throw new ERR_LOOPSCOPE_UNSUPPORTED('A sealed key in a format other than PKCS #8');
    }
    bytes = der.seal(bytes, cipher, viewOf(passphrase));
    label = `ENCRYPTED ${label}`;
  }
  return format === 'der' ? Buffer.from(bytes) : toPem(label, bytes);
}

/** keyObject.export() */
function exportKey(handle, isPublic, options) {
  if (options?.format === 'jwk') {
    if (!isPublic) parseSealing(options, 'jwk', undefined, options.cipher, (name) => `options.${name}`);
    return toJwk(handle);
  }
  return encodeKey(handle, parseEncoding(options, handle.keyType, isPublic));
}

/** crypto.createPublicKey(): of a private key, its public one. */
function parsePublicKey(key) {
  return prepareKey(key, false, { takesPublicObjects: false }).toPublic();
}

/** crypto.createPrivateKey() */
function parsePrivateKey(key) {
  return prepareKey(key, true, { takesObjects: false });
}

module.exports = { encodeKey, exportKey, parseEncoding, parsePrivateKey, parsePublicKey, prepareKey };
