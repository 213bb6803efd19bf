// AbortController and AbortSignal (Node's doc "AbortController").
//
// Aborting is synchronous: abort() marks the signal and everything that AbortSignal.any() made from it, then
// dispatches 'abort' on each. Only AbortSignal.timeout() needs the loop; its timer does not keep it alive.

'use strict';

const {
  ObjectDefineProperties,
  ObjectDefineProperty,
  PromiseResolve,
  PromiseWithResolvers,
  SafeSet,
  Symbol,
  SymbolToStringTag,
} = primordials;

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_LOOPSCOPE_UNSUPPORTED },
} = require('internal/errors');
const {
  validateAbortSignal,
  validateAbortSignalArray,
  validateObject,
  validateUint32,
  kValidateObjectAllowObjects,
} = require('internal/validators');
const { customInspectSymbol, kEmptyObject, kEnumerableProperty } = require('internal/util');
const {
  Event,
  EventTarget,
  defineEventHandler,
  kNewListener,
  kResistStopPropagation,
  kTrustEvent,
} = require('internal/event_target');
const { inspectAs } = require('internal/util/inspect_as');
const { converters, createInterfaceConverter, createSequenceConverter } = require('internal/webidl');
const { kMaxEventTargetListeners } = require('events');
const { setTimeout } = require('timers');
const profile = require('internal/profile');

const kAborted = Symbol('kAborted');
const kReason = Symbol('kReason');
const kComposite = Symbol('kComposite');
// The signals a composite one was made from, none of them composite itself.
const kSourceSignals = Symbol('kSourceSignals');
// The composites to abort with this signal, in the order in which they began to follow it.
const kDependantSignals = Symbol('kDependantSignals');
// Says that AbortSignal's constructor is called by us.
const kInternal = Symbol('kInternal');

class AbortSignal extends EventTarget {
  // Tells our own signals from objects that only inherit from the prototype.
  #brand;

  static {
    converters.AbortSignal = createInterfaceConverter(
      'AbortSignal', (value) => typeof value === 'object' && value !== null && #brand in value);
  }

  constructor(key = undefined, { aborted = false, reason = undefined, composite = false } = kEmptyObject) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
    if (profile.abortSignalsHaveNoLimit) this[kMaxEventTargetListeners] = 0;
    this[kAborted] = aborted;
    this[kReason] = reason;
    this[kComposite] = composite;
  }

  get aborted() {
    checkSignal(this);
    adoptAbort(this);
    return !!this[kAborted];
  }

  get reason() {
    checkSignal(this);
    adoptAbort(this);
    return this[kReason];
  }

  throwIfAborted() {
    checkSignal(this);
    adoptAbort(this);
    if (this[kAborted]) throw this[kReason];
  }

  [customInspectSymbol](depth, options) {
    // The signal itself where depth ends: shown as [AbortSignal] then.
    return depth < 0 ? this : inspectAs('AbortSignal', { aborted: this.aborted }, options);
  }

  /** @returns {AbortSignal} one that has aborted already. */
  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    return new AbortSignal(kInternal, { aborted: true, reason });
  }

  /** @returns {AbortSignal} one that aborts after `delay` milliseconds, unless the program ends before. */
  static timeout(delay) {
    validateUint32(delay, 'delay', false);
    const signal = new AbortSignal(kInternal);
    setTimeout(() => {
      abortSignal(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, delay).unref();
    return signal;
  }

  /** @returns {AbortSignal} one that aborts with the first of the given signals, for the same reason. */
  static any(signals) {
    const sources = abortSignalsOf(signals);
    const composite = new AbortSignal(kInternal, { composite: true });
    composite[kSourceSignals] = new SafeSet();
    for (const signal of sources) {
      if (signal.aborted) {
        abortSignal(composite, signal.reason);
        return composite;
      }
      if (signal[kComposite]) signal[kSourceSignals].forEach((source) => composite[kSourceSignals].add(source));
      else composite[kSourceSignals].add(signal);
    }
    if (!profile.abortCompositesFollowLate) follow(composite);
    return composite;
  }

  /** In the versions that do so, a composite begins to follow its sources with its first listener. */
  [kNewListener](size, type, listener, once, capture, passive, weak) {
    super[kNewListener](size, type, listener, once, capture, passive, weak);
    if (type === 'abort' && size === 1 && this[kComposite] && !this[kAborted]) follow(this);
  }
}

ObjectDefineProperties(AbortSignal.prototype, {
  aborted: kEnumerableProperty,
  [SymbolToStringTag]: {
    __proto__: null,
    writable: false,
    enumerable: false,
    configurable: true,
    value: 'AbortSignal',
  },
});
defineEventHandler(AbortSignal.prototype, 'abort');

function checkSignal(value) {
  if (value?.[kAborted] === undefined) throw new ERR_INVALID_THIS('AbortSignal');
}

/** @returns {AbortSignal[]} the argument of AbortSignal.any(), checked. */
function abortSignalsOf(signals) {
  if (profile.abortArgumentsAreWebidl) {
    return createSequenceConverter(converters.AbortSignal)(signals, { __proto__: null, context: 'signals' });
  }
  const list = profile.abortAnyTakesOnlyArrays ? signals : createSequenceConverter(converters.any)(signals);
  validateAbortSignalArray(list, 'signals');
  return list;
}

function follow(composite) {
  composite[kSourceSignals].forEach((source) => {
    source[kDependantSignals] ??= new SafeSet();
    source[kDependantSignals].add(composite);
  });
}

/** Gives a composite that does not follow yet the abort of a source. */
function adoptAbort(signal) {
  if (!profile.abortCompositesFollowLate || !signal[kComposite] || signal[kAborted]) return;
  for (const source of signal[kSourceSignals]) {
    if (source[kAborted]) {
      abortSignal(signal, source[kReason]);
      return;
    }
  }
}

/** Aborts a signal and the composites that follow it; a second time does nothing. */
function abortSignal(signal, reason) {
  if (signal[kAborted]) return;
  signal[kAborted] = true;
  signal[kReason] = reason;
  if (!profile.abortMarksDependantsFirst) {
    dispatchAbort(signal);
    signal[kDependantSignals]?.forEach((dependant) => abortSignal(dependant, reason));
    return;
  }
  const dependants = [];
  signal[kDependantSignals]?.forEach((dependant) => {
    if (dependant[kAborted]) return;
    dependant[kAborted] = true;
    dependant[kReason] = reason;
    dependants.push(dependant);
  });
  dispatchAbort(signal);
  dependants.forEach(dispatchAbort);
}

function dispatchAbort(signal) {
  signal.dispatchEvent(new Event('abort', { [kTrustEvent]: true }));
}

class AbortController {
  #signal;

  get signal() {
    this.#signal ??= new AbortSignal(kInternal);
    return this.#signal;
  }

  abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    abortSignal(this.#signal ??= new AbortSignal(kInternal), reason);
  }

  [customInspectSymbol](depth, options) {
    return depth < 0 ? this : inspectAs('AbortController', { signal: this.signal }, options);
  }
}

ObjectDefineProperties(AbortController.prototype, {
  signal: kEnumerableProperty,
  abort: kEnumerableProperty,
  [SymbolToStringTag]: {
    __proto__: null,
    writable: false,
    enumerable: false,
    configurable: true,
    value: 'AbortController',
  },
});

/**
 * util.aborted: waits until a signal aborts.
 * @param {AbortSignal} signal
 * @param {object} resource what the wait is for
 * @returns {Promise<Event|undefined>} the event; undefined when the signal had aborted before
 */
async function aborted(signal, resource) {
  if (profile.abortArgumentsAreWebidl) converters.AbortSignal(signal, { __proto__: null, context: 'signal' });
  else if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  else validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource', kValidateObjectAllowObjects);
  if (signal.aborted) return PromiseResolve();
  const { promise, resolve } = PromiseWithResolvers();
  signal.addEventListener('abort', (event) => {
    if (event.isTrusted) resolve(event);
  }, { __proto__: null, once: true, [kResistStopPropagation]: true });
  return promise;
}

/** util.transferableAbortSignal: one that must be listed for transfer in messages; but signals cannot cross threads here. */
function transferableAbortSignal(signal) {
  if (signal?.[kAborted] === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  const { kTransfer, markTransferMode } = require('internal/worker/js_transferable');
  markTransferMode(signal, false, true);
  const refuse = () => {
    throw new ERR_LOOPSCOPE_UNSUPPORTED('the transfer of an AbortSignal');
  };
  return ObjectDefineProperty(signal, kTransfer, { __proto__: null, configurable: true, value: refuse });
}

/** util.transferableAbortController: one with such a signal. */
function transferableAbortController() {
  const controller = new AbortController();
  transferableAbortSignal(controller.signal);
  return controller;
}

module.exports = {
  AbortController,
  AbortSignal,
  abortSignal,
  aborted,
  transferableAbortController,
  transferableAbortSignal,
};
