// The global `performance` (Node's doc "perf_hooks.performance").

'use strict';

const { ObjectDefineProperties, ObjectDefineProperty, ReflectConstruct, Symbol } = primordials;

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_MISSING_ARGS } } = require('internal/errors');
const { customInspectSymbol, kEmptyObject, kEnumerableProperty } = require('internal/util');
const { inspectAs } = require('internal/util/inspect_as');
const { Event, EventTarget, defineEventHandler, initEventTarget, kTrustEvent } = require('internal/event_target');
const { checkThis, tagProperty } = require('internal/perf/performance_entry');
const { clearEntries, findEntries, setResourceTimingBufferSize } = require('internal/perf/timeline');
const { getTimeOriginTimestamp, now } = require('internal/perf/utils');
const profile = require('internal/profile');

const kBrand = Symbol('performance');

const check = (self) => checkThis(self, kBrand, 'Performance');

/** Throws when a required argument is missing; Node 18 does not ask. */
function checkArgument(args, name) {
  if (profile.performanceChecksThis && args.length === 0) throw new ERR_MISSING_ARGS(name);
}

const optionalName = (name) => (name === undefined ? undefined : `${name}`);

// Loaded on first use: a program that only asks for the time needs none of it.
const userTiming = () => require('internal/perf/usertiming');

class Performance extends EventTarget {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    return inspectAs('Performance', { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin }, options);
  }

  clearMarks(name = undefined) {
    check(this);
    name = optionalName(name);
    userTiming().clearMarkTimings(name);
    clearEntries('mark', name);
  }

  clearMeasures(name = undefined) {
    check(this);
    clearEntries('measure', optionalName(name));
  }

  clearResourceTimings(name = undefined) {
    check(this);
    clearEntries('resource', optionalName(name));
  }

  getEntries() {
    check(this);
    return findEntries();
  }

  getEntriesByName(name, type = undefined) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return findEntries(`${name}`, optionalName(type));
  }

  getEntriesByType(type) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    return findEntries(undefined, `${type}`);
  }

  mark(name, options = kEmptyObject) {
    check(this);
    checkArgument(arguments, 'name');
    return userTiming().mark(name, options);
  }

  measure(name, startOrMeasureOptions = kEmptyObject, endMark = undefined) {
    check(this);
    checkArgument(arguments, 'name');
    return userTiming().measure(name, startOrMeasureOptions, endMark);
  }

  now() {
    check(this);
    return now();
  }

  setResourceTimingBufferSize(maxSize) {
    check(this);
    checkArgument(arguments, 'maxSize');
    setResourceTimingBufferSize(maxSize >>> 0);
  }

  get timeOrigin() {
    check(this);
    return getTimeOriginTimestamp();
  }

  toJSON() {
    check(this);
    return {
      nodeTiming: this.nodeTiming,
      timeOrigin: this.timeOrigin,
      eventLoopUtilization: this.eventLoopUtilization(),
    };
  }
}

ObjectDefineProperties(Performance.prototype, {
  clearMarks: kEnumerableProperty,
  clearMeasures: kEnumerableProperty,
  clearResourceTimings: kEnumerableProperty,
  getEntries: kEnumerableProperty,
  getEntriesByName: kEnumerableProperty,
  getEntriesByType: kEnumerableProperty,
  mark: kEnumerableProperty,
  measure: kEnumerableProperty,
  now: kEnumerableProperty,
  timeOrigin: kEnumerableProperty,
  toJSON: kEnumerableProperty,
  setResourceTimingBufferSize: kEnumerableProperty,
  ...(profile.performanceChecksThis ? tagProperty('Performance') : {}),
});

/** Node's own additions: writable values that are loaded when they are first read. */
const NODE_ADDITIONS = {
  eventLoopUtilization: () => require('internal/perf/event_loop_utilization').eventLoopUtilization,
  nodeTiming: () => require('internal/perf/nodetiming'),
  markResourceTiming: () => require('internal/perf/resource_timing').markResourceTiming,
  timerify: () => require('internal/perf/timerify'),
};
for (const [name, load] of Object.entries(NODE_ADDITIONS)) {
  const settle = (value) => {
    ObjectDefineProperty(Performance.prototype, name, { __proto__: null, value, writable: true, configurable: true });
    return value;
  };
  ObjectDefineProperty(Performance.prototype, name, {
    __proto__: null,
    configurable: true,
    get: () => settle(load()),
    set(value) {
      ObjectDefineProperty(this, name, {
        __proto__: null, value, writable: true, enumerable: true, configurable: true,
      });
    },
  });
}
if (profile.performanceChecksThis) defineEventHandler(Performance.prototype, 'resourcetimingbufferfull');

/** The one instance; its constructor is closed to programs. */
const performance = ReflectConstruct(function Performance() {
  initEventTarget(this);
  this[kBrand] = true;
}, [], Performance);

/** Says that the buffer of resource entries is full. */
function dispatchBufferFull() {
  performance.dispatchEvent(new Event('resourcetimingbufferfull', { [kTrustEvent]: true }));
}

module.exports = { Performance, dispatchBufferFull, performance };
