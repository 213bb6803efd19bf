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

  /** Tells the hooks of it, who may look at it at once: the last thing that a constructor does. */
  announce(object = this) {
    if (initHooksExist()) emitInit(this.#asyncId, this.#type, this.#trigger, object);
  }

  /** Gives it other async ids: from now on it works for `object`. */
  asyncReset(object) {
    emitDestroy(this.#asyncId);
    this.#asyncId = newAsyncId();
    this.#trigger = executionAsyncId();
    this.announce(object);
  }

  /** A callback of it begins; programs see `object` as the resource that runs. Gives what `leave` is to be given. */
  enter(object = this) {
    const outer = frames.exchange(this.#frame);
    emitBefore(this.#asyncId, this.#trigger, object);
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
