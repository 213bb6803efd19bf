// util.promisify: a function with a callback as a function with a promise. Node's doc: "Util", util.promisify().
'use strict';

const { Promise, ReflectApply, Symbol, SymbolFor } = primordials;

const profile = require('internal/profile');

/** What a function gives in place of its promisified self. */
const kCustomPromisified = SymbolFor('nodejs.util.promisify.custom');

/** Names of the callback's values, for functions whose callback takes several: the promise gives an object. */
const customPromisifyArgs = Symbol('customPromisifyArgs');

/** Marks a function as its own promisified form. */
function markPromisified(fn) {
  return Object.defineProperty(fn, kCustomPromisified, {
    __proto__: null, value: fn, enumerable: false, writable: false, configurable: true,
  });
}

/** What the promise gives for the values of the callback. */
function toResult(values, names) {
  if (names === undefined || values.length <= 1) return values[0];
  const result = {};
  for (let i = 0; i < names.length; i++) result[names[i]] = values[i];
  return result;
}

/**
 * Makes the promise form of a function whose last argument is a callback `(error, value)`.
 * @param {Function} original
 * @returns {Function} with the properties of the original
 */
function promisify(original) {
  const { validateFunction } = require('internal/validators');
  validateFunction(original, 'original');
  if (original[kCustomPromisified]) {
    const custom = original[kCustomPromisified];
    validateFunction(custom, 'util.promisify.custom');
    return markPromisified(custom);
  }
  const names = original[customPromisifyArgs];

  function fn(...args) {
    return new Promise((resolve, reject) => {
      args.push((error, ...values) => (error ? reject(error) : resolve(toResult(values, names))));
      const returned = ReflectApply(original, this, args);
      if (profile.promisifyWarnsOfPromises && internalBinding('types').isPromise(returned)) {
        process.emitWarning(
          'Calling promisify on a function that returns a Promise is likely a mistake.', 'DeprecationWarning', 'DEP0174');
      }
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  markPromisified(fn);
  return Object.defineProperties(fn, Object.getOwnPropertyDescriptors(original));
}

promisify.custom = kCustomPromisified;

module.exports = { customPromisifyArgs, promisify };
