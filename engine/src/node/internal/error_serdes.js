// Errors on their way to another thread: an error arrives as one of the same built-in class with all its properties,
// what can be cloned as its copy, anything else as its text.
'use strict';

const { clone } = internalBinding('messaging');
const profile = require('internal/profile');

/** The classes that both sides know, by name. */
const CLASSES = { Error, TypeError, RangeError, URIError, SyntaxError, ReferenceError, EvalError };
if (profile.workerErrorsKeepAggregates) CLASSES.AggregateError = AggregateError;

/** Tells a copy of an error from any other object. */
const ERROR = 'error';
const CLONED = 'cloned';
const INSPECTED = 'inspected';
const CIRCULAR = 'circular';

/** Getters deeper than this are not followed. */
const PROTOTYPES_MAX = 20;

const isCallable = (value) => typeof value === 'function' || typeof value === 'symbol';

/** Every property that holds data, those of prototypes included; getters are called. */
function collectProperties(object) {
  const chain = [];
  for (let at = object; at !== null && chain.length < PROTOTYPES_MAX; at = Object.getPrototypeOf(at)) chain.unshift(at);
  const found = {};
  for (const owner of chain) {
    for (const key of Object.getOwnPropertyNames(owner)) {
      const { value, get, enumerable, writable = false } = Object.getOwnPropertyDescriptor(owner, key);
      if (key === '__proto__') continue;
      try {
        const held = get === undefined ? value : Reflect.apply(get, object, []);
        if (typeof held !== 'function') found[key] = { value: held, enumerable, writable };
      } catch {
        // A getter that fails has nothing to tell.
      }
    }
  }
  return found;
}

/** The name of the nearest built-in error class that the object is of. */
function className(error) {
  for (let at = error; at !== null; at = Object.getPrototypeOf(at)) {
    const descriptor = Object.getOwnPropertyDescriptor(at, 'constructor');
    const name = typeof descriptor?.value === 'function' ? descriptor.value.name : undefined;
    if (Object.hasOwn(CLASSES, name)) return name;
  }
  return undefined;
}

/** A copy of a value, or undefined when it cannot be cloned. */
function tryClone(value) {
  try {
    return { copy: clone(value, [], []) };
  } catch {
    return undefined;
  }
}

/**
 * Makes a message of whatever was thrown.
 * @returns {object}
 */
function serializeError(error, causedBy = []) {
  if (causedBy.includes(error)) return { kind: CIRCULAR };
  try {
    if (typeof error === 'object' && error !== null && Object.prototype.toString.call(error) === '[object Error]') {
      const name = className(error);
      const properties = collectProperties(error);
      if (Object.hasOwn(properties, 'cause')) properties.cause = {
        ...properties.cause, value: serializeError(properties.cause.value, [...causedBy, error]),
      };
      const cloned = name === undefined ? undefined : tryClone(properties);
      if (cloned !== undefined) return { kind: ERROR, name, properties: cloned.copy };
    }
  } catch {
    // A getter or proxy of the program's: its text has to do.
  }
  const cloned = isCallable(error) ? undefined : tryClone(error);
  if (cloned !== undefined) return { kind: CLONED, value: cloned.copy };
  return { kind: INSPECTED, text: require('internal/util/inspect').inspect(error) };
}

/** What was thrown, or what comes nearest to it. */
function deserializeError({ kind, name, properties, value, text }) {
  if (kind === CLONED) return value;
  if (kind === INSPECTED) return text;
  if (kind === CIRCULAR) return { [require('internal/util').customInspectSymbol]: () => '[Circular object]' };
  const error = Object.create(CLASSES[name].prototype);
  for (const [key, property] of Object.entries(properties)) {
    if (key === 'constructor') continue;
    const own = key === 'cause' ? deserializeError(property.value) : property.value;
    Object.defineProperty(error, key, { __proto__: null, ...property, value: own, configurable: true });
  }
  Object.defineProperty(error, Symbol.toStringTag, { __proto__: null, value: 'Error', configurable: true });
  return error;
}

module.exports = { serializeError, deserializeError };
