// performance.nodeTiming: when the process passed its milestones (Node's doc "PerformanceNodeTiming").

'use strict';

const { ObjectDefineProperty, ObjectSetPrototypeOf } = primordials;

const { loopIdleTime, loopMetrics } = internalBinding('performance');
const { customInspectSymbol } = require('internal/util');
const { inspectAs } = require('internal/util/inspect_as');
const { PerformanceEntry } = require('internal/perf/performance_entry');
const { milestone, now } = require('internal/perf/utils');
const profile = require('internal/profile');

/** How the libuv loop has been used. */
function uvMetricsInfo() {
  const { 0: loopCount, 1: events, 2: eventsWaiting } = loopMetrics();
  return { loopCount, events, eventsWaiting };
}

// Not derived by `extends`: an entry's fields are accessors of its prototype, these are the object's own.
class PerformanceNodeTiming {
  constructor() {
    const constants = { name: 'node', entryType: 'node', startTime: 0 };
    for (const key of Object.keys(constants)) {
      ObjectDefineProperty(this, key, { __proto__: null, enumerable: true, configurable: true, value: constants[key] });
    }
    const own = (key, get) => {
      ObjectDefineProperty(this, key, { __proto__: null, enumerable: true, configurable: true, get });
    };
    own('duration', now);
    for (const key of ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete']) {
      own(key, () => milestone(key));
    }
    own('idleTime', loopIdleTime);
    if (profile.nodeTimingHasLoopMetrics) own('uvMetricsInfo', uvMetricsInfo);
  }

  [customInspectSymbol](depth, options) {
    return depth < 0 ? this : inspectAs('PerformanceNodeTiming', this.toJSON(), options);
  }

  toJSON() {
    const { name, entryType, startTime, duration, nodeStart, v8Start, bootstrapComplete, environment, loopStart,
            loopExit, idleTime } = this;
    return {
      name, entryType, startTime, duration, nodeStart, v8Start, bootstrapComplete, environment, loopStart, loopExit,
      idleTime,
    };
  }
}

ObjectSetPrototypeOf(PerformanceNodeTiming.prototype, PerformanceEntry.prototype);
ObjectSetPrototypeOf(PerformanceNodeTiming, PerformanceEntry);

module.exports = new PerformanceNodeTiming();
