// Marks and measures (Node's docs "performance.mark", "performance.measure"; User Timing Level 3).

'use strict';

const { ObjectDefineProperties, SafeMap, Symbol } = primordials;

const {
  codes: {
    ERR_ILLEGAL_CONSTRUCTOR,
    ERR_INVALID_ARG_VALUE,
    ERR_MISSING_ARGS,
    ERR_PERFORMANCE_INVALID_TIMESTAMP,
    ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS,
  },
} = require('internal/errors');
const { validateNumber, validateObject, validateString } = require('internal/validators');
const { kEmptyObject, kEnumerableProperty, lazyDOMException } = require('internal/util');
const { PerformanceEntry, checkThis, kInternal, tagProperty } = require('internal/perf/performance_entry');
const { bufferUserTiming } = require('internal/perf/timeline');
const { enqueue } = require('internal/perf/observe');
const { isMilestone, milestone, now } = require('internal/perf/utils');
const profile = require('internal/profile');

const kDetail = Symbol('kDetail');

/** The time of the latest mark of each name. */
const markTimes = new SafeMap();

/** @returns {any} a copy of the detail: later changes of the original do not show. */
function copyOf(detail) {
  return detail == null ? null : structuredClone(detail);
}

class PerformanceMark extends PerformanceEntry {
  /**
   * An entry that is not on the timeline; performance.mark() makes those that are.
   * @param {string} name
   * @param {{ startTime?: number, detail?: any }} [options]
   */
  constructor(name, options = kEmptyObject) {
    if (profile.performanceChecksThis && arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    name = `${name}`;
    if (isMilestone(name)) throw new ERR_INVALID_ARG_VALUE('name', name);
    if (options != null) validateObject(options, 'options');
    const startTime = options?.startTime ?? now();
    validateNumber(startTime, 'startTime');
    if (startTime < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(startTime);
    markTimes.set(name, startTime);
    const detail = copyOf(options?.detail);
    super(kInternal, name, 'mark', startTime, 0);
    this[kDetail] = detail;
  }

  get detail() {
    checkThis(this, kDetail, 'PerformanceMark');
    return this[kDetail];
  }

  toJSON() {
    return { ...super.toJSON(), detail: this[kDetail] };
  }
}

class PerformanceMeasure extends PerformanceEntry {
  constructor(key = undefined, name = undefined, start = undefined, duration = undefined) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super(key, name, 'measure', start, duration);
  }

  get detail() {
    checkThis(this, kDetail, 'PerformanceMeasure');
    return this[kDetail];
  }

  toJSON() {
    return { ...super.toJSON(), detail: this[kDetail] };
  }
}

ObjectDefineProperties(PerformanceMark.prototype, { detail: kEnumerableProperty, ...tagProperty('PerformanceMark') });
ObjectDefineProperties(PerformanceMeasure.prototype, {
  detail: kEnumerableProperty,
  ...tagProperty('PerformanceMeasure'),
});

/** Marks a moment. @returns {PerformanceMark} */
function mark(name, options) {
  const entry = new PerformanceMark(name, options);
  enqueue(entry);
  bufferUserTiming(entry);
  return entry;
}

/** @returns {number} the time that a number, a milestone or the name of a mark stands for. */
function timeOf(value) {
  if (typeof value === 'number') {
    if (value < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(value);
    return value;
  }
  const name = `${value}`;
  if (isMilestone(name)) return milestone(name);
  const time = markTimes.get(name);
  if (time === undefined) throw lazyDOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
  return time;
}

/**
 * Start and end of a measure. What is not given follows from the rest; failing that, the start is 0 and the end now.
 * @returns {[number, number]}
 */
function spanOf({ start, end, duration }, startMark, endMark) {
  let endTime;
  if (endMark !== undefined) endTime = timeOf(endMark);
  else if (end !== undefined) endTime = timeOf(end);
  else if (start !== undefined && duration !== undefined) endTime = timeOf(start) + timeOf(duration);
  else endTime = now();

  let startTime = 0;
  if (start !== undefined) startTime = timeOf(start);
  else if (duration !== undefined && end !== undefined) startTime = timeOf(end) - timeOf(duration);
  else if (startMark !== undefined) startTime = timeOf(startMark);
  return [startTime, endTime];
}

/**
 * Measures a span. @returns {PerformanceMeasure}
 * @param {string} name
 * @param {string|{ start?: string|number, end?: string|number, duration?: number, detail?: any }} [startOrOptions]
 * @param {string} [endMark]
 */
function measure(name, startOrOptions, endMark) {
  validateString(name, 'name');
  const isObject = typeof startOrOptions === 'object' && startOrOptions !== null;
  const options = isObject ? startOrOptions : kEmptyObject;
  const startMark = typeof startOrOptions === 'string' ? startOrOptions : undefined;
  const { start, end, duration } = options;
  if (endMark !== undefined && (start !== undefined || end !== undefined)) {
    throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
  }
  if (start !== undefined && end !== undefined && duration !== undefined) {
    throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS(
      'Must not have options.start, options.end, and options.duration specified');
  }
  const { 0: startTime, 1: endTime } = spanOf(options, startMark, endMark);
  const entry = new PerformanceMeasure(kInternal, name, startTime, endTime - startTime);
  entry[kDetail] = copyOf(options.detail);
  enqueue(entry);
  bufferUserTiming(entry);
  return entry;
}

/** Forgets the time of one mark or of all. */
function clearMarkTimings(name) {
  if (name === undefined) markTimes.clear();
  else markTimes.delete(name);
}

module.exports = { PerformanceMark, PerformanceMeasure, clearMarkTimings, mark, measure };
