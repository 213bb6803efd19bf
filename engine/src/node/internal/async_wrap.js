// What objects behind bindings have in common: each is a resource of its own to async hooks. Node's `AsyncWrap`.
'use strict';

const frames = require('internal/async_context_frame');
const { countCallback } = require('internal/fields');
const {
  async_id_symbol, trigger_async_id_symbol, newAsyncId, executionAsyncId, getDefaultTriggerAsyncId,
  initHooksExist, emitInit, emitBefore, emitAfter, emitDestroy,
} = require('internal/async_hooks');

/** Has async ids from its birth on, which programs do not see among its properties, and calls back in its own context. */
class AsyncWrap {
  #asyncId = newAsyncId();
  #trigger = getDefaultTriggerAsyncId();
  #frame = frames.current();
  #type;
  #resource;
  /** What programs see as the resource of its callbacks. */
  #object = this;

  /**
   * @param {string} type the name in async hooks, such as 'FSREQCALLBACK'
   * @param {string} [resource] the name in process.getActiveResourcesInfo(), such as 'FSReqCallback'
   */
  constructor(type, resource) {
    this.#type = type;
    this.#resource = resource;
  }

  get [async_id_symbol]() {
    return this.#asyncId;
  }

  get [trigger_async_id_symbol]() {
    return this.#trigger;
  }

  get resource() {
    return this.#resource;
  }

  getAsyncId() {
    return this.#asyncId;
  }

  getProviderType() {
    return this.#type;
  }

  /** Tells the hooks of it, who may look at it at once: the last thing that a constructor does. Programs see `object`. */
  announce(object = this) {
    this.#object = object;
    this.#emitInit(object);
  }

  #emitInit(object) {
    if (initHooksExist()) emitInit(this.#asyncId, this.#type, this.#trigger, object);
  }

  /** Gives it other async ids: from now on it works for `object`. */
  asyncReset(object) {
    this.emitDestroy();
    this.#asyncId = newAsyncId();
    this.#trigger = executionAsyncId();
    this.#emitInit(object);
  }

  /** Tells the hooks that it is over. */
  emitDestroy() {
    emitDestroy(this.#asyncId);
  }

  /** Runs `callback` on it in its async context. */
  makeCallback(callback, ...args) {
    const outer = this.enter();
    callback.apply(this, args);
    this.leave(outer);
  }

  /** A callback of it begins. Gives what `leave` is to be given. */
  enter() {
    const outer = frames.exchange(this.#frame);
    emitBefore(this.#asyncId, this.#trigger, this.#object);
    countCallback();
    return outer;
  }

  /** The callback has returned. */
  leave(outer) {
    emitAfter(this.#asyncId);
    frames.exchange(outer);
  }
}

module.exports = { AsyncWrap };
