// Key derivation by scrypt (Node's doc: «crypto.scrypt()»).
'use strict';

const {
  codes: { ERR_CRYPTO_INVALID_SCRYPT_PARAMS, ERR_CRYPTO_SCRYPT_INVALID_PARAMETER, ERR_INCOMPATIBLE_OPTION_PAIR },
} = require('internal/errors');
const { validateFunction, validateInt32, validateInteger, validateUint32 } = require('internal/validators');
const profile = require('internal/profile');
const { bufferOf, copyOf, getArrayBufferOrView, runJob, runNow } = require('internal/crypto/util');
const ops = internalBinding('crypto_ops');

const defaults = { __proto__: null, N: 16384, r: 8, p: 1, maxmem: 32 << 20 };

/** Each parameter has a short and a long name, of which only one may be given. */
const NAMES = [['N', 'cost'], ['r', 'blockSize'], ['p', 'parallelization']];

function parameters(options) {
  const found = { ...defaults };
  if (!options || options === defaults) return found;
  for (const [short, long] of NAMES) {
    if (options[short] !== undefined) {
      validateUint32(options[short], short);
      found[short] = options[short];
    }
    if (options[long] !== undefined) {
      if (options[short] !== undefined) {
        throw profile.scryptOptionPairsAreIncompatible ?
          new ERR_INCOMPATIBLE_OPTION_PAIR(short, long) :
          new ERR_CRYPTO_SCRYPT_INVALID_PARAMETER();
      }
      validateUint32(options[long], long);
      found[short] = options[long];
    }
  }
  if (options.maxmem !== undefined) {
    validateInteger(options.maxmem, 'maxmem', 0);
    found.maxmem = options.maxmem;
  }
  for (const name of ['N', 'r', 'p', 'maxmem']) if (found[name] === 0) found[name] = defaults[name];
  return found;
}

/** The limits of RFC 7914 and of the memory that may be used, as OpenSSL checks them. */
function refuse({ N, r, p, maxmem }) {
  const blocks = 128 * r * p;
  if (N > 1 && (N & (N - 1)) === 0 && r * p < 2 ** 30 && blocks + 32 * r * (N + 2) * 4 <= maxmem) return;
  const isOfMemory = N > 1 && (N & (N - 1)) === 0;
  const reason = isOfMemory && profile.scryptSaysWhy ?
    ': error:030000AC:digital envelope routines::memory limit exceeded' : '';
  throw new ERR_CRYPTO_INVALID_SCRYPT_PARAMS(`Invalid scrypt params${reason}`);
}

function derivation(password, salt, keylen, options) {
  password = getArrayBufferOrView(password, 'password', 'buffer');
  salt = getArrayBufferOrView(salt, 'salt', 'buffer');
  validateInt32(keylen, 'keylen', 0);
  const { N, r, p, maxmem } = parameters(options);
  return {
    check: () => refuse({ N, r, p, maxmem }),
    cost: ['scrypt', N * r * p],
    args: [copyOf(password), copyOf(salt), N, r, p, keylen],
  };
}

function scrypt(password, salt, keylen, options, callback = defaults) {
  if (callback === defaults) {
    callback = options;
    options = defaults;
  }
  const { check, cost, args } = derivation(password, salt, keylen, options);
  validateFunction(callback, 'callback');
  check();
  runJob('SCRYPTREQUEST', cost, () => bufferOf(ops.scrypt(...args, false)), function(error, key) {
    Reflect.apply(callback, this, [error ?? null, key]);
  });
  ops.scrypt(...args, true);
}

function scryptSync(password, salt, keylen, options = defaults) {
  const { check, cost, args } = derivation(password, salt, keylen, options);
  check();
  return runNow(cost, () => bufferOf(ops.scrypt(...args, false)), 'SCRYPTREQUEST');
}

module.exports = { scrypt, scryptSync };
