// Key derivation by HKDF (Node's doc: «crypto.hkdf()»).
'use strict';

const {
  codes: { ERR_CRYPTO_INVALID_KEYLEN, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { validateFunction, validateInteger, validateString } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { kMaxLength } = require('buffer');
const profile = require('internal/profile');
const {
  copyOf, digestInfo, kHandle, runJob, runNow, toBuf, validateByteSource,
} = require('internal/crypto/util');
const ops = internalBinding('crypto_ops');

/** RFC 5869 has no limit for it; OpenSSL has. */
const INFO_MAX = 1024;

/** The longest key of HKDF, in values of the digest. */
const BLOCKS_MAX = 255;

function secretOf(key) {
  const { bytesOfSecret, isKeyObject } = require('internal/crypto/keys');
  if (isKeyObject(key)) return bytesOfSecret(key[kHandle]);
  const bytes = toBuf(key);
  if (!isAnyArrayBuffer(bytes) && !isArrayBufferView(bytes)) {
    throw new ERR_INVALID_ARG_TYPE(
      'ikm', ['string', 'SecretKeyObject', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'], key);
  }
  return copyOf(bytes);
}

function derivation(digest, ikm, salt, info, length) {
  validateString(digest, 'digest');
  const key = secretOf(ikm);
  salt = copyOf(validateByteSource(salt, 'salt'));
  info = copyOf(validateByteSource(info, 'info'));
  validateInteger(length, 'length', 0, kMaxLength);
  if (info.byteLength > INFO_MAX) {
    throw new ERR_OUT_OF_RANGE('info', 'must not contain more than 1024 bytes', info.byteLength);
  }
  return { cost: ['hkdf', length], digest, args: [digest, key, salt, info, length] };
}

/** Checked last: the digest, and that it can give so long a key. */
function check({ digest, args }) {
  const [size] = digestInfo(digest);
  if (args[4] > BLOCKS_MAX * size) throw new ERR_CRYPTO_INVALID_KEYLEN();
}

function work(args) {
  if (args[4] === 0 && profile.emptyKeysCannotBeDerived) {
    throw new Error(profile.cryptoErrorsNameDerivation ? 'HKDF derivation failed' : 'Deriving bits failed');
  }
  return ops.hkdf(...args).buffer;
}

function hkdf(digest, ikm, salt, info, length, callback) {
  const checked = derivation(digest, ikm, salt, info, length);
  validateFunction(callback, 'callback');
  check(checked);
  runJob('DERIVEBITSREQUEST', checked.cost, () => work(checked.args), function(error, key) {
    if (error !== undefined) Reflect.apply(callback, this, [error]);
    else Reflect.apply(callback, this, [null, key]);
  });
}

function hkdfSync(digest, ikm, salt, info, length) {
  const checked = derivation(digest, ikm, salt, info, length);
  check(checked);
  return runNow(checked.cost, () => work(checked.args), 'DERIVEBITSREQUEST');
}

module.exports = { hkdf, hkdfSync };
