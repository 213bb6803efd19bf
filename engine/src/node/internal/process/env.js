// process.env: strings only, in their own order. Node's doc: "process.env".
'use strict';

/** @param {string[]} pairs name and value in turn */
function createEnvironment(pairs) {
  const variables = {};
  for (let at = 0; at < pairs.length; at += 2) variables[pairs[at]] = pairs[at + 1];
  return new Proxy(variables, {
    __proto__: null,
    set(target, name, value) {
      return define(target, name, value);
    },
    defineProperty(target, name, descriptor) {
      if ('get' in descriptor || 'set' in descriptor) throw invalidDescriptor('does not accept an accessor(getter/setter) descriptor');
      if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
        throw invalidDescriptor('only accepts a configurable, writable, and enumerable data descriptor');
      }
      return define(target, name, descriptor.value);
    },
    deleteProperty(target, name) {
      delete target[name];
      internalBinding('process').setenv(name, undefined);
      return true;
    },
  });
}

function invalidDescriptor(what) {
  const { codes: { ERR_INVALID_OBJECT_DEFINE_PROPERTY } } = require('internal/errors');
  return new ERR_INVALID_OBJECT_DEFINE_PROPERTY(`'process.env' ${what}`);
}

function define(target, name, value) {
  target[checkName(name, value)] = `${value}`;
  internalBinding('process').setenv(name, target[name]);
  return true;
}

let sharedNumber;

/** Makes the environment one that other threads may have, too. @returns {number} its number */
function shareEnvironment() {
  if (sharedNumber === undefined) adoptEnvironment(internalBinding('worker').shareEnvironment(Object.entries(process.env).flat()));
  return sharedNumber;
}

/** Makes an environment of other threads this thread's own. */
function adoptEnvironment(number) {
  const { environment, setVariable } = internalBinding('worker');
  sharedNumber = number;
  const look = () => {
    const variables = {};
    const pairs = environment(number);
    for (let at = 0; at < pairs.length; at += 2) variables[pairs[at]] = pairs[at + 1];
    return variables;
  };
  const change = (name, value) => {
    setVariable(number, name, value);
    internalBinding('process').setenv(name, value);
    return true;
  };
  process.env = new Proxy({}, {
    __proto__: null,
    get: (target, name) => look()[name],
    has: (target, name) => name in look(),
    ownKeys: () => Reflect.ownKeys(look()),
    getOwnPropertyDescriptor: (target, name) => Reflect.getOwnPropertyDescriptor(look(), name),
    set: (target, name, value) => change(checkName(name, value), `${value}`),
    defineProperty: (target, name, { value }) => change(checkName(name, value), `${value}`),
    deleteProperty: (target, name) => change(name, undefined),
  });
}

function checkName(name, value) {
  if (typeof name === 'symbol' || typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  return name;
}

module.exports = { createEnvironment, shareEnvironment, adoptEnvironment };
