// Async ids and hooks: who scheduled what, and who listens. The low half of node:async_hooks.
//
// Every resource (a tick, a timer, a request …) has an async id, and the id of the one that triggered it. While its
// callback runs, both are on the stack kept here. Hooks and the trace hear of `init`, `before`, `after`, `destroy`.
'use strict';

const { ErrorCaptureStackTrace, ReflectApply, Symbol } = primordials;
const { setPromiseHook } = internalBinding('async_wrap');
const trace = require('internal/trace');

const async_id_symbol = Symbol('async_id_symbol');
const trigger_async_id_symbol = Symbol('trigger_async_id_symbol');
const owner_symbol = Symbol('owner_symbol');

/** The main script's async id. */
const MAIN_ASYNC_ID = 1;

let lastAsyncId = MAIN_ASYNC_ID;
let executionId = 0;
let triggerId = 0;
let resource;
/** The trigger that new resources get, when a binding knows better than «whoever runs now»; -1 when unset. */
let defaultTriggerId = -1;
/** [execution id, trigger id, resource] of the callbacks further out, one after the other. */
const stack = [];
const topResource = {};

/** Enabled hooks, in the order they were enabled. Replaced, never changed: a hook may enable another while called. */
let hooks = [];
const counts = { init: 0, before: 0, after: 0, destroy: 0, promiseResolve: 0 };

function newAsyncId() {
  return ++lastAsyncId;
}

function executionAsyncId() {
  return executionId;
}

function triggerAsyncId() {
  return triggerId;
}

function executionAsyncResource() {
  return resource === undefined ? topResource : resource;
}

/** The id of an object's resource, given to it now if it has none. */
function getOrSetAsyncId(object) {
  return (object[async_id_symbol] ??= newAsyncId());
}

function getDefaultTriggerAsyncId() {
  return defaultTriggerId < 0 ? executionId : defaultTriggerId;
}

/** Calls `block(...args)` with another default trigger. */
function defaultTriggerAsyncIdScope(id, block, ...args) {
  if (id === undefined) return ReflectApply(block, null, args);
  const before = defaultTriggerId;
  defaultTriggerId = id;
  try {
    return ReflectApply(block, null, args);
  } finally {
    defaultTriggerId = before;
  }
}

function clearDefaultTriggerAsyncId() {
  defaultTriggerId = -1;
}

function pushAsyncContext(asyncId, trigger, of) {
  stack.push(executionId, triggerId, resource);
  executionId = asyncId;
  triggerId = trigger;
  resource = of;
}

/** Goes back to the callback further out; true when there is one. */
function popAsyncContext() {
  if (stack.length === 0) return false;
  resource = stack.pop();
  triggerId = stack.pop();
  executionId = stack.pop();
  return stack.length > 0;
}

function hasAsyncIdStack() {
  return stack.length > 0;
}

/** After an error that ended several callbacks at once. */
function clearAsyncIdStack() {
  stack.length = 0;
  executionId = 0;
  triggerId = 0;
  resource = undefined;
}

const initHooksExist = () => counts.init > 0 || trace.enabled;
const afterHooksExist = () => counts.after > 0;
const destroyHooksExist = () => counts.destroy > 0 || trace.enabled;
const destroyListenersExist = () => counts.destroy > 0;
const initListenersExist = () => counts.init > 0;
const enabledHooksExist = () => hooks.length > 0;

/** Calls one kind of callback of every hook. An error in a hook ends the process, as Node does. */
function callHooks(kind, ...args) {
  for (const hook of hooks) {
    if (typeof hook[kind] !== 'function') continue;
    try {
      ReflectApply(hook[kind], hook, args);
    } catch (error) {
      fatalError(error);
    }
  }
}

function fatalError(error) {
  if (typeof error?.stack === 'string') {
    process._rawDebug(error.stack);
  } else {
    const holder = { message: `${error}` };
    ErrorCaptureStackTrace(holder, fatalError);
    process._rawDebug(holder.stack);
  }
  process.exit(1);
}

/**
 * A resource comes to be. Call it only when initHooksExist().
 * @param {number} asyncId
 * @param {string} type such as 'Timeout'
 * @param {number|null} trigger null for the default one
 * @param {object} of the resource
 * @param {Function} [callback] what will run, for the trace
 */
function emitInit(asyncId, type, trigger, of, callback) {
  trigger ??= getDefaultTriggerAsyncId();
  if (trace.enabled) trace.init(asyncId, type, trigger, callback);
  if (counts.init > 0) callHooks('init', asyncId, type, trigger, of);
}

function emitBefore(asyncId, trigger, of) {
  pushAsyncContext(asyncId, trigger, of);
  if (trace.enabled) trace.before(asyncId);
  if (counts.before > 0) callHooks('before', asyncId);
}

function emitAfter(asyncId) {
  if (counts.after > 0) callHooks('after', asyncId);
  if (trace.enabled) trace.after(asyncId);
  popAsyncContext();
}

/** Says that a resource is gone; hooks hear of it in the check phase, before the immediates. */
function emitDestroy(asyncId) {
  if (trace.enabled && asyncId > 0) trace.destroy(asyncId);
  if (counts.destroy > 0 && asyncId > 0) {
    if (destroyQueue.length === 0) require('internal/native_immediate').queue(flushDestroyed);
    destroyQueue.push(asyncId);
  }
}

let destroyQueue = [];

function flushDestroyed() {
  while (destroyQueue.length > 0) {
    const ids = destroyQueue;
    destroyQueue = [];
    for (const id of ids) callHooks('destroy', id);
  }
}

/** Destroys `asyncId` when `target` is collected, unless `state.destroyed` says it already is. */
function registerDestroyHook(target, asyncId, state) {
  registry ??= new primordials.SafeFinalizationRegistry(({ id, state }) => {
    if (!state?.destroyed) emitDestroy(id);
  });
  registry.register(target, { id: asyncId, state });
}

let registry;

/** Adds or removes an enabled hook. */
function changeHooks(hook, delta) {
  hooks = delta > 0 ? [...hooks, hook] : hooks.filter((other) => other !== hook);
  for (const kind of Object.keys(counts)) counts[kind] += typeof hook[kind] === 'function' ? delta : 0;
  updatePromiseHook();
}

/** V8 reports every promise only while hooks want to know. */
function updatePromiseHook() {
  setPromiseHook(hooks.some((hook) => hook.tracksPromises !== false));
}

/** Numbers of V8's PromiseHookType. */
const HOOK_INIT = 0;
const HOOK_RESOLVE = 1;
const HOOK_BEFORE = 2;

/** Called by the engine for every promise while the hook is on. */
function onPromiseHook(type, promise, parent) {
  if (hooks.length === 0) return;
  // A promise made before the hook was on gets its ids now, without an `init`.
  const isNew = trackPromise(promise, parent);
  const asyncId = promise[async_id_symbol];
  if (type === HOOK_INIT) {
    if (!isNew) return;
    if (counts.init > 0) callHooks('init', asyncId, 'PROMISE', promise[trigger_async_id_symbol], promise);
    if (counts.destroy > 0) registerDestroyHook(promise, asyncId);
  } else if (type === HOOK_RESOLVE) {
    if (counts.promiseResolve > 0) callHooks('promiseResolve', asyncId);
  } else if (type === HOOK_BEFORE) {
    pushAsyncContext(asyncId, promise[trigger_async_id_symbol], promise);
    if (counts.before > 0) callHooks('before', asyncId);
  } else {
    if (counts.after > 0) callHooks('after', asyncId);
    // The stack may have been emptied by an error in between.
    if (executionId === asyncId) popAsyncContext();
  }
}

/** Gives a promise its ids, if it has none; its trigger is the promise it was made from. @returns whether it had none */
function trackPromise(promise, parent) {
  if (promise[async_id_symbol] !== undefined) return false;
  const trigger = parent === undefined ? getDefaultTriggerAsyncId() : getOrSetAsyncId(parent);
  promise[async_id_symbol] = newAsyncId();
  promise[trigger_async_id_symbol] = trigger;
  return true;
}

/** The top of the stack while the main script runs; its resource is its own: stores entered there end with it. */
function enterMainScript() {
  if (trace.enabled) trace.init(MAIN_ASYNC_ID, 'Main', 0);
  if (trace.enabled) trace.before(MAIN_ASYNC_ID);
  pushAsyncContext(MAIN_ASYNC_ID, 0, {});
}

/** The main script has returned. */
function leaveMainScript() {
  popAsyncContext();
  if (trace.enabled) trace.after(MAIN_ASYNC_ID);
}

module.exports = {
  symbols: { async_id_symbol, trigger_async_id_symbol, owner_symbol },
  async_id_symbol,
  trigger_async_id_symbol,
  owner_symbol,
  newAsyncId,
  getOrSetAsyncId,
  getDefaultTriggerAsyncId,
  defaultTriggerAsyncIdScope,
  clearDefaultTriggerAsyncId,
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource,
  pushAsyncContext,
  popAsyncContext,
  hasAsyncIdStack,
  clearAsyncIdStack,
  initHooksExist,
  afterHooksExist,
  destroyHooksExist,
  destroyListenersExist,
  initListenersExist,
  enabledHooksExist,
  emitInit,
  emitInitScript: emitInit,
  emitBefore,
  emitBeforeScript: emitBefore,
  emitAfter,
  emitAfterScript: emitAfter,
  emitDestroy,
  emitDestroyScript: emitDestroy,
  registerDestroyHook,
  changeHooks,
  updatePromiseHook,
  onPromiseHook,
  enterMainScript,
  leaveMainScript,
};
