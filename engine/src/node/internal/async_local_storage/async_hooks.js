// AsyncLocalStorage over async hooks (Node 22 and earlier): the store is a property of the current async resource,
// and an init hook hands it on to every new resource.
//
// Hence what differs from frames: enterWith() inside a resource's callback stays with that resource, for its later
// callbacks, too; a rejection is reported with the store of the promise's maker; hooks exist while a storage is used.

'use strict';

const { ObjectIs, ReflectApply, Symbol } = primordials;

const asyncHooks = require('async_hooks');
const { executionAsyncResource } = require('internal/async_hooks');

/** Storages in use. */
const storages = [];

const storageHook = asyncHooks.createHook({
  init(asyncId, type, triggerAsyncId, resource) {
    // From who runs now, not from the trigger.
    const from = executionAsyncResource();
    for (const storage of storages) storage._propagate(resource, from, type);
  },
});

class AsyncLocalStorage {
  constructor() {
    this.kResourceStore = Symbol('kResourceStore');
    this.enabled = false;
  }

  /** Ties a function to the stores of this moment. */
  static bind(fn) {
    return asyncHooks.AsyncResource.bind(fn);
  }

  /** @returns {Function} which calls its first argument with the stores of this moment */
  static snapshot() {
    return asyncHooks.AsyncResource.bind((cb, ...args) => cb(...args));
  }

  /** Gives no store any more, until one is entered. */
  disable() {
    if (!this.enabled) return;
    this.enabled = false;
    storages.splice(storages.indexOf(this), 1);
    if (storages.length === 0) storageHook.disable();
  }

  _enable() {
    if (this.enabled) return;
    this.enabled = true;
    storages.push(this);
    storageHook.enable();
  }

  _propagate(resource, triggerResource, type) {
    if (this.enabled) resource[this.kResourceStore] = triggerResource[this.kResourceStore];
  }

  /** Sets the store for the rest of the present callback and what it starts. */
  enterWith(store) {
    this._enable();
    executionAsyncResource()[this.kResourceStore] = store;
  }

  /** Calls `callback(...args)` with a store. @returns what `callback` returns */
  run(store, callback, ...args) {
    if (ObjectIs(store, this.getStore())) return ReflectApply(callback, null, args);
    this._enable();
    const resource = executionAsyncResource();
    const before = resource[this.kResourceStore];
    resource[this.kResourceStore] = store;
    try {
      return ReflectApply(callback, null, args);
    } finally {
      resource[this.kResourceStore] = before;
    }
  }

  /** Calls `callback(...args)` with the storage disabled. */
  exit(callback, ...args) {
    if (!this.enabled) return ReflectApply(callback, null, args);
    this.disable();
    try {
      return ReflectApply(callback, null, args);
    } finally {
      this._enable();
    }
  }

  getStore() {
    return this.enabled ? executionAsyncResource()[this.kResourceStore] : undefined;
  }
}

module.exports = AsyncLocalStorage;
