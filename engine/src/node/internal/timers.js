// Node's timers over the loop's one timer: a list for each delay, a heap of lists. Node's doc: "Timers".
//
//   heap of lists, by expiry ──► list of 10 ms ──► Timeout ► Timeout      (in order of insertion)
//                                list of 25 ms ──► Timeout
//
// All timers of a delay wait equally long, so each list is in order by itself, and only lists need a heap. What follows
// from that is measured in real Node: a list is drained while its head is due before the next list is looked at, and
// two lists that are due together run in the order in which the lists were made.
'use strict';

const { MathMax, MathTrunc, ReflectApply, Symbol, SymbolDispose, SymbolToPrimitive } = primordials;
const { getLibuvNow, scheduleTimer, toggleTimerRef } = internalBinding('timers');
const list = require('internal/linkedlist');
const PriorityQueue = require('internal/priority_queue');
const frames = require('internal/async_context_frame');
const profile = require('internal/profile');
const trace = require('internal/trace');
const { countCallback } = require('internal/fields');
const {
  newAsyncId, getDefaultTriggerAsyncId,
  initHooksExist, destroyHooksExist, emitInit, emitBefore, emitAfter, emitDestroy,
} = require('internal/async_hooks');
const { runNextTicks } = require('internal/process/task_queues');

/** The longest delay in milliseconds: a signed 32-bit number. */
const TIMEOUT_MAX = 2 ** 31 - 1;

const kRefed = Symbol('refed');
const kHasPrimitive = Symbol('kHasPrimitive');
const kResourceStore = Symbol('kAsyncContextFrame');
/** The ids of timers and immediates lie behind symbols of their own, which inspect shows. */
const kAsyncId = Symbol('asyncId');
const kTriggerId = Symbol('triggerId');

/** Lists by delay in milliseconds. */
const lists = { __proto__: null };
/** Timeouts that were turned into a number or string, by that number. */
const knownTimersById = { __proto__: null };
const queue = new PriorityQueue(
  (a, b) => a.expiry - b.expiry || a.id - b.id,
  (timersList, position) => { timersList.priorityQueuePosition = position; },
);
let lastListId = 0;
/** When the loop's timer fires, in loop milliseconds. */
let nextExpiry = Infinity;
let refCount = 0;

/** All timers of one delay. */
class TimersList {
  constructor(expiry, msecs) {
    list.init(this);
    this.expiry = expiry;
    this.id = ++lastListId;
    this.msecs = msecs;
    this.priorityQueuePosition = null;
  }
}

/** Gives a resource its async ids, and tells the hooks. */
function initAsyncResource(resource, type, callback) {
  const asyncId = (resource[kAsyncId] = newAsyncId());
  const trigger = (resource[kTriggerId] = getDefaultTriggerAsyncId());
  if (initHooksExist()) emitInit(asyncId, type, trigger, resource, callback);
}

const warned = { negative: false, notANumber: false };

/** The delay to use: whole numbers from 1 to TIMEOUT_MAX; anything else is 1, with a warning where Node has one. */
function toDelay(after) {
  if (after === undefined) return 1;
  after *= 1;
  if (after >= 1 && after <= TIMEOUT_MAX) return after;
  const warn = (what, name) => process.emitWarning(`${after} ${what}.\nTimeout duration was set to 1.`, name);
  if (after > TIMEOUT_MAX) {
    warn('does not fit into a 32-bit signed integer', 'TimeoutOverflowWarning');
  } else if (profile.warnsOfOddDelays && after < 0 && !warned.negative) {
    warned.negative = true;
    warn('is a negative number', 'TimeoutNegativeWarning');
  } else if (profile.warnsOfOddDelays && after !== after && !warned.notANumber) {
    warned.notANumber = true;
    warn('is not a number', 'TimeoutNaNWarning');
  }
  return 1;
}

/** What setTimeout and setInterval give. */
class Timeout {
  constructor(callback, after, args, isRepeat, isRefed) {
    after = toDelay(after);
    this._idleTimeout = after;
    this._idlePrev = this;
    this._idleNext = this;
    this._idleStart = null;
    // Set in two steps, so that engines see a field that may change.
    this._onTimeout = null;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = isRepeat ? after : null;
    this._destroyed = false;
    if (isRefed) incRefCount();
    this[kRefed] = isRefed;
    this[kHasPrimitive] = false;
    initAsyncResource(this, 'Timeout', callback);
    if (trace.enabled && !isRefed) tellRef(this);
    if (profile.timersHoldTheirFrame) this[kResourceStore] = frames.current();
  }

  refresh() {
    if (this[kRefed]) active(this);
    else insertUnrefed(this);
    return this;
  }

  unref() {
    if (this[kRefed]) {
      this[kRefed] = false;
      if (trace.enabled) tellRef(this);
      if (!this._destroyed) decRefCount();
    }
    return this;
  }

  ref() {
    if (this[kRefed] === false) {
      this[kRefed] = true;
      if (trace.enabled) tellRef(this);
      if (!this._destroyed) incRefCount();
    }
    return this;
  }

  hasRef() {
    return this[kRefed];
  }

  close() {
    require('timers').clearTimeout(this);
    return this;
  }

  [SymbolDispose]() {
    require('timers').clearTimeout(this);
  }

  [SymbolToPrimitive]() {
    const id = this[kAsyncId];
    if (!this[kHasPrimitive]) {
      this[kHasPrimitive] = true;
      knownTimersById[id] = this;
    }
    return id;
  }

  [Symbol.for('nodejs.util.inspect.custom')](_, options) {
    const { inspect } = require('internal/util/inspect');
    return inspect(this, { ...options, depth: 0, customInspect: false });
  }
}

/** Starts a timer that is referenced, or starts it anew. */
function active(timer) {
  insertGuarded(timer, true);
}

/** Starts a timer that does not keep the loop alive. */
function insertUnrefed(timer) {
  insertGuarded(timer, false);
}

function insertGuarded(timer, isRefed) {
  const msecs = timer._idleTimeout;
  if (msecs < 0 || msecs === undefined) return;
  insert(timer, msecs);
  const wasOver = timer._destroyed;
  if (!timer[kAsyncId] || wasOver) {
    timer._destroyed = false;
    initAsyncResource(timer, 'Timeout', timer._onTimeout);
  }
  const wasCounted = !wasOver && !!timer[kRefed];
  if (isRefed && !wasCounted) incRefCount();
  else if (!isRefed && wasCounted) decRefCount();
  const changes = timer[kRefed] !== isRefed;
  timer[kRefed] = isRefed;
  if (trace.enabled && changes) tellRef(timer);
}

/** Tells whoever watches whether a timer keeps the process alive. */
function tellRef(timer) {
  trace.ref(timer[kAsyncId], timer[kRefed]);
}

/** Puts a timer at the end of its delay's list, counting from `start`. */
function insert(timer, delay, start = getLibuvNow()) {
  const msecs = profile.fractionsOfDelaysAreTruncated ? MathTrunc(delay) : delay;
  timer._idleStart = start;
  let timersList = lists[msecs];
  if (timersList === undefined) {
    const expiry = start + msecs;
    lists[msecs] = timersList = new TimersList(expiry, msecs);
    queue.insert(timersList);
    if (nextExpiry > expiry) {
      scheduleTimer(msecs);
      nextExpiry = expiry;
    }
  }
  list.append(timersList, timer);
  // Timers of Node's own modules may be put here before they have an id.
  if (trace.enabled && timer[kAsyncId]) trace.timer(timer[kAsyncId], msecs, start + msecs);
}

/** Takes a timer out: it is over or was cleared. */
function unenroll(timer) {
  if (timer._destroyed) return;
  timer._destroyed = true;
  if (timer[kHasPrimitive]) delete knownTimersById[timer[kAsyncId]];
  if (destroyHooksExist() && timer[kAsyncId] !== undefined) emitDestroy(timer[kAsyncId]);
  list.remove(timer);
  if (timer[kRefed]) {
    dropListIfEmpty(timer._idleTimeout);
    decRefCount();
  }
  timer._idleTimeout = -1;
}

/** Empty lists of referenced timers go at once; those of unreferenced ones wait: they are likely to be used again. */
function dropListIfEmpty(delay) {
  const msecs = profile.fractionsOfDelaysAreTruncated ? MathTrunc(delay) : delay;
  const timersList = lists[msecs];
  if (timersList !== undefined && list.isEmpty(timersList)) {
    queue.removeAt(timersList.priorityQueuePosition);
    delete lists[msecs];
  }
}

function incRefCount() {
  if (refCount++ === 0) toggleTimerRef(true);
}

function decRefCount() {
  if (--refCount === 0) toggleTimerRef(false);
}

/**
 * Runs every due list. Called by the engine; again when a callback threw.
 * @param {number} now loop milliseconds
 * @returns {number} when the next list is due: negative when only unreferenced timers are left, 0 when none are
 */
function processTimers(now) {
  nextExpiry = Infinity;
  let ranAList = false;
  let timersList;
  while ((timersList = queue.peek()) !== undefined) {
    if (timersList.expiry > now) {
      // By the time that this phase began with: what came due in its callbacks waits for the next one.
      nextExpiry = timersList.expiry;
      return refCount > 0 ? nextExpiry : -nextExpiry;
    }
    if (ranAList) runNextTicks();
    ranAList = true;
    runList(timersList, now);
  }
  return 0;
}

/** Runs the due timers of one list. */
function runList(timersList, now) {
  const { msecs } = timersList;
  let ranATimer = false;
  let timer;
  while ((timer = list.peek(timersList)) !== null) {
    if (now - timer._idleStart < msecs) {
      // At least a millisecond later, so that poll and check come first.
      timersList.expiry = MathMax(timer._idleStart + msecs, now + 1);
      timersList.id = ++lastListId;
      queue.percolateDown(1);
      return;
    }
    if (ranATimer && profile.drainsBetweenTimers) runNextTicks();
    ranATimer = true;
    list.remove(timer);
    if (timer._onTimeout) runTimer(timer);
    else forget(timer);
  }
  // A callback may have dropped the list and made a new one of the same delay.
  if (timersList === lists[msecs]) {
    delete lists[msecs];
    queue.shift();
  }
}

/** The timer whose callback runs. */
let running;

/** Lets go of the callback of a cleared timer; from Node 24 on of its arguments, too, once they are not in use. */
function release(timer) {
  const isWhole = profile.clearedTimersHoldNothing && timer !== running;
  timer._onTimeout = isWhole ? undefined : null;
  if (isWhole) timer._timerArgs = undefined;
}

function runTimer(timer) {
  const asyncId = timer[kAsyncId];
  const before = frames.exchange(timer[kResourceStore]);
  emitBefore(asyncId, timer[kTriggerId], timer);
  countCallback();
  const start = timer._repeat ? getLibuvNow() : undefined;
  let returned = false;
  running = timer;
  try {
    const args = timer._timerArgs;
    if (args === undefined) timer._onTimeout();
    else ReflectApply(timer._onTimeout, timer, args);
    returned = true;
  } finally {
    running = undefined;
    if (timer._onTimeout === null) release(timer);
    finishTimer(timer, start, returned);
  }
  emitAfter(asyncId);
  frames.exchange(before);
}

/** An interval starts again; anything else that its callback did not start again is over. */
function finishTimer(timer, start, returned) {
  const goesOn = returned || profile.intervalsSurviveAThrow;
  if (timer._repeat && timer._idleTimeout !== -1 && goesOn) {
    timer._idleTimeout = timer._repeat;
    insert(timer, timer._idleTimeout, start);
  } else if (!timer._idleNext && !timer._idlePrev) {
    forget(timer);
  }
}

/** Marks a timer that is in no list as over; `refresh()` may start it again. The loop's reference is settled when
 * processTimers returns. */
function forget(timer) {
  if (timer._destroyed) return;
  timer._destroyed = true;
  if (timer[kHasPrimitive]) delete knownTimersById[timer[kAsyncId]];
  if (timer[kRefed]) refCount--;
  if (destroyHooksExist()) emitDestroy(timer[kAsyncId]);
}

/** How many referenced timers run or wait: for process.getActiveResourcesInfo(). */
function activeTimers() {
  return refCount;
}

function getTimerDuration(msecs, name) {
  const { validateNumber } = require('internal/validators');
  const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
  validateNumber(msecs, name);
  if (msecs < 0 || !Number.isFinite(msecs)) throw new ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs);
  if (msecs > TIMEOUT_MAX) {
    process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${TIMEOUT_MAX}.`,
                        'TimeoutOverflowWarning');
    return TIMEOUT_MAX;
  }
  return msecs;
}

/** A timer of Node's own modules, such as a socket's: its callback is called as a method of the timer. */
function setUnrefTimeout(callback, after) {
  const timer = new Timeout(callback, after, undefined, false, false);
  insert(timer, timer._idleTimeout);
  return timer;
}

module.exports = {
  TIMEOUT_MAX,
  Timeout,
  kAsyncId,
  kRefed,
  kTriggerId,
  kTimeout: Symbol('timeout'),
  knownTimersById,
  initAsyncResource,
  active,
  insertUnrefed,
  insert,
  release,
  unenroll,
  processTimers,
  activeTimers,
  getTimerDuration,
  setUnrefTimeout,
};
