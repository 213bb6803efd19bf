// node:perf_hooks — performance measurement (Node's doc "Performance measurement APIs").

'use strict';

const { ObjectDefineProperty } = primordials;

const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
const { PerformanceEntry } = require('internal/perf/performance_entry');
const { PerformanceMark, PerformanceMeasure } = require('internal/perf/usertiming');
const { PerformanceObserver, PerformanceObserverEntryList } = require('internal/perf/observe');
const { PerformanceResourceTiming } = require('internal/perf/resource_timing');
const { Performance, performance } = require('internal/perf/performance');
const { createHistogram } = require('internal/histogram');
const monitorEventLoopDelay = require('internal/perf/event_loop_delay');
const profile = require('internal/profile');

/** Kinds and flags of garbage collections in the detail of 'gc' entries: V8's numbers. */
const CONSTANTS = {
  NODE_PERFORMANCE_GC_MAJOR: 4,
  NODE_PERFORMANCE_GC_MINOR: 1,
  ...(profile.minorCollectionsMayMarkAndSweep && { NODE_PERFORMANCE_GC_MINOR_MARK_SWEEP: 2 }),
  NODE_PERFORMANCE_GC_INCREMENTAL: 8,
  NODE_PERFORMANCE_GC_WEAKCB: 16,
  NODE_PERFORMANCE_GC_FLAGS_NO: 0,
  NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2,
  NODE_PERFORMANCE_GC_FLAGS_FORCED: 4,
  NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8,
  NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16,
  NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32,
  NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
};

/** Not simulated: the window slides by the wall clock of another thread. */
function createSlidingWindowHistogram(options) {
  throw new ERR_LOOPSCOPE_UNSUPPORTED('perf_hooks.createSlidingWindowHistogram()');
}

/** Not simulated: the exported form is that of Node's native half. */
function importHistogram(data) {
  throw new ERR_LOOPSCOPE_UNSUPPORTED('perf_hooks.importHistogram()');
}

module.exports = {
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  PerformanceResourceTiming,
  monitorEventLoopDelay,
  ...(profile.perfHooksExportsFunctions ? {
    eventLoopUtilization: performance.eventLoopUtilization,
    timerify: performance.timerify,
  } : {}),
  createHistogram,
  ...(profile.histogramsCanBeImported ? { createSlidingWindowHistogram, importHistogram } : {}),
  performance,
};

const constants = {};
for (const [name, value] of Object.entries(CONSTANTS)) {
  ObjectDefineProperty(constants, name, { __proto__: null, value, enumerable: true });
}
ObjectDefineProperty(module.exports, 'constants', { __proto__: null, value: constants, enumerable: true });
