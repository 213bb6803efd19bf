// Rejections without a handler: V8 reports them, this file keeps the list and decides what becomes of each.
// Node's doc: "Event: 'unhandledRejection'", "--unhandled-rejections=mode".
'use strict';

const { SafeMap, SafeWeakMap } = primordials;
const { describeSafely, triggerUncaughtException } = internalBinding('errors');
const { tickInfo, kHasRejectionToWarn } = require('internal/fields');
const frames = require('internal/async_context_frame');
const profile = require('internal/profile');
const trace = require('internal/trace');
const { async_id_symbol, trigger_async_id_symbol, pushAsyncContext, popAsyncContext } = require('internal/async_hooks');

/** Numbers of V8's PromiseRejectEvent. */
const REJECT_WITH_NO_HANDLER = 0;
const HANDLER_ADDED_AFTER_REJECT = 1;
const REJECT_AFTER_RESOLVED = 2;
const RESOLVE_AFTER_RESOLVED = 3;

/** Rejected promises that nobody has heard of yet, in order, with what is known of each. */
let pending = new SafeMap();
/** Promises that were reported, for the case that a handler comes late. */
const reported = new SafeWeakMap();
/** Reported promises that got a handler since the last round. */
const handledLate = [];
let lastUid = 0;

/** Called by the engine whenever V8 reports on a promise. */
function onPromiseReject(event, promise, value) {
  if (event === REJECT_WITH_NO_HANDLER) {
    // Only node:domain sets `process.domain`.
    pending.set(promise, { reason: value, uid: ++lastUid, frame: frames.current(), domain: process.domain });
    tickInfo[kHasRejectionToWarn] = 1;
  } else if (event === HANDLER_ADDED_AFTER_REJECT) {
    onHandlerAdded(promise);
  } else if (profile.emitsMultipleResolves && process.listenerCount('multipleResolves') > 0) {
    const type = event === REJECT_AFTER_RESOLVED ? 'reject' : 'resolve';
    if (event === REJECT_AFTER_RESOLVED || event === RESOLVE_AFTER_RESOLVED) {
      process.nextTick(emitMultipleResolves, type, promise, value);
    }
  }
}

let hasWarnedOfMultipleResolves = false;

/** Emits the event, and tells the first time that somebody hears it that it is deprecated. */
function emitMultipleResolves(type, promise, value) {
  if (!process.emit('multipleResolves', type, promise, value) || hasWarnedOfMultipleResolves) return;
  hasWarnedOfMultipleResolves = true;
  process.emitWarning('The multipleResolves event has been deprecated.', 'DeprecationWarning', 'DEP0160');
}

function onHandlerAdded(promise) {
  if (pending.delete(promise)) return;
  const info = reported.get(promise);
  if (info === undefined) return;
  reported.delete(promise);
  const { uid } = info;
  const warning = new Error(`Promise rejection was handled asynchronously (rejection id: ${uid})`);
  warning.name = 'PromiseRejectionHandledWarning';
  warning.id = uid;
  handledLate.push({ promise, warning });
  tickInfo[kHasRejectionToWarn] = 1;
}

/**
 * Reports late handlers and unhandled rejections. Called when ticks and microtasks are both empty.
 * @returns {boolean} whether listeners ran, who may have queued more
 */
function processPromiseRejections() {
  let listenersRan = handledLate.length > 0;
  while (handledLate.length > 0) {
    const { promise, warning } = handledLate.shift();
    if (!process.emit('rejectionHandled', promise)) process.emitWarning(warning);
  }
  if (pending.size === 0) return listenersRan;
  for (const [promise, info] of takeRound()) {
    if (trace.enabled) trace.rejection(promise, info.reason);
    reported.set(promise, info);
    inContextOf(promise, info, () => currentMode()(promise, info));
    listenersRan = true;
  }
  return listenersRan || pending.size > 0;
}

/** The rejections of this round. When a listener throws, those behind it are lost from Node 20 on. */
function* takeRound() {
  if (profile.throwingRejectionListenerLosesTheRest) {
    const round = pending;
    pending = new SafeMap();
    for (const entry of [...round]) yield entry;
    return;
  }
  for (let left = pending.size; left > 0 && pending.size > 0; left--) {
    const [entry] = pending;
    pending.delete(entry[0]);
    yield entry;
  }
}

/** Listeners run in the async context of the promise, with the frame in which it was rejected. */
function inContextOf(promise, info, block) {
  const asyncId = promise[async_id_symbol];
  const before = frames.exchange(info.frame);
  if (asyncId !== undefined) pushAsyncContext(asyncId, promise[trigger_async_id_symbol], promise);
  try {
    block();
  } finally {
    if (asyncId !== undefined) popAsyncContext();
    frames.exchange(before);
  }
}

/** Tells the domain that the promise was rejected in, or the process. */
function emitUnhandled(promise, { reason, domain }) {
  return domain ? domain.emit('error', reason) : process.emit('unhandledRejection', reason, promise);
}

/** What each mode of --unhandled-rejections does with a rejection. */
const MODES = {
  'throw'(promise, info) {
    if (!emitUnhandled(promise, info)) triggerUncaughtException(errorFor(info.reason), true);
  },
  'strict'(promise, info) {
    triggerUncaughtException(errorFor(info.reason), true);
    if (!emitUnhandled(promise, info)) warnOf(info);
  },
  'warn'(promise, info) {
    warnOf(info);
    emitUnhandled(promise, info);
  },
  'warn-with-error-code'(promise, info) {
    if (emitUnhandled(promise, info)) return;
    warnOf(info);
    process.exitCode = 1;
  },
  'none': emitUnhandled,
  'deprecated-default'(promise, info) {
    if (!emitUnhandled(promise, info)) warnOf(info);
  },
};

function currentMode() {
  const { getOptionValue } = require('internal/options');
  const byDefault = profile.unhandledRejectionsThrow ? 'throw' : 'deprecated-default';
  return MODES[getOptionValue('--unhandled-rejections') || byDefault];
}

const isErrorLike = (value) => typeof value === 'object' && value !== null && Object.hasOwn(value, 'stack');

/** The error to throw for a rejection whose reason may be anything. */
function errorFor(reason) {
  if (isErrorLike(reason)) return reason;
  const { codes: { ERR_UNHANDLED_REJECTION } } = require('internal/errors');
  return new ERR_UNHANDLED_REJECTION(describeSafely(reason));
}

function warnOf({ reason, uid }) {
  const warning = new Error(
    'Unhandled promise rejection. This error originated either by throwing inside of an async function without a ' +
    'catch block, or by rejecting a promise which was not handled with .catch(). To terminate the node process on ' +
    'unhandled promise rejection, use the CLI flag `--unhandled-rejections=strict` (see ' +
    `https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: ${uid})`);
  warning.name = 'UnhandledPromiseRejectionWarning';
  if (isErrorLike(reason)) process.emitWarning(reason.stack, 'UnhandledPromiseRejectionWarning');
  else process.emitWarning(describeSafely(reason), 'UnhandledPromiseRejectionWarning');
  process.emitWarning(warning);
}

/** Whether there is a mode of that name to ask for. */
const isMode = (name) => name !== 'deprecated-default' && Object.hasOwn(MODES, name);

module.exports = { isMode, onPromiseReject, processPromiseRejections };
