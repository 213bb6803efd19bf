// Which uses the keys of an algorithm may have (W3C: «Web Cryptography API», "Algorithms").
'use strict';

const { lazyDOMException } = require('internal/util');
const profile = require('internal/profile');

/** All of them, in the order in which keys list theirs. */
const ALL = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];

const SEALING = { public: ['encrypt', 'wrapKey'], private: ['decrypt', 'unwrapKey'] };
const SIGNING = { public: ['verify'], private: ['sign'] };
const DERIVING = { public: [], private: ['deriveKey', 'deriveBits'] };
const CIPHER = { secret: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] };

/** Per algorithm, the uses of each type of key. */
const USAGES = {
  '__proto__': null,
  'AES-CBC': CIPHER,
  'AES-GCM': CIPHER,
  'AES-CTR': CIPHER,
  'AES-KW': { secret: ['wrapKey', 'unwrapKey'] },
  'HMAC': { secret: ['sign', 'verify'] },
  'PBKDF2': { secret: ['deriveKey', 'deriveBits'] },
  'HKDF': { secret: ['deriveKey', 'deriveBits'] },
  'RSASSA-PKCS1-v1_5': SIGNING,
  'RSA-PSS': SIGNING,
  'RSA-OAEP': SEALING,
  'ECDSA': SIGNING,
  'Ed25519': SIGNING,
  'ECDH': DERIVING,
  'X25519': DERIVING,
};

/** How older versions call the keys of an algorithm. */
function olderName(name) {
  if (name.startsWith('AES')) return 'an AES key';
  if (name.startsWith('RSA')) return 'an RSA key';
  return /^[AEHX]/.test(name) ? `an ${name} key` : `a ${name} key`;
}

/** @throws SyntaxError for a use that no key of the algorithm (of these types) has */
function checkUsages(name, usages, types = Object.keys(USAGES[name])) {
  const possible = types.flatMap((type) => USAGES[name][type]);
  if (usages.every((usage) => possible.includes(usage))) return;
  const key = profile.webcryptoIsReworded ? `${name} key` : olderName(name);
  throw lazyDOMException(`Unsupported key usage for ${key}`, 'SyntaxError');
}

/** Those of the uses that a key of this type has, in order and once each. */
function usagesFor(name, type, usages) {
  const possible = USAGES[name][type];
  return ALL.filter((usage) => usages.includes(usage) && possible.includes(usage));
}

module.exports = { ALL, checkUsages, usagesFor };
