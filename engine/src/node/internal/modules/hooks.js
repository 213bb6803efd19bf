// Functions of the program's own that say where a specifier leads and what a module's source is. Node's doc:
// "Modules: node:module API", module.registerHooks(). Loaded with `node:module`, and asked as soon as one is registered.
'use strict';

const { hooks: registered } = require('internal/modules/helpers');
const { conditions } = require('internal/modules/package');

/** What a registration gives. */
class ModuleHooks {
  resolve;
  load;

  constructor(resolve, load) {
    this.resolve = resolve;
    this.load = load;
  }

  /** Takes the hooks away again. */
  deregister() {
    const at = registered.indexOf(this);
    if (at >= 0) registered.splice(at, 1);
  }
}

/**
 * Adds hooks, which run before those that are there.
 * @param {{resolve?: Function, load?: Function}} hooks
 * @returns {{deregister: Function}}
 */
function registerHooks(hooks) {
  const { resolve, load } = hooks;
  const { validateFunction } = require('internal/validators');
  if (resolve !== undefined) validateFunction(resolve, 'hooks.resolve');
  if (load !== undefined) validateFunction(load, 'hooks.load');
  const own = new ModuleHooks(resolve, load);
  registered.push(own);
  return own;
}

/** Throws for an answer of a hook that lacks something. */
function invalid(expected, kind, property, value) {
  const { codes: { ERR_INVALID_RETURN_PROPERTY_VALUE } } = require('internal/errors');
  return new ERR_INVALID_RETURN_PROPERTY_VALUE(expected, kind, property, value);
}

const CHECKS = {
  __proto__: null,
  resolve(result) {
    if (typeof result.url !== 'string') throw invalid('a URL string', 'resolve', 'url', result.url);
  },
  load(result) {
    const { source, format } = result;
    if (format === 'builtin' || typeof source === 'string' || ArrayBuffer.isView(source)) return;
    if (require('internal/util/types').isAnyArrayBuffer(source)) return;
    throw invalid('a string, an ArrayBuffer, or a TypedArray', 'load', 'source', source);
  },
};

/**
 * Asks the hooks of one kind, the latest first, and Node's own way behind them.
 * @param {'resolve'|'load'} kind
 * @param {string} first a specifier, or a URL
 * @param {object} context
 * @param {Function} last takes what the hooks take, and answers as they do
 * @returns {object} the answer of the first that was asked
 */
function ask(kind, first, context, last) {
  const steps = registered.map((own) => own[kind]).filter((step) => step !== undefined).reverse();
  const askFrom = (at, value, merged) => {
    if (at === steps.length) return last(value, merged);
    let isPassedOn = false;
    const result = steps[at](value, merged, (nextValue = value, changes = undefined) => {
      isPassedOn = true;
      return askFrom(at + 1, nextValue, { ...merged, ...changes });
    });
    if (!isPassedOn && result.shortCircuit !== true) throw invalid('true', kind, 'shortCircuit', result.shortCircuit);
    CHECKS[kind](result);
    return result;
  };
  return askFrom(0, first, context);
}

/**
 * Where a specifier leads.
 * @param {string} specifier
 * @param {{parentURL?: string, importAttributes?: object, kind: string}} from kind: `require` or `import`
 * @param {Function} last Node's own way
 * @returns {{url: string, format?: string}}
 */
function resolveWithHooks(specifier, { parentURL, importAttributes, kind }, last) {
  return ask('resolve', specifier, { parentURL, importAttributes, conditions: [...conditions(kind)] }, last);
}

/**
 * What a module holds.
 * @param {string} url
 * @param {{format?: string, importAttributes?: object, kind: string}} how
 * @param {Function} last Node's own way
 * @returns {{format?: string, source: *}}
 */
function loadWithHooks(url, { format, importAttributes, kind }, last) {
  return ask('load', url, { format, importAttributes, conditions: [...conditions(kind)] }, last);
}

/** A hook's source as text. */
function textOf(source) {
  if (typeof source === 'string' || source === null || source === undefined) return source;
  return Buffer.from(source.buffer ?? source, source.byteOffset, source.byteLength).toString();
}

module.exports = { registerHooks, resolveWithHooks, loadWithHooks, textOf };
