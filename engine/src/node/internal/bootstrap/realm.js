// The first builtin of all: makes what every other builtin is called with, then runs the bootstrap.
//
// Called by the engine with (compileBuiltin, getBinding, builtinIds); returns the hooks that the engine calls
// (engine/src/js/hooks.rs lists them).
'use strict';

const builtins = new Set(builtinIds);
const loaded = new Map();
const bindings = new Map();
const primordials = {};
const process = {};

/**
 * Loads a builtin by its id, once.
 * @param {string} id without `node:`
 * @returns {*} its exports
 */
function requireBuiltin(id) {
  const known = loaded.get(id);
  if (known !== undefined) return known.exports;
  const module = { id, exports: {} };
  loaded.set(id, module);
  try {
    compileBuiltin(id)(module.exports, requireBuiltin, module, process, internalBinding, primordials);
  } catch (error) {
    // What refused to load may be asked for again.
    loaded.delete(id);
    throw error;
  }
  return module.exports;
}

/**
 * A binding: functions of the engine, or a builtin below `internal/bindings` that gives them Node's shape.
 * @param {string} name
 * @returns {object}
 */
function internalBinding(name) {
  let binding = bindings.get(name);
  if (binding === undefined) {
    const shim = `internal/bindings/${name}`;
    binding = builtins.has(shim) ? requireBuiltin(shim) : getBinding(name);
    if (binding === undefined) throw new Error(`[simulator bug] no such binding: ${name}`);
    bindings.set(name, binding);
  }
  return binding;
}

loaded.set('internal/builtins', { exports: { builtins, loaded, requireBuiltin } });
requireBuiltin('internal/per_context/primordials');
return requireBuiltin('internal/bootstrap/node');
