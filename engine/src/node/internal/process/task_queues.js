// process.nextTick and queueMicrotask: the tick queue, and how it takes turns with V8's microtask queue.
// Node's doc: "process.nextTick" and "The Node.js event loop"; the order is measured, see ARCHITECTURE.md.
'use strict';

const { ReflectApply, Symbol } = primordials;
const { enqueueMicrotask, runMicrotasks } = internalBinding('task_queue');
const { triggerUncaughtException } = internalBinding('errors');
const { tickInfo, kHasTickScheduled, kHasRejectionToWarn, countCallback } = require('internal/fields');
const FixedQueue = require('internal/fixed_queue');
const frames = require('internal/async_context_frame');
const profile = require('internal/profile');
const trace = require('internal/trace');
const {
  async_id_symbol, trigger_async_id_symbol, newAsyncId, getDefaultTriggerAsyncId,
  initHooksExist, initListenersExist, destroyHooksExist, emitInit, emitBefore, emitAfter, emitDestroy,
} = require('internal/async_hooks');
const { processPromiseRejections } = require('internal/process/promises');

const queue = new FixedQueue();
const kFrame = Symbol('kAsyncContextFrame');

/** Drains ticks, then microtasks, then pending rejections, until all are empty. */
function processTicksAndRejections() {
  let tick;
  do {
    while ((tick = queue.shift()) !== null) runTick(tick);
    runMicrotasks();
  } while (!queue.isEmpty() || processPromiseRejections());
  tickInfo[kHasTickScheduled] = 0;
  tickInfo[kHasRejectionToWarn] = 0;
}

function runTick(tick) {
  const asyncId = tick[async_id_symbol];
  const before = frames.exchange(tick[kFrame]);
  emitBefore(asyncId, tick[trigger_async_id_symbol], tick);
  countCallback();
  try {
    const { callback, args } = tick;
    if (args === undefined) callback();
    else ReflectApply(callback, undefined, args);
  } finally {
    if (destroyHooksExist()) emitDestroy(asyncId);
  }
  emitAfter(asyncId);
  frames.exchange(before);
}

/** Drains what a callback left, before the next callback of the same phase. */
function runNextTicks() {
  if (tickInfo[kHasTickScheduled] === 0 && tickInfo[kHasRejectionToWarn] === 0) runMicrotasks();
  if (tickInfo[kHasTickScheduled] === 0 && tickInfo[kHasRejectionToWarn] === 0) return;
  processTicksAndRejections();
}

/** A queued callback. WHY no literal: V8 takes ten times as long for one with computed keys until it has optimised it. */
function Tick(asyncId, trigger, callback, args) {
  this[async_id_symbol] = asyncId;
  this[trigger_async_id_symbol] = trigger;
  this.callback = callback;
  this.args = args;
  this[kFrame] = frames.current();
}
// The program may see it as the resource that runs: a plain object in Node.
Tick.prototype = Object.prototype;

/**
 * Runs `callback` after the operation that runs now, before any promise of it in CommonJS code.
 * @param {Function} callback
 * @param {...*} args
 */
function nextTick(callback, ...args) {
  if (typeof callback !== 'function') throw invalidCallback(callback);
  if (process._exiting) return;
  if (queue.isEmpty()) tickInfo[kHasTickScheduled] = 1;
  const asyncId = newAsyncId();
  const trigger = getDefaultTriggerAsyncId();
  const tick = new Tick(asyncId, trigger, callback, args.length === 0 ? undefined : args);
  if (initHooksExist()) emitInit(asyncId, 'TickObject', trigger, tick, callback);
  queue.push(tick);
}

/** The error of a callback that is no function. */
function invalidCallback(callback) {
  const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_CALLBACK } } = require('internal/errors');
  return profile.callbackErrorsNameTheirArgument ?
    new ERR_INVALID_ARG_TYPE('callback', 'Function', callback) :
    new ERR_INVALID_CALLBACK(callback);
}

let AsyncResource;
const MICROTASK_OPTIONS = { requireManualDestroy: true };

/**
 * Queues a microtask. An error in it is reported at once, and the queue goes on.
 * @param {Function} callback
 */
function queueMicrotask(callback) {
  require('internal/validators').validateFunction(callback, 'callback');
  if (profile.microtasksWithoutHooksHaveNoResource && !initListenersExist() && frames.current() === undefined) {
    const run = trace.enabled ? watchedMicrotask(callback) : callback;
    enqueueMicrotask(() => runMicrotask(run));
    return;
  }
  AsyncResource ??= require('async_hooks').AsyncResource;
  const resource = new AsyncResource('Microtask', MICROTASK_OPTIONS, callback);
  enqueueMicrotask(() => runMicrotask(() => {
    try {
      resource.runInAsyncScope(callback);
    } finally {
      resource.emitDestroy();
    }
  }));
}

/** A microtask that is no resource to the program, but one to whoever watches. */
function watchedMicrotask(callback) {
  const id = trace.newId();
  trace.init(id, 'Microtask', getDefaultTriggerAsyncId(), callback);
  return () => {
    trace.before(id);
    try {
      callback();
    } finally {
      trace.after(id);
    }
  };
}

function runMicrotask(callback) {
  countCallback();
  try {
    callback();
  } catch (error) {
    triggerUncaughtException(error, false);
  }
}

module.exports = { nextTick, queueMicrotask, processTicksAndRejections, runNextTicks, invalidCallback };
