// What Web Crypto's keys are used for: each gives a job, `{ type, cost, work }`, whose work gives bytes or a boolean
// (W3C: «Web Cryptography API»).
'use strict';

const { lazyDOMException } = require('internal/util');
const { Buffer } = require('buffer');
const { kHandle, kKeyObject, viewOf } = require('internal/crypto/util');
const { kAlgorithm } = require('internal/crypto/keys');
const { digestOf } = require('internal/crypto/webcrypto/algorithms');
const { RSA_PKCS1_PSS_PADDING } = require('internal/crypto/constants').constants;
const cryptoOps = internalBinding('crypto_ops');
const cipherOps = internalBinding('cipher_ops');
const keyOps = internalBinding('key_ops');
const { random } = internalBinding('process');

const SEED_BYTES = 32;
const BLOCK_BYTES = 16;

const operationError = (message) => lazyDOMException(message, 'OperationError');
const failed = () => operationError('The operation failed for an operation-specific reason');

const handleOf = (key) => key[kKeyObject][kHandle];

/** subtle.digest() */
function digest(algorithm, bytes) {
  const name = digestOf(algorithm);
  return {
    type: 'HASHREQUEST',
    cost: ['hash', bytes.byteLength],
    work: () => cryptoOps.hash(name, bytes, cryptoOps.digestInfo(name)[0]),
  };
}

const TAG_BITS = [32, 64, 96, 104, 112, 120, 128];
const DEFAULT_TAG_BITS = 128;

/** Runs AES over a message. */
function aes(mode, encrypts, key, iv, bytes, { additionalData, tag } = {}) {
  const owner = {};
  const id = cipherOps.start(owner, mode, encrypts, key, iv);
  if (additionalData !== undefined) cipherOps.authenticate(id, additionalData);
  const text = cipherOps.update(id, bytes);
  const end = cipherOps.finish(id, tag);
  if (typeof end === 'string') throw failed();
  return { result: Buffer.concat([text, end]), tag: cipherOps.tag(id) };
}

function gcm({ iv, additionalData, tagLength = DEFAULT_TAG_BITS }, encrypts, key, bytes) {
  if (!TAG_BITS.includes(tagLength)) throw operationError(`${tagLength} is not a valid AES-GCM tag length`);
  const tagBytes = tagLength / 8;
  if (encrypts) {
    return () => {
      const { result, tag } = aes('gcm', true, key, iv, bytes, { additionalData });
      return Buffer.concat([result, tag.subarray(0, tagBytes)]);
    };
  }
  if (bytes.byteLength < tagBytes) throw operationError('The provided data is too small.');
  const [text, tag] = [bytes.subarray(0, -tagBytes), bytes.subarray(-tagBytes)];
  return () => aes('gcm', false, key, iv, text, { additionalData, tag }).result;
}

function checkVector(name, vector) {
  if (vector.byteLength === BLOCK_BYTES) return;
  throw operationError(`algorithm.${name} must contain exactly 16 bytes`);
}

/** The work of encrypting or decrypting. */
function sealing(algorithm, encrypts, key, bytes) {
  const handle = handleOf(key);
  switch (algorithm.name) {
    case 'AES-CBC':
      checkVector('iv', algorithm.iv);
      return () => aes('cbc', encrypts, handle.bytes, algorithm.iv, bytes).result;
    case 'AES-CTR':
      checkVector('counter', algorithm.counter);
      if (!(algorithm.length >= 1 && algorithm.length <= 128)) {
        throw operationError('AES-CTR algorithm.length must be between 1 and 128');
      }
      return () => aes('ctr', encrypts, handle.bytes, algorithm.counter, bytes).result;
    case 'AES-GCM':
      return gcm(algorithm, encrypts, handle.bytes, bytes);
    default: {
      const parameters = ['oaep', digestOf(key[kAlgorithm].hash), algorithm.label ?? new Uint8Array(0)];
      const seed = random(SEED_BYTES);
      return () => {
        const result = encrypts ?
          keyOps.publicEncrypt(handle.parts, bytes, seed, ...parameters) :
          keyOps.privateDecrypt(handle.parts, bytes, ...parameters);
        if (result === undefined) throw failed();
        return result;
      };
    }
  }
}

/** subtle.encrypt() and decrypt() */
function seal(algorithm, encrypts, key, bytes) {
  const cost = algorithm.name === 'RSA-OAEP' ? ['signature', 0] : ['cipher', bytes.byteLength];
  return { type: 'CIPHERREQUEST', cost, work: sealing(algorithm, encrypts, key, bytes) };
}

/** The digest and the options with which a key of a pair signs. */
function signature(algorithm, key) {
  const { name, hash } = key[kAlgorithm];
  const options = { p1363: true };
  if (name === 'RSA-PSS') Object.assign(options, { padding: RSA_PKCS1_PSS_PADDING, saltLength: algorithm.saltLength });
  if (name === 'Ed25519') return { options };
  return { kind: digestOf(hash ?? algorithm.hash), options };
}

/** subtle.sign() */
function sign(algorithm, key, bytes) {
  const type = 'SIGNREQUEST';
  const { name, hash } = key[kAlgorithm];
  if (name === 'HMAC') {
    const work = () => cryptoOps.hmac(digestOf(hash), handleOf(key).bytes, bytes);
    return { type, cost: ['hash', bytes.byteLength], work };
  }
  const { signWith } = require('internal/crypto/sig');
  const { kind, options } = signature(algorithm, key);
  const seed = random(SEED_BYTES);
  return { type, cost: ['signature', 0], work: () => signWith(handleOf(key), kind, bytes, options, seed) };
}

/** subtle.verify() */
function verify(algorithm, key, mac, bytes) {
  const type = 'SIGNREQUEST';
  const { name, hash } = key[kAlgorithm];
  if (name === 'HMAC') {
    const work = () => Buffer.from(mac).equals(cryptoOps.hmac(digestOf(hash), handleOf(key).bytes, bytes));
    return { type, cost: ['hash', bytes.byteLength], work };
  }
  const { verifyWith } = require('internal/crypto/sig');
  const { kind, options } = signature(algorithm, key);
  return { type, cost: ['signature', 0], work: () => verifyWith(handleOf(key), kind, bytes, mac, options) };
}

function lengthOf(length) {
  if (length === null || length === undefined) throw operationError('length cannot be null');
  if (length % 8 !== 0) throw operationError('length must be a multiple of 8');
  return length / 8;
}

function pbkdf2({ hash, salt, iterations }, key, length) {
  const bytes = lengthOf(length);
  if (iterations === 0) throw operationError('iterations cannot be zero');
  const name = digestOf(hash);
  const blocks = Math.ceil(bytes / cryptoOps.digestInfo(name)[0]);
  const args = [name, handleOf(key).bytes, salt, iterations, bytes];
  return {
    type: 'PBKDF2REQUEST',
    cost: ['pbkdf2', iterations * blocks],
    ahead: () => cryptoOps.pbkdf2(...args, true),
    work: () => (bytes === 0 ? new Uint8Array(0) : cryptoOps.pbkdf2(...args, false)),
  };
}

function hkdf({ hash, salt, info }, key, length) {
  const bytes = lengthOf(length);
  return {
    type: 'DERIVEBITSREQUEST',
    cost: ['hkdf', bytes],
    work: () => cryptoOps.hkdf(digestOf(hash), handleOf(key).bytes, salt, info, bytes) ?? raise(failed()),
  };
}

function raise(error) {
  throw error;
}

function agreement(algorithm, key, length) {
  const { public: publicKey } = algorithm;
  if (publicKey?.type !== 'public') throw lazyDOMException('algorithm.public must be a public key', 'InvalidAccessError');
  if (publicKey[kAlgorithm].name !== key[kAlgorithm].name) {
    throw lazyDOMException('algorithm.public must be an ' + key[kAlgorithm].name + ' key', 'InvalidAccessError');
  }
  if (handleOf(publicKey).curve !== handleOf(key).curve) throw lazyDOMException('Named curve mismatch', 'InvalidAccessError');
  const { sharedSecret } = require('internal/crypto/diffiehellman');
  return {
    type: 'DERIVEBITSREQUEST',
    cost: ['signature', 0],
    work() {
      const secret = sharedSecret(handleOf(key), handleOf(publicKey));
      if (length === null || length === undefined) return secret;
      const bytes = Math.ceil(length / 8);
      if (secret.byteLength < bytes) throw operationError('derived bit length is too small');
      const bits = secret.slice(0, bytes);
      if (length % 8 !== 0) bits[bytes - 1] &= 0xff << (8 - (length % 8));
      return bits;
    },
  };
}

/** subtle.deriveBits() */
function derive(algorithm, key, length) {
  switch (algorithm.name) {
    case 'PBKDF2': return pbkdf2(algorithm, key, length);
    case 'HKDF': return hkdf(algorithm, key, length);
    default: return agreement(algorithm, key, length);
  }
}

/** What a wrapped key begins with before it is wrapped: RFC 3394. */
const WRAP_MARK = new Uint8Array(8).fill(0xa6);

/** Wraps a key, or unwraps it, eight bytes at a time. */
function wrap(key, bytes, wraps) {
  const blocks = Math.floor(bytes.byteLength / 8) - (wraps ? 0 : 1);
  const parts = Buffer.concat(wraps ? [WRAP_MARK, bytes] : [bytes]);
  const run = (first, block) => {
    const owner = {};
    const id = cipherOps.start(owner, 'ecb', wraps, key, new Uint8Array(0));
    cipherOps.setPadding(id, false);
    return Buffer.from(cipherOps.update(id, Buffer.concat([first, block])));
  };
  const mark = parts.subarray(0, 8);
  const total = 6 * blocks;
  for (let step = 0; step < total; step++) {
    const count = wraps ? step + 1 : total - step;
    const block = parts.subarray(8 * ((count - 1) % blocks + 1), 8 * ((count - 1) % blocks + 2));
    if (!wraps) mark.writeUInt32BE((mark.readUInt32BE(4) ^ count) >>> 0, 4);
    const worked = run(mark, block);
    worked.copy(mark, 0, 0, 8);
    worked.copy(block, 0, 8);
    if (wraps) mark.writeUInt32BE((mark.readUInt32BE(4) ^ count) >>> 0, 4);
  }
  if (wraps) return parts;
  if (!mark.equals(WRAP_MARK)) throw failed();
  return parts.subarray(8);
}

/** AES-KW, both ways. */
function wrapping(key, bytes, wraps) {
  if (bytes.byteLength % 8 !== 0) throw failed();
  return { type: 'CIPHERREQUEST', cost: ['cipher', bytes.byteLength], work: () => wrap(handleOf(key).bytes, viewOf(bytes), wraps) };
}

module.exports = { derive, digest, failed, seal, sign, verify, wrapping };
