// Handler attributes such as `signal.onabort` (HTML standard, "event handlers").

'use strict';

const { ObjectDefineProperty, ReflectApply, SafeMap } = primordials;

const { validateThisInternalField } = require('internal/validators');
const { kEvents, kHandlers, kNewListener, kRemoveListener } = require('internal/event_target/symbols');
const profile = require('internal/profile');

/** The function that stands in the list for a handler attribute and keeps its place when the attribute changes. */
function makeEventHandler(handler) {
  function eventHandler(...args) {
    if (typeof eventHandler.handler !== 'function') return;
    return ReflectApply(eventHandler.handler, this, args);
  }
  eventHandler.handler = handler;
  return eventHandler;
}

function setEventHandler(target, event, value) {
  if (profile.eventHandlersMustBeCallable && typeof value !== 'function' &&
      (typeof value !== 'object' || value === null)) {
    value = null;
  }
  const handlers = (target[kHandlers] ??= new SafeMap());
  const wrapped = handlers.get(event);
  if (wrapped === undefined) {
    const made = makeEventHandler(value);
    target.addEventListener(event, made);
    handlers.set(event, made);
    return;
  }
  const root = target[kEvents]?.get(event);
  if (typeof wrapped.handler === 'function' && root !== undefined) {
    root.size--;
    target[kRemoveListener](root.size, event, wrapped.handler, false);
  }
  wrapped.handler = value;
  if (typeof value !== 'function') return;
  if (root === undefined) {
    target.addEventListener(event, wrapped);
  } else {
    root.size++;
    target[kNewListener](root.size, event, value, false, false, false, false);
  }
}

/** Defines the attribute `on<name>` of a target's prototype. */
function defineEventHandler(emitter, name, event = name) {
  function check(self) {
    if (profile.eventHandlersAreChecked) validateThisInternalField(self, kHandlers, 'EventTarget');
  }
  const accessors = {
    get() {
      check(this);
      return this[kHandlers]?.get(event)?.handler ?? null;
    },
    set(value) {
      check(this);
      setEventHandler(this, event, value);
    },
  };
  for (const kind of profile.eventHandlersAreChecked ? ['get', 'set'] : []) {
    ObjectDefineProperty(accessors[kind], 'name', { __proto__: null, value: `${kind} on${name}` });
  }
  ObjectDefineProperty(emitter, `on${name}`, {
    __proto__: null,
    get: accessors.get,
    set: accessors.set,
    configurable: true,
    enumerable: true,
  });
}

module.exports = { defineEventHandler };
