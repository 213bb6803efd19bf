// node:async_hooks — hooks that hear of every async resource, resources of one's own, and AsyncLocalStorage
// (Node's docs "Async hooks" and "Asynchronous context tracking").
//
// The low half, ids and who runs now, is internal/async_hooks. The stores of AsyncLocalStorage follow the program in
// one of two ways, by version: a frame that promises and resources carry along (internal/async_local_storage/
// async_context_frame), or a property that every new resource inherits (internal/async_local_storage/async_hooks).

'use strict';

const {
  NumberIsSafeInteger,
  ObjectDefineProperties,
  ObjectDefineProperty,
  ReflectApply,
  Symbol,
} = primordials;

const { codes: { ERR_ASYNC_CALLBACK, ERR_ASYNC_TYPE, ERR_INVALID_ASYNC_ID } } = require('internal/errors');
const { validateBoolean, validateFunction, validateString } = require('internal/validators');
const { kEmptyObject } = require('internal/util');
const frames = require('internal/async_context_frame');
const hooks = require('internal/async_hooks');
const profile = require('internal/profile');

const {
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource,
  symbols: { async_id_symbol, trigger_async_id_symbol },
} = hooks;

// --- hooks ---

const HOOK_KINDS = ['init', 'before', 'after', 'destroy', 'promiseResolve'];
// Their descriptions are what inspect() shows of a hook.
const hookSymbols = HOOK_KINDS.map((kind) => Symbol(kind));
const kNoPromiseHook = Symbol('kNoPromiseHook');

class AsyncHook {
  /** What internal/async_hooks calls while the hook is enabled. */
  #listener = null;

  constructor({ init, before, after, destroy, promiseResolve, trackPromises }) {
    const functions = [init, before, after, destroy, promiseResolve];
    HOOK_KINDS.forEach((kind, i) => {
      const callback = functions[i];
      if (callback !== undefined && typeof callback !== 'function') throw new ERR_ASYNC_CALLBACK(`hook.${kind}`);
    });
    const mayIgnore = profile.hooksMayIgnorePromises;
    if (mayIgnore && trackPromises !== undefined) validateBoolean(trackPromises, 'trackPromises');
    HOOK_KINDS.forEach((kind, i) => {
      this[hookSymbols[i]] = functions[i];
    });
    if (profile.hooksShowPromiseOption) this[kNoPromiseHook] = mayIgnore && trackPromises === false;
  }

  /** Calls the functions from now on, after those of hooks enabled before. @returns {AsyncHook} this */
  enable() {
    if (this.#listener !== null) return this;
    this.#listener = { tracksPromises: !this[kNoPromiseHook] };
    HOOK_KINDS.forEach((kind, i) => {
      const callback = this[hookSymbols[i]];
      if (callback !== undefined) this.#listener[kind] = (...args) => ReflectApply(callback, this, args);
    });
    hooks.changeHooks(this.#listener, 1);
    return this;
  }

  /** @returns {AsyncHook} this */
  disable() {
    if (this.#listener === null) return this;
    hooks.changeHooks(this.#listener, -1);
    this.#listener = null;
    return this;
  }
}

/**
 * Makes a hook, not yet enabled.
 * @param {{ init?: Function, before?: Function, after?: Function, destroy?: Function, promiseResolve?: Function,
 *   trackPromises?: boolean }} fns
 * @returns {AsyncHook}
 */
function createHook(fns) {
  return new AsyncHook(fns);
}

// --- resources ---

const destroyedSymbol = Symbol('destroyed');
const contextFrameSymbol = Symbol('context_frame');

/** The piece of async work that a program makes itself. */
class AsyncResource {
  /**
   * @param {string} type
   * @param {number|{ triggerAsyncId?: number, requireManualDestroy?: boolean }} [opts] a number is the trigger's id
   * @param {Function} [runs] what will run in it, for the trace
   */
  constructor(type, opts = kEmptyObject, runs = undefined) {
    validateString(type, 'type');
    let triggerId = opts;
    let requireManualDestroy = false;
    if (typeof opts !== 'number') {
      triggerId = opts.triggerAsyncId === undefined ? hooks.getDefaultTriggerAsyncId() : opts.triggerAsyncId;
      requireManualDestroy = !!opts.requireManualDestroy;
    }
    if (!NumberIsSafeInteger(triggerId) || triggerId < -1) throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', triggerId);

    if (profile.resourcesKeepFrame) this[contextFrameSymbol] = frames.current();
    const asyncId = hooks.newAsyncId();
    this[async_id_symbol] = asyncId;
    this[trigger_async_id_symbol] = triggerId;
    if (hooks.initHooksExist()) {
      if (hooks.enabledHooksExist() && type.length === 0) throw new ERR_ASYNC_TYPE(type);
      hooks.emitInit(asyncId, type, triggerId, this, runs);
    }
    if (!requireManualDestroy && hooks.destroyListenersExist()) {
      // Shared with the collector's callback, so that an explicit emitDestroy() is not followed by a second one.
      this[destroyedSymbol] = { destroyed: false };
      hooks.registerDestroyHook(this, asyncId, this[destroyedSymbol]);
    }
  }

  /** Calls `fn` as a callback of this resource: its ids and its stores are current. @returns what `fn` returns */
  runInAsyncScope(fn, thisArg, ...args) {
    const asyncId = this[async_id_symbol];
    hooks.emitBefore(asyncId, this[trigger_async_id_symbol], this);
    const before = frames.exchange(this[contextFrameSymbol]);
    try {
      return ReflectApply(fn, thisArg, args);
    } finally {
      frames.exchange(before);
      // A handled exception inside may have emptied the stack already.
      if (hooks.hasAsyncIdStack()) hooks.emitAfter(asyncId);
    }
  }

  /** Tells the destroy hooks; meant to be called once. @returns {AsyncResource} this */
  emitDestroy() {
    if (this[destroyedSymbol] !== undefined) this[destroyedSymbol].destroyed = true;
    hooks.emitDestroy(this[async_id_symbol]);
    return this;
  }

  asyncId() {
    return this[async_id_symbol];
  }

  triggerAsyncId() {
    return this[trigger_async_id_symbol];
  }

  /**
   * Ties a function to this resource.
   * @param {Function} fn
   * @param {any} [thisArg] its `this`; without one, the `this` of each call
   * @returns {Function}
   */
  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    let bound;
    if (thisArg === undefined) {
      const resource = this;
      bound = function(...args) {
        return resource.runInAsyncScope(fn, this, ...args);
      };
    } else {
      bound = this.runInAsyncScope.bind(this, fn, thisArg);
    }
    ObjectDefineProperty(bound, 'length', {
      __proto__: null, configurable: true, enumerable: false, value: fn.length, writable: false,
    });
    if (profile.boundFunctionsNameResource) exposeResource(bound, this);
    return bound;
  }

  /** Ties a function to a new resource, so to the context of this call. */
  static bind(fn, type, thisArg) {
    type ||= fn.name || 'bound-anonymous-fn';
    return new AsyncResource(type).bind(fn, thisArg);
  }
}

/** The property `asyncResource` of bound functions, which later versions deprecated, then dropped. */
function exposeResource(bound, resource) {
  if (!profile.boundResourceIsDeprecated) {
    bound.asyncResource = resource;
    return;
  }
  const { deprecate } = require('internal/util');
  const message = 'The asyncResource property on bound functions is deprecated';
  let value = resource;
  ObjectDefineProperties(bound, {
    asyncResource: {
      __proto__: null,
      configurable: true,
      enumerable: true,
      get: deprecate(() => value, message, 'DEP0172'),
      set: deprecate((other) => {
        value = other;
      }, message, 'DEP0172'),
    },
  });
}

function storageClass() {
  return profile.alsUsesFrames ?
    require('internal/async_local_storage/async_context_frame') :
    require('internal/async_local_storage/async_hooks');
}

module.exports = {
  get AsyncLocalStorage() {
    return storageClass();
  },
  createHook,
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource,
  asyncWrapProviders: require('internal/async_wrap_providers'),
  AsyncResource,
};
if (!profile.alsIsAGetter) {
  ObjectDefineProperty(module.exports, 'AsyncLocalStorage', { __proto__: null, value: storageClass(), writable: true });
}
