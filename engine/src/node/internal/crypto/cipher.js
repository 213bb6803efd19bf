// Encryption in pieces (Node's doc: «Class: Cipheriv», «Class: Decipheriv»), and with keys of a pair
// («crypto.publicEncrypt()» …).
'use strict';

const {
  codes: {
    ERR_CRYPTO_INVALID_AUTH_TAG, ERR_CRYPTO_INVALID_IV, ERR_CRYPTO_INVALID_KEYLEN, ERR_CRYPTO_INVALID_STATE,
    ERR_CRYPTO_UNKNOWN_CIPHER, ERR_INTERNAL_ASSERTION, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors');
const { validateEncoding, validateString } = require('internal/validators');
const { normalizeEncoding } = require('internal/util');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { StringDecoder } = require('string_decoder');
const LazyTransform = require('internal/streams/lazy_transform');
const profile = require('internal/profile');
const {
  bufferOf, getArrayBufferOrView, kHandle, opensslError, runNow, toBuf,
} = require('internal/crypto/util');
const { bytesOfSecret, prepareSecretKey } = require('internal/crypto/keys');
const { cipherNamed, getCipherInfo } = require('internal/crypto/cipher_names');
const ops = internalBinding('cipher_ops');

/** Lengths that a tag of GCM may have. */
const TAG_LENGTHS = [4, 8, 12, 13, 14, 15, 16];
const TAG_BYTES = 16;

/** Pieces of fewer bytes than this take no time of their own. */
const FREE_BYTES_MAX = 4096;

/** The cipher of the engine, and where it is. */
class CipherState {
  constructor(info, encrypts, key, iv, tagLength) {
    this.mode = info.mode;
    this.encrypts = encrypts;
    this.tagLength = tagLength;
    this.tag = undefined;
    this.isFinal = false;
    this.id = ops.start(this, info.mode, encrypts, key, iv);
  }

  get isAuthenticated() {
    return this.mode === 'gcm';
  }
}

function invalidTag(length) {
  const error = new ERR_CRYPTO_INVALID_AUTH_TAG();
  error.message = `Invalid authentication tag length: ${length}`;
  return error;
}

/** An option that must be a length; -1 when it was not given. */
function lengthOption(options, name) {
  const value = options?.[name];
  if (value === undefined || value === null) return -1;
  if (value !== value >> 0) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  return value;
}

function cipherState(cipher, encrypts, key, iv, options) {
  validateString(cipher, 'cipher');
  const secret = bytesOfSecret(prepareSecretKey(key, options?.encoding));
  const vector = iv === null ? null : getArrayBufferOrView(iv, 'iv');
  const tagLength = lengthOption(options, 'authTagLength');
  const info = cipherNamed(cipher);
  if (info === undefined) throw new ERR_CRYPTO_UNKNOWN_CIPHER();
  const ivBytes = vector?.byteLength ?? 0;
  const isFree = info.mode === 'gcm';
  if (isFree ? ivBytes === 0 : ivBytes !== (info.ivLength ?? 0)) throw new ERR_CRYPTO_INVALID_IV();
  if (isFree && tagLength >= 0 && !TAG_LENGTHS.includes(tagLength)) throw invalidTag(tagLength);
  if (secret.byteLength !== info.keyLength) throw new ERR_CRYPTO_INVALID_KEYLEN();
  return new CipherState(info, encrypts, secret, vector ?? new Uint8Array(0), tagLength < 0 ? undefined : tagLength);
}

function initialize(self, cipher, encrypts, key, iv, options) {
  self[kHandle] = cipherState(cipher, encrypts, key, iv, options);
  self._decoder = null;
  Reflect.apply(LazyTransform, self, [options]);
}

function Cipheriv(cipher, key, iv, options) {
  if (!(this instanceof Cipheriv)) return new Cipheriv(cipher, key, iv, options);
  initialize(this, cipher, true, key, iv, options);
}

function Decipheriv(cipher, key, iv, options) {
  if (!(this instanceof Decipheriv)) return new Decipheriv(cipher, key, iv, options);
  initialize(this, cipher, false, key, iv, options);
}

/** The decoder that turns pieces into text; its encoding stays. */
function decoderOf(self, encoding) {
  const normalized = normalizeEncoding(encoding);
  self._decoder ??= new StringDecoder(encoding);
  if (self._decoder.encoding !== normalized) {
    if (normalized === undefined) {
      const { codes: { ERR_UNKNOWN_ENCODING } } = require('internal/errors');
      throw new ERR_UNKNOWN_ENCODING(encoding);
    }
    throw profile.cipherEncodingsAreArguments ?
      new ERR_INVALID_ARG_VALUE('outputEncoding', encoding, `cannot be changed from '${self._decoder.encoding}'`) :
      new ERR_INTERNAL_ASSERTION('Cannot change encoding');
  }
  return self._decoder;
}

function work(state, bytes) {
  if (bytes.byteLength < FREE_BYTES_MAX) return ops.update(state.id, bytes);
  return runNow(['cipher', bytes.byteLength], () => ops.update(state.id, bytes));
}

/** Ends the cipher. @throws OpenSSL's errors */
function finish(state) {
  if (state.isFinal) {
    const error = new ERR_CRYPTO_INVALID_STATE('final');
    error.message = 'Invalid state';
    throw error;
  }
  state.isFinal = true;
  const result = ops.finish(state.id, state.encrypts ? undefined : state.tag);
  switch (result) {
    case 'length':
      throw opensslError(
        '1C80006B', 'Provider routines', 'wrong final block length', 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH');
    case 'padding':
      throw opensslError('1C800064', 'Provider routines', 'bad decrypt', 'ERR_OSSL_BAD_DECRYPT');
    case 'authenticity':
      throw new Error('Unsupported state or unable to authenticate data');
    default:
      if (state.isAuthenticated && state.encrypts) state.tag = ops.tag(state.id).slice(0, state.tagLength ?? TAG_BYTES);
      return bufferOf(result);
  }
}

const shared = {
  _transform(chunk, encoding, callback) {
    this.push(this[kHandle].isFinal ? null : bufferOf(work(this[kHandle], toBuf(chunk, encoding))));
    callback();
  },

  _flush(callback) {
    try {
      this.push(finish(this[kHandle]));
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  },

  update(data, inputEncoding, outputEncoding) {
    if (typeof data === 'string') {
      validateEncoding(data, inputEncoding);
    } else if (!isArrayBufferView(data)) {
      throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
    }
    const state = this[kHandle];
    if (state.isFinal) throw new Error('Trying to add data in unsupported state');
    const result = bufferOf(work(state, toBuf(data, inputEncoding)));
    if (outputEncoding && outputEncoding !== 'buffer') return decoderOf(this, outputEncoding).write(result);
    return result;
  },

  final(outputEncoding) {
    const result = finish(this[kHandle]);
    if (outputEncoding && outputEncoding !== 'buffer') return decoderOf(this, outputEncoding).end(result);
    return result;
  },

  setAutoPadding(autoPadding) {
    const state = this[kHandle];
    if (state.isFinal) throw new ERR_CRYPTO_INVALID_STATE('setAutoPadding');
    ops.setPadding(state.id, autoPadding === undefined || !!autoPadding);
    return this;
  },

  setAAD(aadbuf, options) {
    const encoding = options?.encoding;
    lengthOption(options, 'plaintextLength');
    const bytes = getArrayBufferOrView(aadbuf, 'aadbuf', encoding);
    const state = this[kHandle];
    if (!state.isAuthenticated || state.isFinal) throw new ERR_CRYPTO_INVALID_STATE('setAAD');
    ops.authenticate(state.id, bytes);
    return this;
  },
};

for (const Class of [Cipheriv, Decipheriv]) {
  Object.setPrototypeOf(Class.prototype, LazyTransform.prototype);
  Object.setPrototypeOf(Class, LazyTransform);
  Object.assign(Class.prototype, shared);
}

Cipheriv.prototype.getAuthTag = function getAuthTag() {
  const { tag } = this[kHandle];
  if (tag === undefined) throw new ERR_CRYPTO_INVALID_STATE('getAuthTag');
  return bufferOf(tag.slice());
};

Decipheriv.prototype.setAuthTag = function setAuthTag(tagbuf, encoding) {
  const bytes = getArrayBufferOrView(tagbuf, 'buffer', encoding);
  const state = this[kHandle];
  if (!state.isAuthenticated || state.isFinal || state.tag !== undefined) {
    throw new ERR_CRYPTO_INVALID_STATE('setAuthTag');
  }
  const length = bytes.byteLength;
  if (state.tagLength === undefined ? !TAG_LENGTHS.includes(length) : length !== state.tagLength) {
    throw invalidTag(length);
  }
  state.tag = new Uint8Array(bufferOf(isAnyArrayBuffer(bytes) ? new Uint8Array(bytes) : bytes));
  return this;
};

module.exports = { Cipheriv, Decipheriv, getCipherInfo, ...require('internal/crypto/rsa') };
