// Agreeing on a secret modulo a prime (Node's doc: «Class: DiffieHellman», «Class: DiffieHellmanGroup»).
'use strict';

const {
  codes: { ERR_CRYPTO_UNKNOWN_DH_GROUP, ERR_INVALID_ARG_TYPE, ERR_LOOPSCOPE_UNSUPPORTED },
} = require('internal/errors');
const { validateInt32 } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { nativeError } = require('internal/buffer');
const { Buffer } = require('buffer');
const { copyOf, encode, getArrayBufferOrView, kHandle, opensslError, runNow, toBuf } = require('internal/crypto/util');
const { bitLength, findPrime, isPrime, power, toBytes, toNumber } = require('internal/crypto/primes');
const { random } = internalBinding('process');

/** Results of OpenSSL's check of parameters. */
const NOT_PRIME = 1;
const NOT_SAFE_PRIME = 2;
const NOT_SUITABLE_GENERATOR = 8;
const MODULUS_TOO_SMALL = 128;
const MODULUS_BITS_MIN = 512;

/** Larger primes would take minutes to be found. */
const SEARCH_BITS_MAX = 512;

/**
 * The groups of RFC 2409 and RFC 3526: name to the bits of the prime and the number that makes it one,
 * in 2^bits - 2^(bits-64) - 1 + 2^64 * (floor(2^(bits-130) * pi) + number).
 */
const GROUPS = {
  __proto__: null,
  modp1: [768, 149686n], modp2: [1024, 129093n], modp5: [1536, 741804n], modp14: [2048, 124476n], modp15: [3072, 1690314n],
  modp16: [4096, 240904n], modp17: [6144, 929484n], modp18: [8192, 4743158n],
};

/** 2^bits times the arc tangent of 1/x, a little less. */
function arcTangent(x, bits) {
  let power = (1n << BigInt(bits)) / x;
  let sum = 0n;
  for (let n = 1n, sign = 1n; power > 0n; n += 2n, sign = -sign) {
    sum += sign * (power / n);
    power /= x * x;
  }
  return sum;
}

/** floor(2^bits * pi), by Machin's formula with bits to spare. */
function piTimes(bits) {
  const spare = 64;
  return (16n * arcTangent(5n, bits + spare) - 4n * arcTangent(239n, bits + spare)) >> BigInt(spare);
}

const primes = new Map();

function groupPrime([bits, number]) {
  let prime = primes.get(bits);
  if (prime === undefined) {
    const n = BigInt(bits);
    prime = (1n << n) - (1n << (n - 64n)) - 1n + ((piTimes(bits - 130) + number) << 64n);
    primes.set(bits, prime);
  }
  return prime;
}

/** What is wrong with parameters, as OpenSSL tells it. */
function check(prime, generator) {
  const isKnown = [...primes.values()].includes(prime);
  let error = 0;
  if (!isKnown && !isPrime(prime)) error |= NOT_PRIME;
  else if (!isKnown && !isPrime(prime >> 1n)) error |= NOT_SAFE_PRIME;
  if (generator >= prime - 1n) error |= NOT_SUITABLE_GENERATOR;
  if (bitLength(prime) < MODULUS_BITS_MIN) error |= MODULUS_TOO_SMALL;
  return error;
}

/** What Node has as a native object: the parameters and the keys. */
const Handle = class DiffieHellman {
  constructor(prime, generator, bytes) {
    Object.defineProperty(this, 'verifyError', { __proto__: null, enumerable: true, get: () => check(prime, generator) });
    for (const [name, value] of Object.entries({ prime, generator, bytes })) {
      Object.defineProperty(this, name, { __proto__: null, value });
    }
    for (const name of ['publicKey', 'privateKey']) Object.defineProperty(this, name, { __proto__: null, writable: true, value: undefined });
  }
};

const TYPES = ['number', 'string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];

function checkType(value, name) {
  if (typeof value === 'number') return validateInt32(value, name);
  if (typeof value !== 'string' && !isArrayBufferView(value) && !isAnyArrayBuffer(value)) {
    throw new ERR_INVALID_ARG_TYPE(name, TYPES, value);
  }
}

/** A safe prime of so many bits: that of a group where there is one, or one that is found. */
function primeOf(bits) {
  const known = Object.values(GROUPS).find(([size]) => size === bits);
  if (known) return groupPrime(known);
  if (bits < 2) throw opensslError('0280007E', 'Diffie-Hellman routines', 'modulus too small', 'ERR_OSSL_DH_MODULUS_TOO_SMALL');
  if (bits < MODULUS_BITS_MIN) throw nativeError(TypeError, 'ERR_INVALID_ARG_VALUE', 'Invalid DH parameters', primeOf);
  if (bits > SEARCH_BITS_MAX) throw new ERR_LOOPSCOPE_UNSUPPORTED(`crypto.createDiffieHellman(${bits})`);
  return runNow(['keyPairRsa', bits], () => findPrime(bits, { safe: true }));
}

function DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
  if (!(this instanceof DiffieHellman)) return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
  checkType(sizeOrKey, 'sizeOrKey');
  if (keyEncoding && !Buffer.isEncoding(keyEncoding) && keyEncoding !== 'buffer') {
    [keyEncoding, generator, genEncoding] = [false, keyEncoding, generator];
  }
  generator ||= 2;
  checkType(generator, 'generator');
  const g = typeof generator === 'number' ? BigInt(generator) : toNumber(toBuf(generator, genEncoding));
  if (g < 2n) throw opensslError('02800065', 'Diffie-Hellman routines', 'bad generator', 'ERR_OSSL_DH_BAD_GENERATOR');
  const p = typeof sizeOrKey === 'number' ? primeOf(sizeOrKey) : toNumber(toBuf(sizeOrKey, keyEncoding));
  setUp(this, p, g);
}

function DiffieHellmanGroup(name) {
  if (!(this instanceof DiffieHellmanGroup)) return new DiffieHellmanGroup(name);
  if (typeof name !== 'string') throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Group name must be a string', DiffieHellmanGroup);
  const group = GROUPS[name.toLowerCase()];
  if (group === undefined) throw new ERR_CRYPTO_UNKNOWN_DH_GROUP();
  setUp(this, groupPrime(group), 2n);
}

function setUp(self, prime, generator) {
  self[kHandle] = new Handle(prime, generator, Math.ceil(bitLength(prime) / 8));
  Object.defineProperty(self, 'verifyError', {
    __proto__: null, enumerable: true, value: self[kHandle].verifyError, writable: false,
  });
}

/** Makes a private key unless there is one, and the public key that goes with it. */
function dhGenerateKeys(encoding) {
  const handle = this[kHandle];
  const { prime, generator, bytes } = handle;
  handle.privateKey ??= toBytes(toNumber(random(bytes)) % (prime - 2n) + 1n, bytes);
  handle.publicKey = runNow(['signature', 0], () => toBytes(power(generator, toNumber(handle.privateKey), prime), bytes));
  return encode(handle.publicKey.slice(), encoding);
}

function dhComputeSecret(key, inEnc, outEnc) {
  const { prime, bytes, privateKey } = this[kHandle];
  const other = toNumber(getArrayBufferOrView(key, 'key', inEnc));
  const refuse = (size) => nativeError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', `Supplied key is too ${size}`, dhComputeSecret);
  if (privateKey === undefined || bitLength(prime) < MODULUS_BITS_MIN) {
    throw nativeError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to compute shared secret', dhComputeSecret);
  }
  if (other < 2n) throw refuse('small');
  if (other >= prime - 1n) throw refuse('large');
  const secret = runNow(['signature', 0], () => toBytes(power(other, toNumber(privateKey), prime), bytes));
  return encode(secret, outEnc);
}

function dhGetPrime(encoding) {
  const { prime, bytes } = this[kHandle];
  return encode(toBytes(prime, bytes), encoding);
}

function dhGetGenerator(encoding) {
  const { generator } = this[kHandle];
  return encode(toBytes(generator, Math.ceil(bitLength(generator) / 8)), encoding);
}

function keyOf(self, name, from) {
  const key = self[kHandle][`${name}Key`];
  if (key === undefined) {
    throw nativeError(Error, 'ERR_CRYPTO_INVALID_STATE', `No ${name} key - did you forget to generate one?`, from);
  }
  return key.slice();
}

function dhGetPublicKey(encoding) {
  return encode(keyOf(this, 'public', dhGetPublicKey), encoding);
}

function dhGetPrivateKey(encoding) {
  return encode(keyOf(this, 'private', dhGetPrivateKey), encoding);
}

const MEMBERS = {
  generateKeys: dhGenerateKeys, computeSecret: dhComputeSecret, getPrime: dhGetPrime, getGenerator: dhGetGenerator,
  getPublicKey: dhGetPublicKey, getPrivateKey: dhGetPrivateKey,
};
Object.assign(DiffieHellman.prototype, MEMBERS, {
  setPublicKey(key, encoding) {
    this[kHandle].publicKey = copyOf(getArrayBufferOrView(key, 'key', encoding));
    return this;
  },
  setPrivateKey(key, encoding) {
    this[kHandle].privateKey = copyOf(getArrayBufferOrView(key, 'key', encoding));
    return this;
  },
});
Object.assign(DiffieHellmanGroup.prototype, MEMBERS);

const createDiffieHellman = (sizeOrKey, keyEncoding, generator, genEncoding) => new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
const createDiffieHellmanGroup = (name) => new DiffieHellmanGroup(name);

module.exports = { DiffieHellman, DiffieHellmanGroup, createDiffieHellman, createDiffieHellmanGroup };
