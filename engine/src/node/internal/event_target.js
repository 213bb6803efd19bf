// EventTarget (Node's doc "EventTarget"), the ground of AbortSignal, MessagePort, Worker globals and performance.
//
// Listeners of one event are a linked list, and dispatching follows its links while listeners change it. Hence a
// listener added during a dispatch is still called, unless the last one added it; a removed one is not.
// An error of a listener reaches 'uncaughtException' in a tick; the other listeners run.

'use strict';

const { ObjectDefineProperties, ReflectApply, SafeMap, SymbolFor, SymbolToStringTag } = primordials;

const {
  codes: { ERR_EVENT_RECURSION, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS },
} = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');
const { customInspectSymbol, kEmptyObject, kEnumerableProperty } = require('internal/util');
const {
  CustomEvent,
  Event,
  kInPassiveListener,
  kIsBeingDispatched,
  kStop,
  kTarget,
  kTrustEvent,
} = require('internal/event_target/event');
const {
  kCreateEvent,
  kEvents,
  kHandlers,
  kIsNodeStyleListener,
  kNewListener,
  kRemoveListener,
  kResistStopPropagation,
  kWeakHandler,
} = require('internal/event_target/symbols');
const { defineEventHandler } = require('internal/event_target/handlers');
const { Listener, isUsableListener, listenerOptions } = require('internal/event_target/listener');
const { inspectAs } = require('internal/util/inspect_as');
const { converters } = require('internal/webidl');
const EventEmitter = require('events');
const { kMaxEventTargetListeners, kMaxEventTargetListenersWarned } = EventEmitter;
const profile = require('internal/profile');

const kIsEventTarget = SymbolFor('nodejs.event_target');
const kHybridDispatch = SymbolFor('nodejs.internal.kHybridDispatch');

const isEventTarget = (value) => value?.constructor?.[kIsEventTarget];

function checkThis(value) {
  if (!isEventTarget(value)) throw new ERR_INVALID_THIS('EventTarget');
}

/** Sets the state of a target that was not made by `new EventTarget()`. */
function initEventTarget(self) {
  self[kEvents] = profile.eventTargetsAllocateLate ? undefined : new SafeMap();
  self[kMaxEventTargetListeners] = EventEmitter.defaultMaxListeners;
  self[kMaxEventTargetListenersWarned] = false;
  if (profile.eventTargetsAllocateLate) self[kHandlers] = undefined;
  else if (profile.eventHandlersAreChecked) self[kHandlers] = new SafeMap();
}

function throwInTick(err) {
  process.nextTick(() => {
    throw err;
  });
}

/** An async listener's rejection is an uncaught exception, like an error. */
function watchResult(result) {
  const { then } = result;
  if (typeof then === 'function') ReflectApply(then, result, [undefined, throwInTick]);
}

function emitListenerWarning(message, name, fields) {
  // Not a genericNodeError: the name is shown last by inspect() in Node, too.
  const warning = new Error(message);
  warning.name = name;
  Object.assign(warning, fields);
  process.emitWarning(warning);
}

// Functions, not private methods: targets such as MessagePort are not made by the constructor.

/** Takes a listener out of the list of its event. */
function drop(target, root, entry, type) {
  entry.remove();
  root.size--;
  if (root.size === 0) target[kEvents].delete(type);
  target[kRemoveListener](root.size, type, entry.listener, entry.capture);
}

function callEntry(target, entry, arg) {
  const isPassive = profile.passiveListenersCannotPrevent && entry.passive && !entry.isNodeStyle;
  try {
    if (isPassive) arg[kInPassiveListener] = true;
    const result = entry.call(target, arg);
    if (result !== undefined && result !== null) watchResult(result);
  } catch (err) {
    throwInTick(err);
  } finally {
    if (isPassive) arg[kInPassiveListener] = false;
  }
}

class EventTarget {
  static [kIsEventTarget] = true;

  constructor() {
    initEventTarget(this);
  }

  /** Hook for subclasses: a listener was added; the arguments after `listener` are its flags. */
  [kNewListener](size, type, listener, once, capture, passive, weak) {
    const limit = this[kMaxEventTargetListeners];
    if (!(limit > 0) || size <= limit || this[kMaxEventTargetListenersWarned]) return;
    this[kMaxEventTargetListenersWarned] = true;
    const { inspect } = require('internal/util/inspect');
    const stated = profile.eventsWarningStatesLimit ? ` MaxListeners is ${limit}.` : '';
    emitListenerWarning(
      `Possible EventTarget memory leak detected. ${size} ${type} listeners ` +
      `added to ${inspect(this, { depth: -1 })}.${stated} Use events.setMaxListeners() to increase limit`,
      'MaxListenersExceededWarning', { target: this, type, count: size });
  }

  /** Hook for subclasses: a listener was removed, `size` are left. */
  [kRemoveListener](size, type, listener, capture) {}

  /** The event for a value dispatched by kHybridDispatch, made when the first listener wants one. */
  [kCreateEvent](nodeValue, type) {
    return new CustomEvent(type, { detail: nodeValue });
  }

  /**
   * Adds a listener at the end; one that is there already with the same `capture` is not added again.
   * @param {string} type
   * @param {Function|{ handleEvent: Function }} listener
   * @param {{ once?: boolean, passive?: boolean, capture?: boolean, signal?: AbortSignal }|boolean} [options]
   */
  addEventListener(type, listener, options = kEmptyObject) {
    checkThis(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    options = listenerOptions(options);
    const { signal } = options;
    validateAbortSignal(signal, 'options.signal');
    if (!isUsableListener(listener)) {
      emitListenerWarning(`addEventListener called with ${listener} which has no effect.`,
                          'AddEventListenerArgumentTypeWarning', { target: this, type });
      return;
    }
    type = converters.DOMString(type);
    if (signal) {
      if (signal.aborted) return;
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, options), {
        __proto__: null, once: true, [kWeakHandler]: this, [kResistStopPropagation]: true,
      });
    }
    const capture = !!options.capture;
    const events = (this[kEvents] ??= new SafeMap());
    let root = events.get(type);
    if (root === undefined) {
      // Nobody asks for the last; it is shown where a target is inspected.
      root = { size: 0, next: undefined, resistStopPropagation: !!options[kResistStopPropagation] };
      events.set(type, root);
    }
    let last = root;
    while (last.next !== undefined) {
      last = last.next;
      if (last.is(listener, capture)) return;
    }
    const entry = new Listener(listener, capture, options);
    entry.previous = last;
    last.next = entry;
    root.size++;
    this[kNewListener](root.size, type, listener, entry.once, capture, entry.passive, !!options[kWeakHandler]);
  }

  removeEventListener(type, listener, options = kEmptyObject) {
    checkThis(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    if (!isUsableListener(listener)) return;
    type = converters.DOMString(type);
    const capture = typeof options === 'boolean' && profile.removeListenerTakesBoolean ?
      options : options?.capture === true;
    const root = this[kEvents]?.get(type);
    for (let entry = root?.next; entry !== undefined; entry = entry.next) {
      if (entry.is(listener, capture)) {
        drop(this, root, entry, type);
        return;
      }
    }
  }

  /** Calls the listeners at once. @returns {boolean} false when a listener called preventDefault(). */
  dispatchEvent(event) {
    checkThis(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('event');
    if (!(event instanceof Event)) throw new ERR_INVALID_ARG_TYPE('event', 'Event', event);
    if (event[kIsBeingDispatched]) throw new ERR_EVENT_RECURSION(event.type);
    this[kHybridDispatch](event, event.type, event);
    return !event.defaultPrevented;
  }

  /**
   * Gives a value to the listeners of Node's kind and an event to the others.
   * @param {any} nodeValue
   * @param {string} type
   * @param {Event} [event] made from the value when it is wanted and not given
   */
  [kHybridDispatch](nodeValue, type, event) {
    const begin = (made) => {
      made[kTarget] = this;
      made[kIsBeingDispatched] = true;
      return made;
    };
    if (event !== undefined) begin(event);

    const root = this[kEvents]?.get(type);
    for (let entry = root?.next, next; entry !== undefined; entry = next) {
      // Read before the call: what the last listener adds is not called any more.
      next = entry.next;
      if (entry.removed || (event?.[kStop] === true && !entry.resistsStop)) continue;
      if (entry.once) drop(this, root, entry, type);
      if (!entry.isNodeStyle) event ??= begin(this[kCreateEvent](nodeValue, type));
      callEntry(this, entry, entry.isNodeStyle ? nodeValue : event);
      // Measured: only the first listener that is called sees the event under way (eventPhase, currentTarget).
      if (event !== undefined) event[kIsBeingDispatched] = false;
    }
    if (event !== undefined) event[kIsBeingDispatched] = false;
  }

  [customInspectSymbol](depth, options) {
    checkThis(this);
    const { name } = this.constructor;
    return depth < 0 ? name : inspectAs(name, {}, options);
  }
}

ObjectDefineProperties(EventTarget.prototype, {
  addEventListener: kEnumerableProperty,
  removeEventListener: kEnumerableProperty,
  dispatchEvent: kEnumerableProperty,
  [SymbolToStringTag]: {
    __proto__: null,
    writable: false,
    enumerable: false,
    configurable: true,
    value: 'EventTarget',
  },
});

/** @returns {Function[]} the listeners of one event, in calling order. */
function listenersOf(target, type) {
  const listeners = [];
  for (let entry = target[kEvents]?.get(type)?.next; entry !== undefined; entry = entry.next) {
    listeners.push(entry.listener);
  }
  return listeners;
}

/** @returns {number} how many listeners an event has; a handler attribute that holds null does not count. */
function listenerCountOf(target, type) {
  return target[kEvents]?.get(type)?.size ?? 0;
}

module.exports = {
  CustomEvent,
  Event,
  EventTarget,
  defineEventHandler,
  initEventTarget,
  isEventTarget,
  kCreateEvent,
  kEvents,
  kHybridDispatch,
  kIsNodeStyleListener,
  kNewListener,
  kRemoveListener,
  kResistStopPropagation,
  kTrustEvent,
  kWeakHandler,
  listenerCountOf,
  listenersOf,
  // Loaded on first use: most programs have no target of Node's kind.
  get NodeEventTarget() {
    return require('internal/event_target/node_event_target').NodeEventTarget;
  },
  get initNodeEventTarget() {
    return require('internal/event_target/node_event_target').initNodeEventTarget;
  },
};
