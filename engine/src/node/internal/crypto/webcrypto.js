// The global `crypto` (Node's doc: «Web Crypto API»).
'use strict';

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS, ERR_MISSING_ARGS } } = require('internal/errors');
const random = require('internal/crypto/random');
const { CryptoKey } = require('internal/crypto/keys');
const { SubtleCrypto, toCryptoKey } = require('internal/crypto/webcrypto/subtle');

const subtle = Object.create(SubtleCrypto.prototype);

function check(self) {
  if (!(self instanceof Crypto)) throw new ERR_INVALID_THIS('Crypto');
}

class Crypto {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get subtle() {
    check(this);
    return subtle;
  }

  getRandomValues(...args) {
    check(this);
    if (args.length === 0) {
      const error = new ERR_MISSING_ARGS('typedArray');
      error.message = "Failed to execute 'getRandomValues' on 'Crypto': 1 argument required, but only 0 present.";
      throw error;
    }
    return random.getRandomValues(args[0]);
  }

  randomUUID(options) {
    check(this);
    return random.randomUUID(options);
  }
}
for (const name of ['subtle', 'getRandomValues', 'randomUUID']) {
  Object.defineProperty(Crypto.prototype, name, { __proto__: null, enumerable: true });
}
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: 'Crypto' });

const crypto = Object.create(Crypto.prototype);

/** crypto.getRandomValues() of the module, which may be called on nothing. */
const getRandomValues = (array) => crypto.getRandomValues(array);

module.exports = { Crypto, CryptoKey, SubtleCrypto, crypto, getRandomValues, toCryptoKey };
