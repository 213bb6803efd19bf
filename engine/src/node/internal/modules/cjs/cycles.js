// What a module in a cycle sees of one that has not finished: its exports so far, with a warning for each it lacks.
// Node's doc: "Modules: CommonJS", "Cycles".
'use strict';

const { ObjectGetPrototypeOf, ObjectPrototype, ObjectSetPrototypeOf, Proxy } = primordials;

/** Tells of a property that is not there yet; those that every object has are no news. */
const askedFor = new Proxy({}, {
  __proto__: null,
  get(target, name) {
    if (name in target || name === '__esModule') return target[name];
    warn(name);
    return undefined;
  },
  getOwnPropertyDescriptor(target, name) {
    if (Object.hasOwn(target, name) || name === '__esModule') return Object.getOwnPropertyDescriptor(target, name);
    warn(name);
    return undefined;
  },
});

function warn(name) {
  process.emitWarning(`Accessing non-existent property '${String(name)}' of module exports inside circular dependency`);
}

/**
 * The exports of a module that is being loaded.
 * @param {Module} module
 * @returns {*}
 */
function exportsInCycle(module) {
  const { exports } = module;
  const isPlain = typeof exports === 'object' && exports !== null && !require('internal/util/types').isProxy(exports) &&
    ObjectGetPrototypeOf(exports) === ObjectPrototype && !exports.__esModule;
  // A module compiled to CommonJS has getters, and reads of them must find the true prototype.
  if (isPlain) ObjectSetPrototypeOf(exports, askedFor);
  return exports;
}

/**
 * Once a module is loaded, its exports are a plain object again.
 * @param {Module} module
 */
function leaveCycle({ exports }) {
  if (typeof exports !== 'object' || exports === null || require('internal/util/types').isProxy(exports)) return;
  if (ObjectGetPrototypeOf(exports) === askedFor) ObjectSetPrototypeOf(exports, ObjectPrototype);
}

module.exports = { exportsInCycle, leaveCycle };
