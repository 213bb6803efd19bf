// Encryption with the keys of a pair (Node's doc: «crypto.publicEncrypt()», «crypto.privateDecrypt()» …).
'use strict';

const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { validateString } = require('internal/validators');
const { bufferOf, getArrayBufferOrView, opensslError, runNow } = require('internal/crypto/util');
const { constants: {
  RSA_NO_PADDING, RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING,
} } = require('internal/crypto/constants');
const { digestInfo: knownDigest } = internalBinding('crypto_ops');
const ops = internalBinding('key_ops');
const { random } = internalBinding('process');

const SEED_BYTES = 32;

/** The key of a call, with the padding that goes with it. */
function prepared(options, wantsPrivate, defaultPadding) {
  const { prepareKey } = require('internal/crypto/key_formats');
  const handle = prepareKey(options, wantsPrivate);
  if (handle.keyType !== 'rsa') {
    throw opensslError(
      '03000096', 'digital envelope routines', 'operation not supported for this keytype',
      'ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE');
  }
  const { oaepHash, oaepLabel, encoding } = options;
  if (oaepHash !== undefined) validateString(oaepHash, 'key.oaepHash');
  const label = oaepLabel === undefined ? new Uint8Array(0) : getArrayBufferOrView(oaepLabel, 'key.oaepLabel', encoding);
  const padding = options.padding ?? defaultPadding;
  const digest = oaepHash ?? 'sha1';
  if (padding === RSA_PKCS1_OAEP_PADDING && knownDigest(digest) === undefined) {
    const error = new Error('Invalid digest used');
    error.code = 'ERR_OSSL_EVP_INVALID_DIGEST';
    throw error;
  }
  const names = { [RSA_NO_PADDING]: 'none', [RSA_PKCS1_PADDING]: 'pkcs1', [RSA_PKCS1_OAEP_PADDING]: 'oaep' };
  return { handle, padding: names[padding] ?? 'oaep', digest, label };
}

const tooLong = () => opensslError(
  '0200006E', 'rsa routines', 'data too large for key size', 'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE');

const NOT_DECODED = {
  oaep: ['02000079', 'rsa routines', 'oaep decoding error', 'ERR_OSSL_RSA_OAEP_DECODING_ERROR'],
  pkcs1: ['0200009F', 'rsa routines', 'pkcs decoding error', 'ERR_OSSL_RSA_PKCS_DECODING_ERROR'],
};

/** Runs one of the operations of the engine. @throws what `failed` gives when it has no result */
function compute(operation, failed) {
  const result = runNow(['signature', 0], operation);
  if (result === undefined) throw failed();
  return bufferOf(result);
}

function bytesOf(buffer, options) {
  return getArrayBufferOrView(buffer, 'buffer', options.encoding);
}

function publicEncrypt(options, buffer) {
  const { handle, padding, digest, label } = prepared(options, false, RSA_PKCS1_OAEP_PADDING);
  const bytes = bytesOf(buffer, options);
  const seed = random(SEED_BYTES);
  return compute(() => ops.publicEncrypt(handle.parts, bytes, seed, padding, digest, label), tooLong);
}

function privateDecrypt(options, buffer) {
  const { handle, padding, digest, label } = prepared(options, true, RSA_PKCS1_OAEP_PADDING);
  const bytes = bytesOf(buffer, options);
  const failed = () => opensslError(...(NOT_DECODED[padding] ?? NOT_DECODED.oaep));
  return compute(() => ops.privateDecrypt(handle.parts, bytes, padding, digest, label), failed);
}

/** The two that take only signatures' padding. */
function refuseOthers(name, padding) {
  if (padding !== 'pkcs1') throw new ERR_LOOPSCOPE_UNSUPPORTED(`crypto.${name}() with another padding than PKCS #1`);
}

function privateEncrypt(options, buffer) {
  const { handle, padding } = prepared(options, true, RSA_PKCS1_PADDING);
  refuseOthers('privateEncrypt', padding);
  const bytes = bytesOf(buffer, options);
  return compute(() => ops.privateEncrypt(handle.parts, bytes), tooLong);
}

function publicDecrypt(options, buffer) {
  const { handle, padding } = prepared(options, false, RSA_PKCS1_PADDING);
  refuseOthers('publicDecrypt', padding);
  const bytes = bytesOf(buffer, options);
  const failed = () => opensslError(
    '02000072', 'rsa routines', 'padding check failed', 'ERR_OSSL_RSA_PADDING_CHECK_FAILED');
  return compute(() => ops.publicDecrypt(handle.parts, bytes), failed);
}

module.exports = { privateDecrypt, privateEncrypt, publicDecrypt, publicEncrypt };
