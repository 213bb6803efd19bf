// Ways to define properties: as the web platform does, lazily, past setters. Node's doc: none; Web IDL for the web
// platform's.
'use strict';

const { FunctionPrototypeCall } = primordials;

/** Names an accessor function as the language would. */
function named(prefix, key, fn) {
  Object.defineProperty(fn, 'name', { __proto__: null, value: `${prefix} ${key}` });
  return fn;
}

/**
 * Defines properties that are loaded from a builtin when first read.
 * @param {object} target
 * @param {string} id the builtin
 * @param {string[]} keys what it exports
 * @param {boolean} [enumerable]
 */
function defineLazyProperties(target, id, keys, enumerable = true) {
  for (const key of keys) {
    const set = named('set', key, (value) => {
      Object.defineProperty(target, key, { __proto__: null, writable: true, value });
    });
    const get = named('get', key, () => {
      const value = require(id)[key];
      set(value);
      return value;
    });
    Object.defineProperty(target, key, { __proto__: null, configurable: true, enumerable, get, set });
  }
}

/**
 * Defines accessors that load from a builtin and, where `writable`, may be overwritten.
 * @param {object} target
 * @param {string} id the builtin
 * @param {string[]} keys what it exports
 * @param {boolean} [writable]
 * @param {Function} [check] called on the receiver before each read
 */
function defineReplaceableLazyAttribute(target, id, keys, writable = true, check = undefined) {
  for (const key of keys) {
    let value;
    let isSet = false;
    const get = named('get', key, function() {
      if (check !== undefined) FunctionPrototypeCall(check, this);
      if (isSet) return value;
      value ??= require(id)[key];
      return value;
    });
    const set = named('set', key, (replacement) => {
      isSet = true;
      value = replacement;
    });
    Object.defineProperty(target, key, {
      __proto__: null, configurable: true, enumerable: true, get, set: writable ? set : undefined,
    });
  }
}

/** Defines a method as the web platform does: enumerable. */
function defineOperation(target, name, method) {
  Object.defineProperty(target, name, { __proto__: null, writable: true, enumerable: true, configurable: true, value: method });
}

/** Defines a class as the web platform does on the global object: not enumerable. */
function exposeInterface(target, name, interfaceObject) {
  Object.defineProperty(target, name, {
    __proto__: null, writable: true, enumerable: false, configurable: true, value: interfaceObject,
  });
}

/** As exposeInterface, loading the classes when first read. */
function exposeLazyInterfaces(target, id, keys) {
  defineLazyProperties(target, id, keys, false);
}

/** Defines an own property whatever setters the prototypes have. */
function setOwnProperty(object, key, value) {
  Object.defineProperty(object, key, { __proto__: null, configurable: true, enumerable: true, writable: true, value });
  return value;
}

/** Names a function; a symbol gives `[description]`. */
function assignFunctionName(name, fn, descriptor = undefined) {
  return Object.defineProperty(fn, 'name', {
    __proto__: null,
    writable: false,
    enumerable: false,
    configurable: true,
    ...Object.getOwnPropertyDescriptor(fn, 'name'),
    ...descriptor,
    value: typeof name === 'symbol' ? `[${name.description}]` : name,
  });
}

module.exports = {
  assignFunctionName,
  defineLazyProperties,
  defineOperation,
  defineReplaceableLazyAttribute,
  exposeInterface,
  exposeLazyInterfaces,
  exposeNamespace: exposeInterface,
  setOwnProperty,
};
