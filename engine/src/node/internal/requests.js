// Requests on their way: what the engine reports done, by id. libuv's `uv_req_t` as JavaScript sees it.
'use strict';

const frames = require('internal/async_context_frame');
const trace = require('internal/trace');
const { callbackScopes, countCallback } = require('internal/fields');
const {
  async_id_symbol, trigger_async_id_symbol, newAsyncId, getDefaultTriggerAsyncId,
  initHooksExist, destroyHooksExist, emitInit, emitBefore, emitAfter, emitDestroy,
} = require('internal/async_hooks');

const pending = new Map();

/** One operation in progress. Its owner sets `oncomplete(result)`; a negative number is libuv's error. */
class Request {
  #asyncId;
  #trigger;
  #type;
  #resource;
  #frame;

  /**
   * @param {string} type the name in async hooks, such as 'FSREQCALLBACK'
   * @param {string} [resource] the name in process.getActiveResourcesInfo(); without one it is not listed
   */
  constructor(type, resource) {
    this.#asyncId = newAsyncId();
    this.#trigger = getDefaultTriggerAsyncId();
    this.#type = type;
    this.#resource = resource;
    this.oncomplete = undefined;
    this.#frame = frames.current();
    if (initHooksExist()) emitInit(this.#asyncId, type, this.#trigger, this);
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

  /** Calls `oncomplete` as the owner's callback: in its async context, with its frame. */
  complete(...results) {
    const asyncId = this.#asyncId;
    const before = frames.exchange(this.#frame);
    emitBefore(asyncId, this.#trigger, this);
    countCallback();
    try {
      this.oncomplete(...results);
    } finally {
      if (destroyHooksExist()) emitDestroy(asyncId);
    }
    emitAfter(asyncId);
    frames.exchange(before);
  }
}

/** Waits for the engine to report that request `id` is done. */
function start(id, request) {
  if (trace.enabled) trace.request(request[async_id_symbol], typeof id === 'number' ? id : undefined);
  pending.set(id, request);
  return request;
}

/** Requests whose callbacks have run in the callback scope of this number. */
const over = { scope: -1, ids: [] };

/** Lets the requests go that are over, unless that is so since the present callback scope: Node lists them till its end. */
function letGo() {
  if (over.scope === callbackScopes[0]) return;
  for (const id of over.ids) pending.delete(id);
  over.scope = callbackScopes[0];
  over.ids = [];
}

/** Called by the engine: the request is over. */
function onRequestDone(id, result) {
  const request = pending.get(id);
  letGo();
  over.ids.push(id);
  request.complete(result);
}

/** The requests on their way that Node lists, oldest first. */
function activeRequests() {
  letGo();
  return [...pending.values()].filter((request) => request.resource !== undefined);
}

module.exports = { Request, start, onRequestDone, activeRequests };
