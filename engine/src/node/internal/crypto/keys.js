// Keys as objects (Node's doc: «Class: KeyObject», «crypto.createSecretKey()», «crypto.createPrivateKey()» …).
'use strict';

const {
  codes: {
    ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors');
const { validateObject, validateOneOf, validateString } = require('internal/validators');
const { customInspectSymbol: kInspect } = require('internal/util');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const profile = require('internal/profile');
const { KeyHandle } = require('internal/crypto/key_handle');
const {
  bufferOf, copyOf, getArrayBufferOrView, kHandle, kKeyObject, toBuf, viewOf,
} = require('internal/crypto/util');

const { kClone, kDeserialize, markTransferMode } = require('internal/worker/js_transferable');

const kKeyType = Symbol('kKeyType');
const kAsymmetricKeyType = Symbol('kAsymmetricKeyType');
const kAlgorithm = Symbol('kAlgorithm');
const kExtractable = Symbol('kExtractable');
const kKeyUsages = Symbol('kKeyUsages');

function defineKey(key, type, handle) {
  if (profile.keyObjectsShowTheirType) key[kKeyType] = type;
  else Object.defineProperty(key, kKeyType, { __proto__: null, value: type });
  Object.defineProperty(key, kHandle, { __proto__: null, value: handle, enumerable: false });
  markTransferMode(key, true, false);
}

class KeyObject {
  constructor(type, handle) {
    validateString(type, 'type');
    if (type !== 'secret' && type !== 'public' && type !== 'private') throw new ERR_INVALID_ARG_VALUE('type', type);
    if (typeof handle !== 'object' || !(handle instanceof KeyHandle)) {
      throw new ERR_INVALID_ARG_TYPE('handle', 'object', handle);
    }
    defineKey(this, type, handle);
  }

  get type() {
    return this[kKeyType];
  }

  [kClone]() {
    return { data: { ...this[kHandle] }, deserializeInfo: 'internal/crypto/keys:ClonedKey' };
  }

  static from(key) {
    if (!isCryptoKey(key)) throw new ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
    return key[kKeyObject];
  }

  equals(otherKeyObject) {
    if (!isKeyObject(otherKeyObject)) {
      throw new ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', otherKeyObject);
    }
    return otherKeyObject.type === this.type && this[kHandle].equals(otherKeyObject[kHandle]);
  }
}
Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, {
  __proto__: null, configurable: true, value: 'KeyObject',
});

class SecretKeyObject extends KeyObject {
  constructor(handle) {
    super('secret', handle);
  }

  get symmetricKeySize() {
    return this[kHandle].bytes.byteLength;
  }

  export(options) {
    if (options !== undefined) {
      validateObject(options, 'options');
      validateOneOf(options.format, 'options.format', [undefined, 'buffer', 'jwk']);
      if (options.format === 'jwk') {
        return require('internal/crypto/key_jwk').toJwk(this[kHandle]);
      }
    }
    return bufferOf(this[kHandle].bytes.slice());
  }

  toCryptoKey(...args) {
    return require('internal/crypto/webcrypto').toCryptoKey(this, ...args);
  }
}

class AsymmetricKeyObject extends KeyObject {
  get asymmetricKeyType() {
    const { keyType } = this[kHandle];
    // Older versions remember it where it shows.
    if (profile.keyObjectsShowTheirType) this[kAsymmetricKeyType] = keyType;
    return keyType;
  }

  get asymmetricKeyDetails() {
    return this[kHandle].details;
  }

  toCryptoKey(...args) {
    return require('internal/crypto/webcrypto').toCryptoKey(this, ...args);
  }
}

class PublicKeyObject extends AsymmetricKeyObject {
  constructor(handle) {
    super('public', handle);
  }

  export(options) {
    return require('internal/crypto/key_formats').exportKey(this[kHandle], true, options);
  }
}

class PrivateKeyObject extends AsymmetricKeyObject {
  constructor(handle) {
    super('private', handle);
  }

  export(options) {
    return require('internal/crypto/key_formats').exportKey(this[kHandle], false, options);
  }
}

/** What is a key as soon as its data has come: only that says of which class. */
class ClonedKey {
  [kDeserialize](data) {
    const { type, ...parts } = data;
    const Key = { secret: SecretKeyObject, public: PublicKeyObject, private: PrivateKeyObject }[type];
    Object.setPrototypeOf(this, Key.prototype);
    defineKey(this, type, new KeyHandle(type, parts));
  }
}

function isKeyObject(value) {
  return value != null && typeof value === 'object' && kKeyType in value && kHandle in value;
}

function isCryptoKey(value) {
  return value != null && typeof value === 'object' && value[kKeyObject] !== undefined;
}

/** Whether two KeyObjects or CryptoKeys are the same key: for comparisons in depth. */
function areEqualKeys(a, b) {
  if (isKeyObject(a)) return isKeyObject(b) && a.equals(b);
  return isCryptoKey(b) && a[kKeyObject].equals(b[kKeyObject]);
}

/** A key made of bytes. */
function createSecretKey(key, encoding) {
  const bytes = bytesOfSecret(prepareSecretKey(key, encoding, true));
  return new SecretKeyObject(new KeyHandle('secret', { bytes: copyOf(bytes) }));
}

/** The types that the functions which take keys list. */
function secretKeyTypes(bufferOnly) {
  const types = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];
  return bufferOnly ? types : [...types, 'string', 'KeyObject', 'CryptoKey'];
}

/**
 * A secret key in whatever form a program gives it.
 * @returns {KeyHandle | Uint8Array | ArrayBuffer}
 */
function prepareSecretKey(key, encoding, bufferOnly = false) {
  if (!bufferOnly) {
    if (isKeyObject(key)) {
      if (key.type !== 'secret') throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'secret');
      return key[kHandle];
    }
    if (isCryptoKey(key)) {
      if (key[kKeyObject].type !== 'secret') throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key[kKeyObject].type, 'secret');
      return key[kKeyObject][kHandle];
    }
  }
  if (typeof key !== 'string' && !isArrayBufferView(key) && !isAnyArrayBuffer(key)) {
    throw new ERR_INVALID_ARG_TYPE('key', secretKeyTypes(bufferOnly), key);
  }
  return typeof key === 'string' ? toBuf(key, encoding) : key;
}

/** The bytes of what prepareSecretKey gave. */
function bytesOfSecret(secret) {
  return secret instanceof KeyHandle ? secret.bytes : viewOf(secret);
}

function createPublicKey(key) {
  return new PublicKeyObject(require('internal/crypto/key_formats').parsePublicKey(key));
}

function createPrivateKey(key) {
  return new PrivateKeyObject(require('internal/crypto/key_formats').parsePrivateKey(key));
}

/** A key of Web Crypto. Programs get them from `subtle` only. */
class CryptoKey {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  [kInspect](depth, options) {
    if (depth < 0) return this;
    const nested = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const { inspect } = require('internal/util/inspect');
    const { type, extractable, algorithm, usages } = this;
    return `CryptoKey ${inspect({ type, extractable, algorithm, usages }, nested)}`;
  }

  get type() {
    return this[kKeyObject].type;
  }

  get extractable() {
    return this[kExtractable];
  }

  get algorithm() {
    return this[kAlgorithm];
  }

  get usages() {
    return [...this[kKeyUsages]];
  }
}
for (const name of ['type', 'extractable', 'algorithm', 'usages']) {
  Object.defineProperty(CryptoKey.prototype, name, { __proto__: null, enumerable: true });
}
Object.defineProperty(CryptoKey.prototype, Symbol.toStringTag, {
  __proto__: null, configurable: true, value: 'CryptoKey',
});

/** A CryptoKey over a KeyObject. */
class InternalCryptoKey {
  constructor(keyObject, algorithm, usages, extractable) {
    const hidden = { [kKeyObject]: keyObject, [kAlgorithm]: algorithm, [kKeyUsages]: usages, [kExtractable]: extractable };
    for (const key of Object.getOwnPropertySymbols(hidden)) {
      Object.defineProperty(this, key, { __proto__: null, value: hidden[key] });
    }
  }
}
InternalCryptoKey.prototype.constructor = CryptoKey;
Object.setPrototypeOf(InternalCryptoKey.prototype, CryptoKey.prototype);

module.exports = {
  ClonedKey,
  CryptoKey,
  InternalCryptoKey,
  KeyHandle,
  KeyObject,
  PrivateKeyObject,
  PublicKeyObject,
  SecretKeyObject,
  areEqualKeys,
  bytesOfSecret,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  isCryptoKey,
  isKeyObject,
  kAlgorithm,
  kExtractable,
  kKeyUsages,
  prepareSecretKey,
};
