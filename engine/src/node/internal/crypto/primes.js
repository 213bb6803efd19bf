// Prime numbers (Node's doc: «crypto.generatePrime()», «crypto.checkPrime()»), and numbers of any size as bytes.
'use strict';

const { codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { validateBoolean, validateFunction, validateInt32, validateObject } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { nativeError } = require('internal/buffer');
const { kEmptyObject } = require('internal/util');
const { runJob, runNow, viewOf } = require('internal/crypto/util');
const { random } = internalBinding('process');

function toNumber(bytes) {
  let hex = '';
  for (const byte of viewOf(bytes)) hex += byte.toString(16).padStart(2, '0');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
}

/** Big-endian, with zeros in front up to `length`. */
function toBytes(number, length) {
  const hex = number.toString(16).padStart(2 * length, '0');
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}

const bitLength = (number) => (number === 0n ? 0 : number.toString(2).length);

function power(base, exponent, modulus) {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = result * square % modulus;
    square = square * square % modulus;
  }
  return result;
}

const SMALL_PRIMES = [2n];
for (let candidate = 3n; candidate < 1000n; candidate += 2n) {
  if (SMALL_PRIMES.every((prime) => candidate % prime !== 0n)) SMALL_PRIMES.push(candidate);
}
/** Bases of the test; with fewer of them it is a proof up to 10^24, and beyond that no counterexample is known. */
const BASES = SMALL_PRIMES.slice(0, 24);

/** Whether a number is a prime, by division and the test of Miller and Rabin. */
function isPrime(number) {
  if (number < 2n) return false;
  for (const prime of SMALL_PRIMES) {
    if (number % prime === 0n) return number === prime;
  }
  const last = number - 1n;
  let odd = last;
  let twos = 0;
  for (; (odd & 1n) === 0n; odd >>= 1n) twos++;
  return BASES.every((base) => {
    let value = power(base, odd, number);
    if (value === 1n || value === last) return true;
    for (let i = 1; i < twos; i++) {
      value = value * value % number;
      if (value === last) return true;
    }
    return false;
  });
}

/** A safe prime is twice another one and one more. Dividing both at first spares most of the work. */
function isSafePrime(number) {
  const half = number >> 1n;
  const mayBe = SMALL_PRIMES.every((prime) => (number % prime !== 0n || number === prime) && (half % prime !== 0n || half === prime));
  return mayBe && isPrime(half) && isPrime(number);
}

/** A prime of `size` bits, the two highest of them set unless `add` says what it leaves as a remainder. */
function findPrime(size, { add, rem, safe }) {
  const bytes = Math.ceil(size / 8);
  const isGood = safe ? isSafePrime : isPrime;
  const highest = 1n << BigInt(size - 1);
  const top = add === undefined && size > 2 ? highest | (highest >> 1n) : highest;
  for (;;) {
    let number = (toNumber(random(bytes)) & ((highest << 1n) - 1n)) | top;
    if (add === undefined) number |= size > 2 ? 1n : 0n;
    else number += rem - number % add;
    if (bitLength(number) === size && isGood(number)) return number;
  }
}

/** An argument that is a number: a bigint, or bytes. */
function readNumber(value, name) {
  if (typeof value === 'bigint') {
    if (value < 0n) throw new ERR_OUT_OF_RANGE(name, '>= 0', value);
    return value;
  }
  if (isAnyArrayBuffer(value) || isArrayBufferView(value)) return toNumber(value);
  throw new ERR_INVALID_ARG_TYPE(name, ['ArrayBuffer', 'TypedArray', 'Buffer', 'DataView', 'bigint'], value);
}

function readOptions(size, options) {
  validateInt32(size, 'size', 1);
  validateObject(options, 'options');
  const { safe = false, bigint = false } = options;
  const [add, rem] = ['add', 'rem'].map((name) => (options[name] === undefined ? undefined : readNumber(options[name], `options.${name}`)));
  validateBoolean(safe, 'options.safe');
  validateBoolean(bigint, 'options.bigint');
  if (add !== undefined && bitLength(add) > size) throw nativeError(RangeError, 'ERR_OUT_OF_RANGE', 'invalid options.add', readOptions);
  if (rem !== undefined && add !== undefined && add <= rem) {
    throw nativeError(RangeError, 'ERR_OUT_OF_RANGE', 'invalid options.rem', readOptions);
  }
  const wanted = { add, rem: rem ?? (safe ? 3n : 1n), safe };
  return () => {
    const prime = findPrime(size, wanted);
    return bigint ? prime : toBytes(prime, Math.ceil(size / 8)).buffer;
  };
}

/** Finding a prime takes about half as long as a key of RSA with as many bits. */
const costOf = (size) => ['keyPairRsa', Math.ceil(size / 2)];

function generatePrime(size, options, callback) {
  if (typeof options === 'function') [options, callback] = [kEmptyObject, options];
  validateFunction(callback, 'callback');
  runJob('RANDOMPRIMEREQUEST', costOf(size), readOptions(size, options), callback);
}

function generatePrimeSync(size, options = kEmptyObject) {
  const find = readOptions(size, options);
  return runNow(costOf(size), find, 'RANDOMPRIMEREQUEST');
}

function readCandidate(candidate, options) {
  const number = readNumber(candidate, 'candidate');
  validateObject(options, 'options');
  const { checks = 0 } = options;
  validateInt32(checks, 'options.checks', 0);
  return () => isPrime(number);
}

function checkPrime(candidate, options = kEmptyObject, callback = undefined) {
  if (typeof options === 'function') [options, callback] = [kEmptyObject, options];
  const check = readCandidate(candidate, options);
  validateFunction(callback, 'callback');
  runJob('CHECKPRIMEREQUEST', ['signature', 0], check, callback);
}

function checkPrimeSync(candidate, options = kEmptyObject) {
  return runNow(['signature', 0], readCandidate(candidate, options), 'CHECKPRIMEREQUEST');
}

module.exports = {
  bitLength, checkPrime, checkPrimeSync, findPrime, generatePrime, generatePrimeSync, isPrime, power, toBytes, toNumber,
};
