// What EventTarget keeps of a listener, and what counts as one.

'use strict';

const { ReflectApply } = primordials;

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateObject, kValidateObjectAllowObjects } = require('internal/validators');
const { kEmptyObject } = require('internal/util');
const { kIsNodeStyleListener, kResistStopPropagation } = require('internal/event_target/symbols');

/** One entry of the list of an event's listeners; the head of the list is one without a listener. */
class Listener {
  next = undefined;
  previous = undefined;
  removed = false;

  constructor(listener, capture, options) {
    this.listener = listener;
    this.capture = capture;
    this.once = !!options.once;
    this.passive = !!options.passive;
    this.isNodeStyle = !!options[kIsNodeStyleListener];
    this.resistsStop = !!options[kResistStopPropagation];
  }

  is(listener, capture) {
    return this.listener === listener && this.capture === capture;
  }

  /** Unlinks the entry; its own links stay, so that a dispatch standing on it finds the way on. */
  remove() {
    this.previous.next = this.next;
    if (this.next !== undefined) this.next.previous = this.previous;
    this.removed = true;
  }

  call(target, arg) {
    const { listener } = this;
    if (typeof listener === 'function') return ReflectApply(listener, target, [arg]);
    return callHandleEvent(listener, arg);
  }
}

/** Async, so that an error of an object's handleEvent() arrives as a rejection: a microtask later than a function's. */
async function callHandleEvent(listener, arg) {
  if (listener.handleEvent) await ReflectApply(listener.handleEvent, listener, [arg]);
}

/** @returns {boolean} false for null and undefined, which addEventListener ignores; throws for what is no listener. */
function isUsableListener(listener) {
  if (typeof listener === 'function' || typeof listener?.handleEvent === 'function') return true;
  if (listener == null) return false;
  if (typeof listener === 'object') return true;
  throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
}

/** @returns {object} the options of addEventListener as an object; a boolean means `capture`. */
function listenerOptions(options) {
  if (typeof options === 'boolean') return { capture: options };
  if (options === null) return kEmptyObject;
  validateObject(options, 'options', kValidateObjectAllowObjects);
  return options;
}

module.exports = { Listener, isUsableListener, listenerOptions };
