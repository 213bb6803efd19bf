// PerformanceObserver (Node's doc "PerformanceObserver"), and the spans that Node's own parts tell to observers.
//
// Entries are collected at once and delivered together: the first entry for any observer queues one immediate, in
// which every observer with entries is called, in the order in which they got their first one.

'use strict';

const { ObjectDefineProperties, ObjectFreeze, SafeSet, Symbol } = primordials;

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { validateFunction, validateObject, validateThisInternalField } = require('internal/validators');
const { customInspectSymbol, kEmptyObject, kEnumerableProperty, lazyDOMException } = require('internal/util');
const { inspectAs } = require('internal/util/inspect_as');
const { createPerformanceNodeEntry, kInternal, tagProperty } = require('internal/perf/performance_entry');
const { byStartTime, findEntries } = require('internal/perf/timeline');
const { now } = require('internal/perf/utils');
const { setImmediate } = require('timers');
const profile = require('internal/profile');

const SUPPORTED_TYPES = ObjectFreeze(
  ['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'quic', 'resource']
    .filter((type) => type !== 'quic' || profile.performanceKnowsQuic));

const kBuffer = Symbol('kBuffer');

/** Observers that observe something, in the order in which they began. */
const observers = new SafeSet();
/** Observers with entries to deliver. */
const pending = new SafeSet();
let isQueued = false;

function queueDelivery(observer) {
  pending.add(observer);
  if (isQueued) return;
  isQueued = true;
  setImmediate(() => {
    isQueued = false;
    const due = [...pending];
    pending.clear();
    // An error ends the delivery: the entries of the others stay with them until their next one.
    for (const each of due) dispatch(each);
  });
}

class PerformanceObserverEntryList {
  constructor(key = undefined, entries = []) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kBuffer] = entries.sort(byStartTime);
  }

  getEntries() {
    validateThisInternalField(this, kBuffer, 'PerformanceObserverEntryList');
    return this[kBuffer].slice();
  }

  getEntriesByType(type) {
    validateThisInternalField(this, kBuffer, 'PerformanceObserverEntryList');
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    type = `${type}`;
    return this[kBuffer].filter((entry) => entry.entryType === type);
  }

  getEntriesByName(name, type = undefined) {
    validateThisInternalField(this, kBuffer, 'PerformanceObserverEntryList');
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    name = `${name}`;
    return this[kBuffer].filter((entry) => entry.name === name && (type == null || entry.entryType === type));
  }

  [customInspectSymbol](depth, options) {
    return depth < 0 ? this : inspectAs('PerformanceObserverEntryList', this[kBuffer], options);
  }
}

ObjectDefineProperties(PerformanceObserverEntryList.prototype, {
  getEntries: kEnumerableProperty,
  getEntriesByType: kEnumerableProperty,
  getEntriesByName: kEnumerableProperty,
  ...tagProperty('PerformanceObserverEntryList'),
});

// The private half of PerformanceObserver, for this file only; set by the class.
let dispatch;
let tell;
let observes;

class PerformanceObserver {
  #buffer = [];
  #entryTypes = new SafeSet();
  /** 'single' after observe({ type }), 'multiple' after observe({ entryTypes }); they do not mix. */
  #mode;
  #callback;

  /** @param {(list: PerformanceObserverEntryList, observer: PerformanceObserver) => void} callback */
  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  /**
   * Begins to observe.
   * @param {{ entryTypes?: string[], type?: string, buffered?: boolean }} options `entryTypes` replaces what was
   *   observed, `type` adds to it, with `buffered` including what is on the timeline already
   */
  observe(options = kEmptyObject) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) {
      throw new ERR_MISSING_ARGS('options.entryTypes', 'options.type');
    }
    if (entryTypes != null && type != null) {
      throw new ERR_INVALID_ARG_VALUE('options.entryTypes', entryTypes,
                                      'options.entryTypes can not set with options.type together');
    }
    this.#chooseMode(entryTypes, type);
    if (this.#mode === 'multiple') {
      if (!Array.isArray(entryTypes)) throw new ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', entryTypes);
      this.#entryTypes.clear();
      for (const each of entryTypes) {
        if (SUPPORTED_TYPES.includes(each)) this.#entryTypes.add(each);
      }
    } else {
      if (!SUPPORTED_TYPES.includes(type)) return;
      this.#entryTypes.add(type);
      if (buffered) {
        this.#buffer.push(...findEntries(undefined, type));
        queueDelivery(this);
      }
    }
    if (this.#entryTypes.size > 0) observers.add(this);
    else this.disconnect();
    require('internal/perf/collections').observe(hasObserver('gc'));
  }

  #chooseMode(entryTypes, type) {
    if (this.#mode === 'single' && entryTypes !== undefined) {
      throw lazyDOMException('PerformanceObserver can not change to multiple observations', 'InvalidModificationError');
    }
    if (this.#mode === 'multiple' && type !== undefined) {
      throw lazyDOMException('PerformanceObserver can not change to single observation', 'InvalidModificationError');
    }
    this.#mode = type !== undefined ? 'single' : 'multiple';
  }

  /** Stops observing; entries that wait to be delivered are dropped. */
  disconnect() {
    observers.delete(this);
    pending.delete(this);
    this.#buffer = [];
    this.#entryTypes.clear();
    this.#mode = undefined;
    require('internal/perf/collections').observe(hasObserver('gc'));
  }

  /** @returns {PerformanceEntry[]} the entries that wait to be delivered, which then are not. */
  takeRecords() {
    const records = this.#buffer;
    this.#buffer = [];
    return records;
  }

  static get supportedEntryTypes() {
    return SUPPORTED_TYPES;
  }

  static {
    dispatch = (observer) => {
      observer.#callback(new PerformanceObserverEntryList(kInternal, observer.takeRecords()), observer);
    };
    tell = (observer, entry) => {
      if (!observer.#entryTypes.has(entry.entryType)) return;
      observer.#buffer.push(entry);
      queueDelivery(observer);
    };
    observes = (observer, type) => observer.#entryTypes.has(type);
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    return inspectAs('PerformanceObserver', {
      connected: observers.has(this),
      pending: pending.has(this),
      entryTypes: [...this.#entryTypes],
      buffer: this.#buffer,
    }, options);
  }
}

ObjectDefineProperties(PerformanceObserver.prototype, {
  observe: kEnumerableProperty,
  disconnect: kEnumerableProperty,
  takeRecords: kEnumerableProperty,
  ...tagProperty('PerformanceObserver'),
});

/** Tells an entry to the observers of its kind. */
function enqueue(entry) {
  for (const observer of observers) tell(observer, entry);
}

/** @returns {boolean} whether anybody observes a kind, so that measuring it is worth the while. */
function hasObserver(type) {
  for (const observer of observers) {
    if (observes(observer, type)) return true;
  }
  return false;
}

/** Begins a span of a part of Node; `context` has its name, type and detail. */
function startPerf(target, key, context = kEmptyObject) {
  target[key] = { ...context, startTime: now() };
}

/** Ends a span begun by startPerf, adds to its detail, and tells it. */
function stopPerf(target, key, context = kEmptyObject) {
  const span = target[key];
  if (!span) return;
  enqueue(createPerformanceNodeEntry(span.name, span.type, span.startTime, now() - span.startTime,
                                     { ...span.detail, ...context.detail }));
}

module.exports = {
  PerformanceObserver,
  PerformanceObserverEntryList,
  enqueue,
};

require('internal/perf/spans').setObserve({ hasObserver, startPerf, stopPerf });
