// setImmediate's queue: what runs in the check phase. Node's doc: "setImmediate".
'use strict';

const { ReflectApply, Symbol, SymbolDispose } = primordials;
const { toggleImmediateRef } = internalBinding('timers');
const {
  immediateInfo, kImmediateCount, kImmediateRefCount, kImmediateHasOutstanding, countCallback,
} = require('internal/fields');
const frames = require('internal/async_context_frame');
const profile = require('internal/profile');
const trace = require('internal/trace');
const { initAsyncResource, kAsyncId, kRefed, kTriggerId } = require('internal/timers');
const { destroyHooksExist, emitBefore, emitAfter, emitDestroy } = require('internal/async_hooks');
const { runNextTicks } = require('internal/process/task_queues');

/** A list threaded through its immediates. */
class ImmediateList {
  constructor() {
    this.head = null;
    this.tail = null;
  }

  append(item) {
    if (this.tail !== null) {
      this.tail._idleNext = item;
      item._idlePrev = this.tail;
    } else {
      this.head = item;
    }
    this.tail = item;
  }

  remove(item) {
    if (item._idleNext) item._idleNext._idlePrev = item._idlePrev;
    if (item._idlePrev) item._idlePrev._idleNext = item._idleNext;
    if (item === this.head) this.head = item._idleNext;
    if (item === this.tail) this.tail = item._idlePrev;
    item._idleNext = null;
    item._idlePrev = null;
  }
}

const immediateQueue = new ImmediateList();
/** What is left of a batch in which a callback threw: it comes before newer immediates. */
const outstandingQueue = new ImmediateList();
const kResourceStore = Symbol('kAsyncContextFrame');

/** What setImmediate gives. */
class Immediate {
  constructor(callback, args) {
    this._idleNext = null;
    this._idlePrev = null;
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this[kRefed] = false;
    initAsyncResource(this, 'Immediate', callback);
    if (profile.timersHoldTheirFrame) this[kResourceStore] = frames.current();
    reference(this);
    immediateInfo[kImmediateCount]++;
    immediateQueue.append(this);
  }

  ref() {
    if (this[kRefed] === false) {
      reference(this);
      if (trace.enabled) trace.ref(this[kAsyncId], true);
    }
    return this;
  }

  unref() {
    if (this[kRefed] === true) {
      this[kRefed] = false;
      if (trace.enabled) trace.ref(this[kAsyncId], false);
      if (--immediateInfo[kImmediateRefCount] === 0) toggleImmediateRef(false);
    }
    return this;
  }

  hasRef() {
    return !!this[kRefed];
  }

  [SymbolDispose]() {
    clearImmediate(this);
  }
}

/** Lets an immediate keep the process alive. */
function reference(immediate) {
  immediate[kRefed] = true;
  if (immediateInfo[kImmediateRefCount]++ === 0) toggleImmediateRef(true);
}

/** Counts an immediate out: it runs now, or was cleared. */
function countOut(immediate) {
  immediate._destroyed = true;
  immediateInfo[kImmediateCount]--;
  if (immediate[kRefed] && --immediateInfo[kImmediateRefCount] === 0) toggleImmediateRef(false);
  immediate[kRefed] = null;
}

/** Lets go of a callback that will not run any more, from Node 24 on of its arguments, too. */
function release(immediate) {
  immediate._onImmediate = profile.clearedTimersHoldNothing ? undefined : null;
  if (profile.clearedTimersHoldNothing) immediate._argv = undefined;
}

function clearImmediate(immediate) {
  if (!immediate?._onImmediate || immediate._destroyed) return;
  countOut(immediate);
  if (destroyHooksExist() && immediate[kAsyncId] !== undefined) emitDestroy(immediate[kAsyncId]);
  release(immediate);
  immediateQueue.remove(immediate);
}

/** Runs all immediates that are queued now. Called by the engine; again when a callback threw. */
function processImmediate() {
  const queue = outstandingQueue.head !== null ? outstandingQueue : immediateQueue;
  let immediate = queue.head;
  if (queue === immediateQueue) {
    // What callbacks queue is for the next iteration of the loop.
    immediateQueue.head = immediateQueue.tail = null;
    immediateInfo[kImmediateHasOutstanding] = 1;
  }
  let previous;
  while (immediate !== null) {
    if (previous !== undefined && profile.drainsBetweenTimers) runNextTicks();
    if (immediate._destroyed) {
      // Cleared while the ticks ran: its own link is gone, that of the one before is not.
      outstandingQueue.head = immediate = previous._idleNext;
      continue;
    }
    previous = immediate;
    countOut(immediate);
    runImmediate(immediate);
    immediate = immediate._idleNext;
  }
  if (queue === outstandingQueue) outstandingQueue.head = null;
  immediateInfo[kImmediateHasOutstanding] = 0;
}

function runImmediate(immediate) {
  const asyncId = immediate[kAsyncId];
  const before = frames.exchange(immediate[kResourceStore]);
  emitBefore(asyncId, immediate[kTriggerId], immediate);
  countCallback();
  try {
    const args = immediate._argv;
    if (args === undefined) immediate._onImmediate();
    else ReflectApply(immediate._onImmediate, immediate, args);
  } finally {
    release(immediate);
    if (destroyHooksExist()) emitDestroy(asyncId);
    outstandingQueue.head = immediate._idleNext;
  }
  emitAfter(asyncId);
  frames.exchange(before);
}

module.exports = { Immediate, clearImmediate, processImmediate };
