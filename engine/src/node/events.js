// node:events — EventEmitter and its helpers (Node's doc: "Events").
//
// Everything here is synchronous and free of the loop: emit() calls plain functions. Only two things reach
// further, both through process.nextTick or a promise: captured rejections and once().
//
// A listener store is `_events`, a bare object from event name to one function or a list of them; streams predefine
// its keys ("shape mode"), in which case a removed name keeps its key with the value undefined.

'use strict';

const {
  ObjectDefineProperties,
  ObjectDefineProperty,
  ObjectGetPrototypeOf,
  ReflectApply,
  ReflectOwnKeys,
  Symbol,
  SymbolFor,
} = primordials;

const { inspect } = require('internal/util/inspect');
const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE },
  genericNodeError,
} = require('internal/errors');
const { validateBoolean, validateFunction, validateNumber } = require('internal/validators');
const { spliceOne } = require('internal/util');
const { addAbortListener } = require('internal/events/abort_listener');
const { getEventListeners, getMaxListeners, isEventTarget, listenerCount } = require('internal/events/targets');
const { unhandledError } = require('internal/events/unhandled');
const { on, once } = require('internal/events/waiting');
const profile = require('internal/profile');

const kCapture = Symbol('kCapture');
const kShapeMode = Symbol('shapeMode');
// How many emit() calls walk a listener list right now: while any does, a change works on a copy of the list.
const kEmitting = Symbol('events.emitting');
const kErrorMonitor = Symbol('events.errorMonitor');
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
const kMaxEventTargetListenersWarned = Symbol('events.maxEventTargetListenersWarned');
const kRejection = SymbolFor('nodejs.rejection');

let defaultMaxListeners = 10;

/** Throws unless the limit is a number of at least 0; older versions call anything else out of range, by `oldName`. */
function validateLimit(limit, name, oldName) {
  if (profile.eventsLimitsHaveAType) validateNumber(limit, name, 0);
  else if (typeof limit !== 'number' || !(limit >= 0)) {
    throw new ERR_OUT_OF_RANGE(oldName, 'a non-negative number', limit);
  }
}

/**
 * Creates an emitter; works with and without `new`, so that old-style classes can `EventEmitter.call(this)`.
 * @param {{ captureRejections?: boolean }} [opts]
 */
function EventEmitter(opts) {
  EventEmitter.init.call(this, opts);
}

module.exports = EventEmitter;

// --- static helpers, in the order in which console.log(EventEmitter) shows them ---

EventEmitter.addAbortListener = addAbortListener;
EventEmitter.once = once;
EventEmitter.on = on;
EventEmitter.getEventListeners = getEventListeners;
EventEmitter.getMaxListeners = getMaxListeners;
if (profile.eventsListenerCountTakesTargets) EventEmitter.listenerCount = listenerCount;
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = kRejection;

let EventEmitterAsyncResource;
ObjectDefineProperties(EventEmitter, {
  captureRejections: {
    __proto__: null,
    enumerable: true,
    get() {
      return EventEmitter.prototype[kCapture];
    },
    set(value) {
      validateBoolean(value, 'EventEmitter.captureRejections');
      EventEmitter.prototype[kCapture] = value;
    },
  },
  EventEmitterAsyncResource: {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get: function lazyEventEmitterAsyncResource() {
      EventEmitterAsyncResource ??= require('internal/events/emitter_async_resource');
      return EventEmitterAsyncResource;
    },
  },
  errorMonitor: {
    __proto__: null,
    value: kErrorMonitor,
    writable: true,
    configurable: true,
    enumerable: true,
  },
  defaultMaxListeners: {
    __proto__: null,
    enumerable: true,
    get() {
      return defaultMaxListeners;
    },
    set(count) {
      validateLimit(count, 'defaultMaxListeners', 'defaultMaxListeners');
      defaultMaxListeners = count;
    },
  },
  kMaxEventTargetListeners: { __proto__: null, value: kMaxEventTargetListeners },
  kMaxEventTargetListenersWarned: { __proto__: null, value: kMaxEventTargetListenersWarned },
});

/**
 * Sets how many listeners of one event are allowed before a warning, for the given targets or, without any, for all.
 * @param {number} [n]
 * @param {...(EventEmitter|EventTarget)} eventTargets
 */
EventEmitter.setMaxListeners = function(n = defaultMaxListeners, ...eventTargets) {
  validateLimit(n, 'setMaxListeners', 'n');
  if (eventTargets.length === 0) defaultMaxListeners = n;
  for (const target of eventTargets) {
    if (isEventTarget(target)) {
      target[kMaxEventTargetListeners] = n;
      target[kMaxEventTargetListenersWarned] = false;
    } else if (typeof target?.setMaxListeners === 'function') {
      target.setMaxListeners(n);
    } else {
      throw new ERR_INVALID_ARG_TYPE('eventTargets', ['EventEmitter', 'EventTarget'], target);
    }
  }
};

EventEmitter.init = function(opts) {
  const inherited = this._events === undefined || this._events === ObjectGetPrototypeOf(this)._events;
  if (inherited) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  if (profile.eventsShapeMode) this[kShapeMode] = !inherited;
  this._maxListeners ||= undefined;
  if (opts?.captureRejections) {
    validateBoolean(opts.captureRejections, 'options.captureRejections');
    this[kCapture] = opts.captureRejections;
  } else {
    this[kCapture] = EventEmitter.prototype[kCapture];
  }
};

if (!profile.eventsListenerCountTakesTargets) {
  EventEmitter.listenerCount = function(emitter, type) {
    const own = emitter.listenerCount;
    return ReflectApply(typeof own === 'function' ? own : proto.listenerCount, emitter, [type]);
  };
}

const proto = EventEmitter.prototype;
ObjectDefineProperty(proto, kCapture, { __proto__: null, value: false, writable: true, enumerable: false });
proto._events = undefined;
proto._eventsCount = 0;
proto._maxListeners = undefined;

// --- limits ---

proto.setMaxListeners = function setMaxListeners(n) {
  validateLimit(n, 'setMaxListeners', 'n');
  this._maxListeners = n;
  return this;
};

/** @returns {number} the limit of one emitter: its own, else the common one. */
function limitOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

proto.getMaxListeners = function getMaxListeners() {
  return limitOf(this);
};

/** Warns, once a list, that an event has more listeners than its limit. */
function warnOfTooMany(target, type, list, limit) {
  list.warned = true;
  const stated = profile.eventsWarningStatesLimit ? ` MaxListeners is ${limit}.` : '';
  const warning = genericNodeError(
    `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners ` +
    `added to ${inspect(target, { depth: -1 })}.${stated} Use emitter.setMaxListeners() to increase limit`,
    { name: 'MaxListenersExceededWarning', emitter: target, type, count: list.length });
  process.emitWarning(warning);
}

// --- emit ---

/** With captureRejections, hands a listener's rejection to the emitter, in a tick of its own. */
function captureRejection(emitter, result, type, args) {
  if (!emitter[kCapture]) return;
  try {
    const { then } = result;
    if (typeof then === 'function') {
      ReflectApply(then, result, [undefined, (err) => process.nextTick(emitRejection, emitter, err, type, args)]);
    }
  } catch (err) {
    emitter.emit('error', err);
  }
}

function emitRejection(emitter, err, type, args) {
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection](err, type, ...args);
    return;
  }
  // A listener of 'error' that rejects as well must not start this over.
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', err);
  } finally {
    emitter[kCapture] = before;
  }
}

/**
 * Calls the listeners of an event, one after the other, at once.
 * @returns {boolean} whether there was any; throws the error of an 'error' event nobody listens to.
 */
proto.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === 'error') {
    if (events?.[kErrorMonitor] !== undefined) this.emit(kErrorMonitor, ...args);
    if (events?.error === undefined) {
      const er = unhandledError(this, args[0], emit);
      throw er; // Unhandled 'error' event
    }
  }
  const handler = events?.[type];
  if (handler === undefined) return false;

  if (typeof handler === 'function') {
    const result = ReflectApply(handler, this, args);
    if (result !== undefined && result !== null) captureRejection(this, result, type, args);
    return true;
  }
  handler[kEmitting]++;
  try {
    for (let i = 0; i < handler.length; i++) {
      const result = ReflectApply(handler[i], this, args);
      if (result !== undefined && result !== null) captureRejection(this, result, type, args);
    }
  } finally {
    handler[kEmitting]--;
  }
  return true;
};

// --- adding ---

/** Marks an array as a listener list; the mark shows in inspect() in the versions that have it. */
function asListenerList(list) {
  ObjectDefineProperty(list, kEmitting, {
    __proto__: null,
    value: 0,
    writable: true,
    configurable: true,
    enumerable: profile.eventsListsCountEmits,
  });
  return list;
}

/** @returns {Function[]} the list to change: a copy takes its place while an emit() walks it. */
function changeableList(events, type, list) {
  if (list[kEmitting] === 0) return list;
  const copy = asListenerList(list.slice());
  if (list.warned) copy.warned = true;
  events[type] = copy;
  return copy;
}

function addListenerTo(target, type, listener, atFront) {
  validateFunction(listener, 'listener');
  if (target._events === undefined) {
    target._events = { __proto__: null };
    target._eventsCount = 0;
  } else if (target._events.newListener !== undefined) {
    // Before the listener is stored, so that one added for 'newListener' itself does not hear of itself.
    target.emit('newListener', type, listener.listener ?? listener);
  }
  // Read after the event: its listeners may have replaced the store.
  const events = target._events;
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    ++target._eventsCount;
    return target;
  }
  let list;
  if (typeof existing === 'function') {
    list = asListenerList(atFront ? [listener, existing] : [existing, listener]);
    events[type] = list;
  } else {
    list = changeableList(events, type, existing);
    if (atFront) list.unshift(listener);
    else list.push(listener);
  }
  const limit = limitOf(target);
  if (limit > 0 && list.length > limit && !list.warned) warnOfTooMany(target, type, list, limit);
  return target;
}

proto.addListener = function addListener(type, listener) {
  return addListenerTo(this, type, listener, false);
};

proto.on = proto.addListener;

proto.prependListener = function prependListener(type, listener) {
  return addListenerTo(this, type, listener, true);
};

/** @returns {Function} a wrapper that leaves the emitter before it calls the listener; `.listener` is the listener. */
function onceWrap(target, type, listener) {
  let fired = false;
  function wrapper(...args) {
    if (fired) return;
    fired = true;
    target.removeListener(type, wrapper);
    return ReflectApply(listener, target, args);
  }
  if (!profile.eventsOnceWrapperIsPlain) {
    ObjectDefineProperty(wrapper, 'name', { __proto__: null, value: 'bound onceWrapper', configurable: true });
  }
  wrapper.listener = listener;
  return wrapper;
}

proto.once = function once(type, listener) {
  validateFunction(listener, 'listener');
  this.on(type, onceWrap(this, type, listener));
  return this;
};

proto.prependOnceListener = function prependOnceListener(type, listener) {
  validateFunction(listener, 'listener');
  this.prependListener(type, onceWrap(this, type, listener));
  return this;
};

// --- removing ---

const isListener = (candidate, listener) => candidate === listener || candidate.listener === listener;

/** Takes the only listener of an event out of the store. */
function forgetEvent(emitter, type, listener) {
  const events = emitter._events;
  emitter._eventsCount -= 1;
  if (emitter[kShapeMode]) {
    events[type] = undefined;
  } else if (emitter._eventsCount === 0) {
    emitter._events = { __proto__: null };
    return;
  } else {
    delete events[type];
  }
  if (events.removeListener !== undefined && (!emitter[kShapeMode] || profile.eventsShapeModeTellsRemoval)) {
    emitter.emit('removeListener', type, listener);
  }
}

/** Removes the latest added occurrence of a listener; nothing happens when it is not there. */
proto.removeListener = function removeListener(type, listener) {
  validateFunction(listener, 'listener');
  const events = this._events;
  const existing = events?.[type];
  if (existing === undefined) return this;
  if (isListener(existing, listener)) {
    forgetEvent(this, type, existing.listener || listener);
    return this;
  }
  if (typeof existing === 'function') return this;

  // Before the search: what a removeAllListeners() further out walks must not change even when nothing is found.
  const list = changeableList(events, type, existing);
  let position = list.length - 1;
  while (position >= 0 && !isListener(list[position], listener)) position--;
  if (position < 0) return this;
  if (position === 0) list.shift();
  else spliceOne(list, position);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};

proto.off = proto.removeListener;

/** Removes all listeners of an event (the latest first) or, without a name, of all events. */
proto.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  const forAll = arguments.length === 0;

  if (events.removeListener === undefined) {
    if (forAll) {
      this._events = { __proto__: null };
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      if (--this._eventsCount === 0) this._events = { __proto__: null };
      else delete events[type];
    }
    if (profile.eventsShapeMode) this[kShapeMode] = false;
    return this;
  }
  if (forAll) {
    for (const key of ReflectOwnKeys(events)) {
      if (key !== 'removeListener') this.removeAllListeners(key);
    }
    this.removeAllListeners('removeListener');
    this._events = { __proto__: null };
    this._eventsCount = 0;
    if (profile.eventsShapeMode) this[kShapeMode] = false;
    return this;
  }
  const listeners = events[type];
  if (typeof listeners === 'function') {
    this.removeListener(type, listeners);
  } else if (listeners !== undefined) {
    for (let i = listeners.length - 1; i >= 0; i--) this.removeListener(type, listeners[i]);
  }
  return this;
};

// --- asking ---

const unwrapped = (listener) => listener.listener ?? listener;

/** @returns {Function[]} a copy of the stored listeners, once() wrappers included. */
function storedListeners(emitter, type) {
  const existing = emitter._events?.[type];
  if (existing === undefined) return [];
  return typeof existing === 'function' ? [existing] : existing.slice();
}

proto.listeners = function listeners(type) {
  return storedListeners(this, type).map(unwrapped);
};

proto.rawListeners = function rawListeners(type) {
  return storedListeners(this, type);
};

proto.listenerCount = function listenerCount(type, listener) {
  const existing = this._events?.[type];
  if (existing === undefined) return 0;
  if (listener == null) return typeof existing === 'function' ? 1 : existing.length;
  return storedListeners(this, type).filter((candidate) => isListener(candidate, listener)).length;
};

proto.eventNames = function eventNames() {
  if (this._eventsCount === 0) return [];
  const events = this._events;
  const names = ReflectOwnKeys(events);
  return profile.eventsNamesSkipEmpty ? names.filter((name) => events[name] !== undefined) : names;
};
