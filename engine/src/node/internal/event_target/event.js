// Event and CustomEvent (Node's doc "Event"; the DOM's interface, without bubbling: there is only one target).

'use strict';

const {
  ObjectDefineProperties,
  ObjectDefineProperty,
  Symbol,
  SymbolToStringTag,
} = primordials;

const { codes: { ERR_INVALID_THIS, ERR_MISSING_ARGS } } = require('internal/errors');
const { validateObject } = require('internal/validators');
const { customInspectSymbol, kEmptyObject, kEnumerableProperty } = require('internal/util');
const { inspectAs } = require('internal/util/inspect_as');
const { now } = require('internal/perf/utils');
const profile = require('internal/profile');

const kType = Symbol('type');
const kDetail = Symbol('kDetail');
const kTarget = Symbol('kTarget');
const kIsBeingDispatched = Symbol('kIsBeingDispatched');
const kInPassiveListener = Symbol('kInPassiveListener');
const kStop = Symbol('kStop');
// Constructor option of our own code: the event counts as made by the runtime.
const kTrustEvent = Symbol('kTrustEvent');

const isEvent = (value) => typeof value?.[kType] === 'string';

function checkThis(value) {
  if (!isEvent(value)) throw new ERR_INVALID_THIS('Event');
}

class Event {
  #cancelable;
  #bubbles;
  #composed;
  #defaultPrevented = false;
  #timestamp = now();
  #propagationStopped = false;
  #trusted = false;

  /**
   * @param {string} type
   * @param {{ bubbles?: boolean, cancelable?: boolean, composed?: boolean }} [options]
   */
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    const isGiven = profile.eventsTakeNullOptions ? options != null : options !== undefined;
    if (isGiven) validateObject(options, 'options');
    this.#bubbles = !!options?.bubbles;
    this.#cancelable = !!options?.cancelable;
    this.#composed = !!options?.composed;
    this[kType] = `${type}`;
    if (options?.[kTrustEvent]) this.#trusted = true;
    this[kTarget] = null;
    this[kIsBeingDispatched] = false;
    if (profile.passiveListenersCannotPrevent) this[kInPassiveListener] = false;
  }

  /** Starts over with another type; nothing happens while the event is dispatched. */
  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    if (this[kIsBeingDispatched]) return;
    this[kType] = `${type}`;
    this.#bubbles = !!bubbles;
    this.#cancelable = !!cancelable;
  }

  [customInspectSymbol](depth, options) {
    checkThis(this);
    const { name } = this.constructor;
    if (depth < 0) return name;
    return inspectAs(name, {
      type: this[kType],
      defaultPrevented: this.#defaultPrevented,
      cancelable: this.#cancelable,
      timeStamp: this.#timestamp,
    }, options);
  }

  stopImmediatePropagation() {
    checkThis(this);
    if (profile.stoppingAtOnceStopsPropagation) this.stopPropagation();
    this[kStop] = true;
  }

  #prevent() {
    if (!this.#cancelable || this[kInPassiveListener]) return;
    this.#defaultPrevented = true;
  }

  preventDefault() {
    checkThis(this);
    this.#prevent();
  }

  get target() {
    checkThis(this);
    return this[kTarget];
  }

  get currentTarget() {
    checkThis(this);
    return this[kIsBeingDispatched] || !profile.eventsForgetCurrentTarget ? this[kTarget] : null;
  }

  get srcElement() {
    checkThis(this);
    return this[kTarget];
  }

  get type() {
    checkThis(this);
    return this[kType];
  }

  get cancelable() {
    checkThis(this);
    return this.#cancelable;
  }

  get defaultPrevented() {
    checkThis(this);
    return this.#cancelable && this.#defaultPrevented;
  }

  get timeStamp() {
    checkThis(this);
    return this.#timestamp;
  }

  composedPath() {
    checkThis(this);
    return this[kIsBeingDispatched] ? [this[kTarget]] : [];
  }

  get returnValue() {
    checkThis(this);
    return !this.#cancelable || !this.#defaultPrevented;
  }

  set returnValue(value) {
    checkThis(this);
    if (!value) this.#prevent();
  }

  get bubbles() {
    checkThis(this);
    return this.#bubbles;
  }

  get composed() {
    checkThis(this);
    return this.#composed;
  }

  get eventPhase() {
    checkThis(this);
    return this[kIsBeingDispatched] ? Event.AT_TARGET : Event.NONE;
  }

  get cancelBubble() {
    checkThis(this);
    return this.#propagationStopped;
  }

  set cancelBubble(value) {
    checkThis(this);
    if (value) this.#propagationStopped = true;
  }

  stopPropagation() {
    checkThis(this);
    this.#propagationStopped = true;
  }

  get isTrusted() {
    return #trusted in this && this.#trusted;
  }
}

ObjectDefineProperties(Event.prototype, {
  [SymbolToStringTag]: { __proto__: null, writable: false, enumerable: false, configurable: true, value: 'Event' },
  initEvent: kEnumerableProperty,
  stopImmediatePropagation: kEnumerableProperty,
  preventDefault: kEnumerableProperty,
  target: kEnumerableProperty,
  currentTarget: kEnumerableProperty,
  srcElement: kEnumerableProperty,
  type: kEnumerableProperty,
  cancelable: kEnumerableProperty,
  defaultPrevented: kEnumerableProperty,
  timeStamp: kEnumerableProperty,
  composedPath: kEnumerableProperty,
  returnValue: kEnumerableProperty,
  bubbles: kEnumerableProperty,
  composed: kEnumerableProperty,
  eventPhase: kEnumerableProperty,
  cancelBubble: kEnumerableProperty,
  stopPropagation: kEnumerableProperty,
  // "Legacy unforgeable" in the DOM: neither deleted nor redefined.
  isTrusted: { __proto__: null, enumerable: true, configurable: false },
});
if (!profile.eventsHaveInitEvent) delete Event.prototype.initEvent;
if (!profile.passiveListenersCannotPrevent) {
  ObjectDefineProperty(Event.prototype, 'returnValue', { __proto__: null, set: undefined });
}

['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'].forEach((phase, value) => {
  ObjectDefineProperty(Event, phase, { __proto__: null, value, enumerable: true });
});

class CustomEvent extends Event {
  /**
   * @param {string} type
   * @param {{ bubbles?: boolean, cancelable?: boolean, composed?: boolean, detail?: any }} [options]
   */
  constructor(type, options = kEmptyObject) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    super(type, options);
    this[kDetail] = options?.detail ?? null;
  }

  get detail() {
    if (!isEvent(this) || this[kDetail] === undefined) throw new ERR_INVALID_THIS('CustomEvent');
    return this[kDetail];
  }
}

ObjectDefineProperties(CustomEvent.prototype, {
  [SymbolToStringTag]: {
    __proto__: null,
    writable: false,
    enumerable: false,
    configurable: true,
    value: 'CustomEvent',
  },
  detail: kEnumerableProperty,
});

module.exports = {
  CustomEvent,
  Event,
  kInPassiveListener,
  kIsBeingDispatched,
  kStop,
  kTarget,
  kTrustEvent,
};
