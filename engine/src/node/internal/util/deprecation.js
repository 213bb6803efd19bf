// Deprecated functions: each warns once, when it is called. Node's doc: "Util", util.deprecate(); "Deprecated APIs".
'use strict';

const { ReflectApply, ReflectConstruct, SafeSet } = primordials;

const profile = require('internal/profile');

const codesWarned = new SafeSet();

/** The value of a command-line option, undefined where it was not given. */
function option(name) {
  return require('internal/options').getOptionValue(name);
}

/**
 * Makes a function that emits a deprecation warning the first time it is called; a code is warned of once in the process.
 * @param {string|undefined} code `DEP0123`; or `ExperimentalWarning`, to emit one of those
 * @param {string} msg
 * @param {Function} [deprecated] where the stack of the warning shall begin
 * @param {boolean} [useEmitSync] whether to print at once, without the 'warning' event's tick
 * @param {Function} [shouldEmitWarning] asked with the argument of each call
 * @returns {Function}
 */
function getDeprecationWarningEmitter(code, msg, deprecated, useEmitSync, shouldEmitWarning = () => true) {
  let isWarned = false;
  return (arg) => {
    if (isWarned || !shouldEmitWarning(arg)) return;
    isWarned = true;
    if (code === 'ExperimentalWarning') {
      process.emitWarning(msg, code, deprecated);
    } else if (code === undefined) {
      process.emitWarning(msg, 'DeprecationWarning', deprecated);
    } else if (!codesWarned.has(code)) {
      const emitWarning = useEmitSync ? require('internal/process/warning').emitWarningSync : process.emitWarning;
      emitWarning(msg, 'DeprecationWarning', code, deprecated);
      codesWarned.add(code);
    }
  };
}

/** Whether deprecations that are only documented yet shall be warned of. */
function isPendingDeprecation() {
  return Boolean(option('--pending-deprecation')) && !option('--no-deprecation');
}

/** Copies `length`, so that the wrapper looks like the function. */
function copyLength(wrapper, fn) {
  Object.defineProperty(wrapper, 'length', { __proto__: null, ...Object.getOwnPropertyDescriptor(fn, 'length') });
}

/** Makes a function that warns when an object of options has a deprecated key. */
function deprecateProperty(key, msg, code, isPending) {
  const warn = getDeprecationWarningEmitter(code, msg, undefined, false, isPending);
  return (options) => {
    if (key in options) warn();
  };
}

/** As deprecate, for a deprecation that is warned of with --pending-deprecation only. */
function pendingDeprecate(fn, msg, code) {
  const warn = getDeprecationWarningEmitter(code, msg, deprecated, false, isPendingDeprecation);
  function deprecated(...args) {
    warn();
    return ReflectApply(fn, this, args);
  }
  copyLength(deprecated, fn);
  return deprecated;
}

/**
 * Wraps a function so that its first call warns.
 * @param {Function} fn function or class
 * @param {string} msg
 * @param {string} [code] `DEP0123`
 * @param {boolean} [useEmitSync] see getDeprecationWarningEmitter
 * @param {boolean} [modifyPrototype] whether the wrapper looks like the function: prototype and length
 * @returns {Function}
 */
function deprecate(fn, msg, code, useEmitSync, modifyPrototype = true) {
  if (!profile.deprecateHeedsFlagAtCall && process.noDeprecation === true) return fn;
  if (code !== undefined) require('internal/validators').validateString(code, 'code');
  const warn = getDeprecationWarningEmitter(code, msg, deprecated, useEmitSync);

  function deprecated(...args) {
    if (!process.noDeprecation) warn();
    if (new.target) return ReflectConstruct(fn, args, new.target);
    return ReflectApply(fn, this, args);
  }
  if (!modifyPrototype) return deprecated;
  // The wrapper of a class inherits its statics.
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  if (profile.deprecatedFunctionsKeepLength) copyLength(deprecated, fn);
  return deprecated;
}

/** Warns of a class that was called without `new`, and makes the instance. */
function deprecateInstantiation(target, code, ...args) {
  const message = `Instantiating ${target.name} without the 'new' keyword has been deprecated.`;
  getDeprecationWarningEmitter(code, message, target)();
  return ReflectConstruct(target, args);
}

module.exports = {
  deprecate,
  deprecateInstantiation,
  deprecateProperty,
  getDeprecationWarningEmitter,
  isPendingDeprecation,
  pendingDeprecate,
};
