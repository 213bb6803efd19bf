// The JavaScript side of the trace: says what is scheduled and what runs, when somebody watches the run.
//
// `enabled` is read on every callback; while it is false nothing here costs anything. A watched run must print what an
// unwatched one prints: promises therefore have ids of their own here, which the program cannot see.
'use strict';

const { isWatched, init, before, after, resolve } = internalBinding('trace');

/** Ids of promises begin here, far from those that the program counts. */
const FIRST_PROMISE_ID = 1_000_000_000;

/** Numbers of V8's PromiseHookType. */
const HOOK_INIT = 0;
const HOOK_RESOLVE = 1;
const HOOK_BEFORE = 2;

const promiseIds = new WeakMap();
let lastPromiseId = FIRST_PROMISE_ID;

function idOf(promise) {
  let id = promiseIds.get(promise);
  if (id === undefined) {
    id = ++lastPromiseId;
    promiseIds.set(promise, id);
  }
  return id;
}

module.exports = {
  /** Whether anybody watches. Settled before the program starts. */
  enabled: false,
  init,
  before,
  after,

  /** Something happened to a promise, as V8 tells it. */
  promise(type, promise, parent) {
    if (type === HOOK_INIT) init(idOf(promise), 'PROMISE', parent === undefined ? 0 : idOf(parent), undefined);
    else if (type === HOOK_RESOLVE) resolve(idOf(promise));
    else if (type === HOOK_BEFORE) before(idOf(promise));
    else after(idOf(promise));
  },

  /** Asks whether anybody watches this run. */
  prepare() {
    module.exports.enabled = isWatched();
  },
};
