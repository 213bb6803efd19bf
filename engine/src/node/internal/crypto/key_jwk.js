// JSON Web Keys: RFC 7517, 7518 and 8037.
'use strict';

const { codes: { ERR_CRYPTO_INVALID_JWK, ERR_INVALID_ARG_TYPE, ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { validateObject, validateOneOf, validateString } = require('internal/validators');
const { Buffer } = require('buffer');
const profile = require('internal/profile');
const { JWK_CURVES, KeyHandle, curveNamed } = require('internal/crypto/key_handle');

/** Members of an RSA key, in the order of its parts. */
const RSA_MEMBERS = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];

const encode = (bytes) => Buffer.from(bytes).toString('base64url');

/** A key as an object. */
function toJwk(handle) {
  const { keyType, curve, point, secret, parts, bytes } = handle;
  if (handle.type === 'secret') return { kty: 'oct', k: encode(bytes) };
  if (keyType === 'rsa') {
    return { kty: 'RSA', ...Object.fromEntries(parts.map((part, at) => [RSA_MEMBERS[at], encode(part)])) };
  }
  const crv = JWK_CURVES[curve];
  const privatePart = secret === undefined ? {} : { d: encode(secret) };
  if (keyType === 'ec') {
    const size = (point.length - 1) / 2;
    return {
      kty: 'EC', x: encode(point.subarray(1, 1 + size)), y: encode(point.subarray(1 + size)), crv, ...privatePart,
    };
  }
  return profile.okpJwkIsSorted ?
    { crv, ...privatePart, x: encode(point), kty: 'OKP' } :
    { kty: 'OKP', crv, x: encode(point), ...privatePart };
}

function invalid(message) {
  const error = new ERR_CRYPTO_INVALID_JWK();
  error.message = message;
  return error;
}

/** A member that must be a string, as bytes. */
function member(jwk, name, message) {
  if (profile.jwkErrorsNameTheKey) {
    if (typeof jwk[name] !== 'string') throw invalid(message);
  } else {
    validateString(jwk[name], `key.${name}`);
  }
  return Buffer.from(jwk[name], 'base64url');
}

function fromRsa(jwk, isPrivate) {
  const names = isPrivate ? RSA_MEMBERS : RSA_MEMBERS.slice(0, 2);
  const parts = names.map((name) => new Uint8Array(member(jwk, name, 'Invalid JWK RSA key')));
  const handle = KeyHandle.rsa(isPrivate ? 'private' : 'public', parts);
  if (handle === undefined) throw invalid('Invalid JWK RSA key');
  return handle;
}

function fromCurve(jwk, isPrivate) {
  const isEc = jwk.kty === 'EC';
  const message = `Invalid JWK ${jwk.kty} key`;
  const names = isEc ? ['P-256', 'secp256k1', 'P-384', 'P-521'] : ['Ed25519', 'Ed448', 'X25519', 'X448'];
  if (!names.includes(jwk.crv)) {
    if (profile.jwkErrorsNameTheKey) throw invalid(message);
    validateOneOf(jwk.crv, 'key.crv', names);
  }
  const curve = curveNamed(jwk.crv);
  if (curve === undefined) throw new ERR_LOOPSCOPE_UNSUPPORTED(`The curve ${jwk.crv}`);
  const point = isEc ?
    Buffer.concat([[4], member(jwk, 'x', message), member(jwk, 'y', message)].map((part) => Buffer.from(part))) :
    member(jwk, 'x', message);
  if (isPrivate && profile.jwkErrorsNameTheKey && jwk.d === undefined) {
    throw invalid('JWK does not contain private key material');
  }
  const handle = isPrivate ?
    KeyHandle.privateOnCurve(curve, new Uint8Array(member(jwk, 'd', message))) :
    KeyHandle.onCurve(curve, new Uint8Array(point));
  if (handle === undefined || Buffer.compare(handle.point, point) !== 0) throw invalid(message);
  return handle;
}

/** The key that an object is; `wantsPrivate` is undefined where either will do. @returns {KeyHandle} */
function fromJwk(jwk, wantsPrivate) {
  if (jwk === null || typeof jwk !== 'object') throw new ERR_INVALID_ARG_TYPE('key.key', 'object', jwk);
  validateObject(jwk, 'key.key');
  const isPrivate = wantsPrivate ?? typeof jwk.d === 'string';
  switch (jwk.kty) {
    case 'RSA':
      return fromRsa(jwk, isPrivate);
    case 'EC':
    case 'OKP':
      return fromCurve(jwk, isPrivate);
    default:
      if (profile.jwkErrorsNameTheKey) throw invalid(`${jwk.kty} is not a supported JWK key type`);
      validateOneOf(jwk.kty, 'key.kty', ['RSA', 'EC', 'OKP']);
  }
}

module.exports = { fromJwk, toJwk };
