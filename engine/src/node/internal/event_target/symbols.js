// Symbols of EventTarget: its state, its hooks for subclasses, and options of addEventListener for our own code.

'use strict';

const { Symbol } = primordials;

module.exports = {
  /** State: the listeners by event, and the handler attributes by event. */
  kEvents: Symbol('kEvents'),
  kHandlers: Symbol('kHandlers'),
  /** Hooks: methods that are called when a listener came or went, or when a value needs an event. */
  kCreateEvent: Symbol('kCreateEvent'),
  kNewListener: Symbol('kNewListener'),
  kRemoveListener: Symbol('kRemoveListener'),
  /** Option: call with the bare value instead of an event. */
  kIsNodeStyleListener: Symbol('kIsNodeStyleListener'),
  /** Option: call even after stopImmediatePropagation(). */
  kResistStopPropagation: Symbol('kResistStopPropagation'),
  /** Option: the object that the listener belongs to. References are strong here; Node's callers give it. */
  kWeakHandler: Symbol('kWeak'),
};
