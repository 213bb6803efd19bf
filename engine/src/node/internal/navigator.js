// The global `navigator`: a part of the browsers' own. Node's doc: "Navigator".
'use strict';

const profile = require('internal/profile');

const kIsMade = Symbol('isMade');

class Navigator {
  constructor(made) {
    if (made === kIsMade) return;
    const { codes: { ERR_ILLEGAL_CONSTRUCTOR } } = require('internal/errors');
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** How many cores the simulated machine has. */
  get hardwareConcurrency() {
    return require('os').availableParallelism();
  }

  get language() {
    return 'en-US';
  }

  get languages() {
    return Object.freeze([this.language]);
  }

  get userAgent() {
    return `Node.js/${profile.major}`;
  }

  get platform() {
    return 'Linux x86_64';
  }
}

const locks = { get locks() {
  return require('internal/locks').locks;
} };
if (profile.workersHaveLocks) {
  Object.defineProperty(Navigator.prototype, 'locks', Object.getOwnPropertyDescriptor(locks, 'locks'));
}

for (const name of ['hardwareConcurrency', 'language', 'languages', 'userAgent', 'platform']) {
  Object.defineProperty(Navigator.prototype, name, { __proto__: null, enumerable: true });
}

module.exports = { Navigator, navigator: new Navigator(kIsMade) };
