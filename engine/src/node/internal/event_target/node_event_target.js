// NodeEventTarget (Node's doc "NodeEventTarget"): an EventTarget with the best known methods of an EventEmitter.
//
// Listeners added by on() get the bare value of emit(), those of addEventListener() an event made from it.

'use strict';

const { ObjectDefineProperties, Symbol } = primordials;

const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
const { validateString } = require('internal/validators');
const { kEnumerableProperty } = require('internal/util');
const EventEmitter = require('events');
const {
  EventTarget,
  initEventTarget,
  kEvents,
  kHybridDispatch,
  kIsNodeStyleListener,
  listenerCountOf,
} = require('internal/event_target');

const kIsNodeEventTarget = Symbol('kIsNodeEventTarget');

const isNodeEventTarget = (value) => value?.constructor?.[kIsNodeEventTarget];

function checkThis(value) {
  if (!isNodeEventTarget(value)) throw new ERR_INVALID_THIS('NodeEventTarget');
}

const initNodeEventTarget = initEventTarget;

class NodeEventTarget extends EventTarget {
  static [kIsNodeEventTarget] = true;
  static defaultMaxListeners = 10;

  setMaxListeners(n) {
    checkThis(this);
    EventEmitter.setMaxListeners(n, this);
  }

  getMaxListeners() {
    checkThis(this);
    return this[EventEmitter.kMaxEventTargetListeners];
  }

  eventNames() {
    checkThis(this);
    return [...this[kEvents]?.keys() ?? []];
  }

  listenerCount(type) {
    checkThis(this);
    return listenerCountOf(this, String(type));
  }

  off(type, listener, options) {
    checkThis(this);
    this.removeEventListener(type, listener, options);
    return this;
  }

  removeListener(type, listener, options) {
    checkThis(this);
    this.removeEventListener(type, listener, options);
    return this;
  }

  on(type, listener) {
    checkThis(this);
    this.addEventListener(type, listener, { [kIsNodeStyleListener]: true });
    return this;
  }

  addListener(type, listener) {
    checkThis(this);
    this.addEventListener(type, listener, { [kIsNodeStyleListener]: true });
    return this;
  }

  /** @returns {boolean} whether anybody listened. */
  emit(type, arg) {
    checkThis(this);
    validateString(type, 'type');
    const hadListeners = this.listenerCount(type) > 0;
    this[kHybridDispatch](arg, type);
    return hadListeners;
  }

  once(type, listener) {
    checkThis(this);
    this.addEventListener(type, listener, { once: true, [kIsNodeStyleListener]: true });
    return this;
  }

  /** Forgets the listeners of a name or of all, without telling the hooks for removed listeners. */
  removeAllListeners(type) {
    checkThis(this);
    if (type !== undefined) this[kEvents]?.delete(String(type));
    else this[kEvents]?.clear();
    return this;
  }
}

ObjectDefineProperties(NodeEventTarget.prototype, {
  setMaxListeners: kEnumerableProperty,
  getMaxListeners: kEnumerableProperty,
  eventNames: kEnumerableProperty,
  listenerCount: kEnumerableProperty,
  off: kEnumerableProperty,
  removeListener: kEnumerableProperty,
  on: kEnumerableProperty,
  addListener: kEnumerableProperty,
  once: kEnumerableProperty,
  emit: kEnumerableProperty,
  removeAllListeners: kEnumerableProperty,
});

module.exports = { NodeEventTarget, initNodeEventTarget };
