// AsyncLocalStorage over frames (Node 24 and later): one map from storage to store is current; promises, ticks,
// timers and requests keep the one that was current when they were made.
//
// A store is set by making a new map current, so that what was captured before keeps what it saw. Only disable()
// changes a map, and so reaches into everything that captured it.

'use strict';

const { ObjectIs, ReflectApply, SymbolDispose } = primordials;
const { validateObject } = require('internal/validators');
const frames = require('internal/async_context_frame');

/** All stores at one moment. */
class AsyncContextFrame extends Map {
  constructor(storage, store) {
    super(frames.current());
    this.set(storage, store);
  }
}

const asyncResource = () => require('async_hooks').AsyncResource;

/** The scope of withScope(): disposing of it brings the store before back. */
class RunScope {
  #storage;
  #before;
  #disposed = false;

  constructor(storage, store) {
    this.#storage = storage;
    this.#before = storage.getStore();
    storage.enterWith(store);
  }

  dispose() {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#storage.enterWith(this.#before);
  }

  [SymbolDispose]() {
    this.dispose();
  }
}

class AsyncLocalStorage {
  #defaultValue = undefined;
  #name = undefined;

  /** @param {{ defaultValue?: any, name?: string }} [options] */
  constructor(options = {}) {
    validateObject(options, 'options');
    this.#defaultValue = options.defaultValue;
    if (options.name !== undefined) this.#name = `${options.name}`;
  }

  get name() {
    return this.#name || '';
  }

  /** Ties a function to the stores of this moment. */
  static bind(fn) {
    return asyncResource().bind(fn);
  }

  /** @returns {Function} which calls its first argument with the stores of this moment */
  static snapshot() {
    return asyncResource().bind((cb, ...args) => cb(...args));
  }

  /** Forgets the store, also for everything that captured the present frame. */
  disable() {
    frames.current()?.delete(this);
  }

  /** Sets the store for the rest of the present callback and what it starts. */
  enterWith(data) {
    frames.enable();
    frames.exchange(new AsyncContextFrame(this, data));
  }

  /** Calls `fn(...args)` with a store. @returns what `fn` returns */
  run(data, fn, ...args) {
    const before = this.getStore();
    if (ObjectIs(before, data)) return ReflectApply(fn, null, args);
    this.enterWith(data);
    try {
      return ReflectApply(fn, null, args);
    } finally {
      // Only this storage goes back: what others entered inside stays.
      this.enterWith(before);
    }
  }

  /** Calls `fn(...args)` without a store. */
  exit(fn, ...args) {
    return this.run(undefined, fn, ...args);
  }

  getStore() {
    const frame = frames.current();
    if (!frame?.has(this)) return this.#defaultValue;
    return frame.get(this);
  }

  /** Enters a store until the scope is disposed of (`using scope = storage.withScope(store)`). */
  withScope(store) {
    return new RunScope(this, store);
  }
}

module.exports = AsyncLocalStorage;
