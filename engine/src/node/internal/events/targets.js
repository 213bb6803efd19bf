// The questions that node:events answers for emitters and EventTargets alike, and adding and removing on either.

'use strict';

const { ReflectApply } = primordials;
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const profile = require('internal/profile');

// Loaded on first use: an emitter alone needs no EventTarget, and event_target itself needs node:events.
let eventTarget;
const targets = () => (eventTarget ??= require('internal/event_target'));

const isEventTarget = (value) => targets().isEventTarget(value);

const neitherError = (value) => new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], value);

/** @returns {Function[]} the listeners of one event of an emitter or of an EventTarget, in calling order. */
function getEventListeners(emitterOrTarget, type) {
  if (typeof emitterOrTarget.listeners === 'function') return emitterOrTarget.listeners(type);
  if (isEventTarget(emitterOrTarget)) return targets().listenersOf(emitterOrTarget, type);
  throw neitherError(emitterOrTarget);
}

/** @returns {number} how many listeners of one event are allowed before a warning. */
function getMaxListeners(emitterOrTarget) {
  const EventEmitter = require('events');
  if (typeof emitterOrTarget?.getMaxListeners === 'function') {
    return ReflectApply(EventEmitter.prototype.getMaxListeners, emitterOrTarget, []);
  }
  const limit = emitterOrTarget?.[EventEmitter.kMaxEventTargetListeners];
  if (typeof limit === 'number' && (limit !== 0 || profile.eventsZeroIsALimit)) return limit;
  throw neitherError(emitterOrTarget);
}

/** @returns {number} how many listeners an event of an emitter or of an EventTarget has. */
function listenerCount(emitterOrTarget, type) {
  if (typeof emitterOrTarget.listenerCount === 'function') return emitterOrTarget.listenerCount(type);
  if (isEventTarget(emitterOrTarget)) return targets().listenersOf(emitterOrTarget, type).length;
  throw neitherError(emitterOrTarget);
}

const notAnEmitterError = (value) => new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', value);

/** Adds a listener to either kind; `flags` are the options of addEventListener, of which emitters know `once`. */
function addTo(emitter, name, listener, flags) {
  if (typeof emitter.on === 'function') {
    if (flags?.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(name, listener, flags);
  } else {
    throw notAnEmitterError(emitter);
  }
}

/** Removes a listener from either kind. */
function removeFrom(emitter, name, listener, flags) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(name, listener);
  else if (typeof emitter.removeEventListener === 'function') emitter.removeEventListener(name, listener, flags);
  else throw notAnEmitterError(emitter);
}

module.exports = { addTo, getEventListeners, getMaxListeners, isEventTarget, listenerCount, removeFrom };
