// The conversions that the Fetch standard's interfaces ask of arguments, with undici's words when they fail.
'use strict';

const { StringPrototypeToWellFormed } = primordials;
const { inspect } = require('internal/util/inspect');
const profile = require('internal/profile');

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether a text is a token of HTTP: the name of a method, a header or a protocol. RFC 9110, section 5.6.2. */
const isToken = (text) => TOKEN.test(text);

/** Called by the constructors of what no message may carry. */
function refuseCloning(object) {
  if (profile.fetchObjectsCannotBeCloned) require('internal/worker/js_transferable').markTransferMode(object, false, false);
}

/** Throws when fewer than `wanted` arguments were given to `name`. */
function requireArguments(given, wanted, name) {
  if (given >= wanted) return;
  const plural = wanted === 1 ? '' : 's';
  throw new TypeError(`${name}: ${wanted} argument${plural} required, but${given ? ' only' : ''} ${given} found.`);
}

/** A method called on what is no instance of its class: the error has Node's code and undici's words. */
function illegalInvocation() {
  const error = new TypeError('Illegal invocation');
  error.code = 'ERR_INVALID_THIS';
  return error;
}

function toByteString(value) {
  const string = `${value}`;
  for (let i = 0; i < string.length; i++) {
    if (string.charCodeAt(i) > 255) {
      throw new TypeError('Cannot convert argument to a ByteString because the character at index ' +
        `${i} has a value of ${string.charCodeAt(i)} which is greater than 255.`);
    }
  }
  return string;
}

function toUSVString(value) {
  return StringPrototypeToWellFormed(`${value}`);
}

/** A dictionary argument: null and undefined are empty ones. */
function toDictionary(value, name) {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' && typeof value !== 'function') {
    throw new TypeError(`${name}: Expected ${String(value)} to be one of: Null, Undefined, Object.`);
  }
  return value;
}

/** One of a closed list of words, or undefined when the member is absent. */
function toEnum(value, words, name) {
  if (value === undefined) return undefined;
  const word = `${value}`;
  if (words.includes(word)) return word;
  throw new TypeError(`${name}: ${word} is not an accepted type. Expected one of ${words.join(', ')}.`);
}

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

/**
 * Gives `prototype` the iteration of an interface of pairs: keys, values, entries, forEach, and its iterator. In every
 * step `pairsOf(object)` is asked anew, so that changes on the way are seen, as the standard has it.
 */
function defineIteration(prototype, name, pairsOf) {
  const kState = Symbol('state');
  const iteratorPrototype = Object.create(IteratorPrototype, {
    next: {
      configurable: true,
      enumerable: true,
      writable: true,
      value: function next() {
        const state = this[kState];
        const pairs = pairsOf(state.object);
        if (state.index >= pairs.length) return { value: undefined, done: true };
        return { value: state.pick(pairs[state.index++]), done: false };
      },
    },
    [Symbol.toStringTag]: { configurable: true, value: `${name} Iterator` },
  });
  const iterate = (object, pick) => {
    const state = { value: { object, pick, index: 0 } };
    return Object.create(iteratorPrototype, { [kState]: state });
  };
  const methods = {
    keys() { return iterate(this, ([key]) => key); },
    values() { return iterate(this, ([, value]) => value); },
    entries() { return iterate(this, (pair) => pair); },
    forEach(callback, thisArg = undefined) {
      requireArguments(arguments.length, 1, `${name}.forEach`);
      if (typeof callback !== 'function') {
        throw new TypeError(`Failed to execute 'forEach' on '${name}': parameter 1 is not of type 'Function'.`);
      }
      for (const [key, value] of this) callback.call(thisArg, value, key, this);
    },
  };
  for (const [key, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, key, { configurable: true, enumerable: true, writable: true, value });
  }
  Object.defineProperty(prototype, Symbol.iterator, { configurable: true, writable: true, value: prototype.entries });
}

/** Makes the members of an interface enumerable, and gives it its tag. */
function defineInterface(constructor, name, members) {
  for (const member of members) {
    Object.defineProperty(constructor.prototype, member, { enumerable: true });
  }
  Object.defineProperty(constructor.prototype, Symbol.toStringTag, { configurable: true, value: name });
}

/** The text that inspect shows for an object of this class with these members. */
function inspectMembers(name, members, depth, options) {
  return `${name} ${inspect(members, { ...options, depth: options.depth ?? depth })}`;
}

module.exports = {
  defineInterface,
  defineIteration,
  illegalInvocation,
  inspectMembers,
  isToken,
  refuseCloning,
  requireArguments,
  toByteString,
  toDictionary,
  toEnum,
  toUSVString,
};
