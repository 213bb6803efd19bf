// Key derivation by PBKDF2 (Node's doc: «crypto.pbkdf2()»).
'use strict';

const { validateFunction, validateInt32, validateInteger, validateString } = require('internal/validators');
const profile = require('internal/profile');
const {
  INT_MAX, bufferOf, copyOf, digestInfo, getArrayBufferOrView, runJob, runNow,
} = require('internal/crypto/util');
const ops = internalBinding('crypto_ops');

/** Refuses what OpenSSL refuses when it comes to it. */
function failure(isExtendable) {
  const error = new Error(profile.cryptoErrorsNameDerivation ? 'PBKDF2 derivation failed' : 'Deriving bits failed');
  if (isExtendable && profile.cryptoErrorsNameDerivation) error.code = 'ERR_OSSL_XOF_DIGESTS_NOT_ALLOWED';
  return error;
}

/** What a call costs, and how it is worked out: now, or `ahead` of when it is due. */
function derivation({ password, salt, iterations, keylen, digest }) {
  const [size, isExtendable] = digestInfo(digest);
  // Copied, as a job works on what the bytes were when it was queued.
  const args = [digest, copyOf(password), copyOf(salt), iterations, keylen];
  const fails = isExtendable || (keylen === 0 && profile.emptyKeysCannotBeDerived);
  return {
    cost: ['pbkdf2', iterations * Math.ceil(keylen / size)],
    ahead: () => fails || ops.pbkdf2(...args, true),
    work() {
      if (fails) throw failure(isExtendable);
      return bufferOf(ops.pbkdf2(...args, false));
    },
  };
}

function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') {
    callback = digest;
    digest = undefined;
  }
  const checked = check(password, salt, iterations, keylen, digest);
  validateFunction(callback, 'callback');
  const { cost, ahead, work } = derivation(checked);
  runJob('PBKDF2REQUEST', cost, work, function(error, key) {
    if (error !== undefined) Reflect.apply(callback, this, [error]);
    else Reflect.apply(callback, this, [null, key]);
  });
  ahead();
}

function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  const { cost, work } = derivation(check(password, salt, iterations, keylen, digest));
  return runNow(cost, work, 'PBKDF2REQUEST');
}

function check(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest');
  password = getArrayBufferOrView(password, 'password', 'buffer');
  salt = getArrayBufferOrView(salt, 'salt', 'buffer');
  validateInteger(iterations, 'iterations', 1, INT_MAX);
  validateInt32(keylen, 'keylen', 0);
  return { password, salt, iterations, keylen, digest };
}

module.exports = { pbkdf2, pbkdf2Sync };
