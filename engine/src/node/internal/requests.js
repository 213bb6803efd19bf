// Requests on their way: what the engine reports done, by id. libuv's `uv_req_t` as JavaScript sees it.
'use strict';

const trace = require('internal/trace');
const { AsyncWrap } = require('internal/async_wrap');
const { callbackScopes } = require('internal/fields');

const pending = new Map();

/**
 * One operation in progress. Its owner sets `oncomplete(result)`; a negative number is libuv's error. One without a name
 * for process.getActiveResourcesInfo() is not listed there.
 */
class Request extends AsyncWrap {
  #convert;

  constructor(type, resource) {
    super(type, resource);
    this.oncomplete = undefined;
    this.announce();
  }

  /** `convert` makes Node's value of what the engine will give, unless that is an error: before any code of the program runs. */
  convertBy(convert) {
    this.#convert = convert;
  }

  /** Calls `oncomplete` as the owner's callback. */
  complete(result) {
    const isError = typeof result === 'number' && result < 0;
    const value = this.#convert === undefined || isError ? result : this.#convert(result);
    const outer = this.enter();
    try {
      this.oncomplete(value);
    } finally {
      this.emitDestroy();
    }
    this.leave(outer);
  }
}

/** Waits for the engine to report that request `id` is done. */
function start(id, request) {
  if (trace.enabled) trace.request(request.getAsyncId(), typeof id === 'number' ? id : undefined);
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
