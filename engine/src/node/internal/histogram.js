// Histogram and RecordableHistogram (Node's doc "perf_hooks.createHistogram").
//
// The statistics that later versions added (tests, intervals, buckets) throw ERR_LOOPSCOPE_UNSUPPORTED.

'use strict';

const { NumberIsInteger, NumberIsSafeInteger, ObjectDefineProperty, SafeMap, Symbol } = primordials;

const {
  codes: {
    ERR_ILLEGAL_CONSTRUCTOR,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_INVALID_THIS,
    ERR_LOOPSCOPE_UNSUPPORTED,
    ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');
const { validateInteger, validateNumber, validateObject } = require('internal/validators');
const { customInspectSymbol, kEmptyObject } = require('internal/util');
const { inspectAs } = require('internal/util/inspect_as');
const { HdrCounts } = require('internal/histogram/hdr');
const { now } = require('internal/perf/utils');
const { markTransferMode, kClone, kDeserialize } = require('internal/worker/js_transferable');
const profile = require('internal/profile');

const kInternal = Symbol('kInternal');
/** A subclass's method that brings the counts up to date before they are read. */
const kBeforeRead = Symbol('kBeforeRead');

const NANOSECONDS_PER_MILLISECOND = 1e6;
const INT64_MAX = 2n ** 63n - 1n;

/** The counts, as a property of the object's own: where depth ends, inspect() shows `[RecordableHistogram]` for it. */
const kHandle = Symbol('kHandle');

/** @returns {HdrCounts} the counts of a histogram, up to date; throws for anything else. */
function countsOf(histogram, className = 'Histogram') {
  const counts = histogram?.[kHandle];
  if (counts === undefined) throw new ERR_INVALID_THIS(className);
  histogram[kBeforeRead]?.(counts);
  return counts;
}

function checkPercentile(percentile) {
  validateNumber(percentile, 'percentile');
  if (percentile > 0 && percentile <= 100) return;
  if (profile.histogramErrorsStateRange) throw new ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', percentile);
  throw new ERR_INVALID_ARG_VALUE.RangeError('percentile', percentile);
}

/** @returns {object} all results under the names that inspect() and toJSON() show. */
function resultsOf(histogram, { withAverages, percentiles }) {
  const { count, min, max, mean, exceeds, stddev } = histogram;
  const moments = profile.histogramsHaveStatistics ?
    { skewness: histogram.skewness, kurtosis: histogram.kurtosis } : {};
  if (!withAverages) return { min, max, mean, exceeds, stddev, ...moments, count, percentiles };
  const averages = profile.histogramsHaveStatistics ?
    { ewmaMean: histogram.ewmaMean, ewmaStddev: histogram.ewmaStddev, ewmaErrorRate: histogram.ewmaErrorRate } : {};
  return { count, min, max, mean, exceeds, stddev, ...moments, ...averages, percentiles };
}

class Histogram {
  /** The older versions give the same map each time, filled anew. */
  #map = undefined;

  constructor(key = undefined, counts = undefined) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kHandle] = counts;
    markTransferMode(this, true, false);
  }

  /** Cloning: Node's copy shares its counts with the original, ours has counts of its own. */
  [kClone]() {
    const deserializeInfo = isRecordableHistogram(this) ? 'internal/histogram:ClonedRecordableHistogram' : 'internal/histogram:ClonedHistogram';
    return { data: countsOf(this).toValue(), deserializeInfo };
  }

  [kDeserialize](value) {
    this[kHandle] = HdrCounts.fromValue(value);
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    return inspectAs('Histogram', resultsOf(this, { withAverages: false, percentiles: this.percentiles }), options);
  }

  get count() {
    return countsOf(this).count;
  }

  get countBigInt() {
    return BigInt(countsOf(this).count);
  }

  get min() {
    return Number(countsOf(this).min);
  }

  get minBigInt() {
    return countsOf(this).min;
  }

  get max() {
    return Number(countsOf(this).max);
  }

  get maxBigInt() {
    return countsOf(this).max;
  }

  get mean() {
    return countsOf(this).mean;
  }

  get exceeds() {
    return countsOf(this).exceeds;
  }

  get exceedsBigInt() {
    return BigInt(countsOf(this).exceeds);
  }

  get stddev() {
    return countsOf(this).stddev;
  }

  /** @returns {number} the value below or at which a percentage of the values lies. */
  percentile(percentile) {
    const counts = countsOf(this);
    checkPercentile(percentile);
    return Number(counts.percentile(percentile));
  }

  percentileBigInt(percentile) {
    const counts = countsOf(this);
    checkPercentile(percentile);
    return counts.percentile(percentile);
  }

  #fillMap(toValue) {
    const steps = countsOf(this).percentiles();
    const map = profile.histogramsShareMap ? (this.#map ??= newMap()) : newMap();
    map.clear();
    for (const [percentile, value] of steps) map.set(percentile, toValue(value));
    return map;
  }

  get percentiles() {
    return this.#fillMap(Number);
  }

  get percentilesBigInt() {
    return this.#fillMap(BigInt);
  }

  /** Forgets all values. */
  reset() {
    countsOf(this).reset();
  }

  toJSON() {
    return resultsOf(this, { withAverages: true, percentiles: Object.fromEntries(this.percentiles) });
  }
}

const newMap = () => (profile.histogramsUseSafeMap ? new SafeMap() : new Map());

/** Defines a getter that inspect() does not show, under the name that a class body would give it. */
function defineGetter(name, read) {
  const { get } = Object.getOwnPropertyDescriptor({
    get [name]() {
      return read(countsOf(this));
    },
  }, name);
  ObjectDefineProperty(Histogram.prototype, name, { __proto__: null, get, configurable: true });
}

/** Defines a method that is there, but throws at the call. */
function defineUnsupported(prototype, name) {
  ObjectDefineProperty(prototype, name, {
    __proto__: null,
    value: () => {
      throw new ERR_LOOPSCOPE_UNSUPPORTED(`histogram.${name}()`);
    },
    writable: true,
    configurable: true,
  });
}

class RecordableHistogram extends Histogram {
  #lastDelta = undefined;

  constructor(key = undefined, counts = undefined) {
    super(key, counts);
  }

  /** @param {number|bigint} val a whole number of at least 1 */
  record(val) {
    const counts = countsOf(this, 'RecordableHistogram');
    if (typeof val === 'bigint') {
      if (val < 1n || val > INT64_MAX) throw rangeError();
    } else {
      checkValue(val);
    }
    counts.record(BigInt(val));
  }

  /** Records the nanoseconds since the last call; the first one only starts the clock. */
  recordDelta() {
    const counts = countsOf(this, 'RecordableHistogram');
    const before = this.#lastDelta;
    this.#lastDelta = BigInt(Math.round(now() * NANOSECONDS_PER_MILLISECOND));
    if (before !== undefined) counts.record(this.#lastDelta - before);
  }

  /** Adds the values of another. */
  add(other) {
    const counts = countsOf(this, 'RecordableHistogram');
    if (!isRecordableHistogram(other)) throw new ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    counts.add(countsOf(other));
  }

  static is(value) {
    return typeof value === 'object' && value !== null && #lastDelta in value;
  }
}

const isRecordableHistogram = RecordableHistogram.is;
delete RecordableHistogram.is;

if (profile.histogramsHaveStatistics) {
  defineGetter('skewness', (counts) => counts.skewness);
  defineGetter('kurtosis', (counts) => counts.kurtosis);
  // Moving averages are off unless asked for, and read 0 then.
  for (const name of ['ewmaMean', 'ewmaStddev', 'ewmaErrorRate']) defineGetter(name, () => 0);
  for (const name of ['ccdf', 'cdf', 'countAt', 'burnRate', 'ksTest', 'welchTest', 'mannWhitneyTest', 'cohensD',
                      'cliffsD', 'linearBuckets', 'logBuckets', 'percentileCI', 'percentilesAt']) {
    defineUnsupported(Histogram.prototype, name);
  }
  for (const name of ['recordCorrected', 'subtract']) defineUnsupported(RecordableHistogram.prototype, name);
}

/** What the native half says of a BigInt that does not fit. */
function rangeError() {
  const err = new RangeError('value is out of range');
  err.code = 'ERR_OUT_OF_RANGE';
  return err;
}

function checkValue(val) {
  if (profile.histogramErrorsStateRange) {
    validateInteger(val, 'val', 1);
    return;
  }
  if (!NumberIsInteger(val)) throw new ERR_INVALID_ARG_TYPE('val', ['integer', 'bigint'], val);
  if (val < 1 || !NumberIsSafeInteger(val)) {
    throw new ERR_OUT_OF_RANGE('val', 'a safe integer greater than 0', val);
  }
}

function checkHighest(highest, lowest) {
  const least = 2n * BigInt(lowest);
  if (typeof highest !== 'bigint') {
    if (!profile.histogramHighestIsRelative) {
      validateInteger(highest, 'options.highest', Number(least));
      return;
    }
    validateInteger(highest, 'options.highest', 1);
  }
  if (BigInt(highest) >= least) return;
  if (!profile.histogramHighestIsRelative) throw new ERR_INVALID_ARG_VALUE.RangeError('options.highest', highest);
  throw new ERR_OUT_OF_RANGE('options.highest', `>= 2 * options.lowest (${least}n)`, highest);
}

/**
 * @param {{ lowest?: number|bigint, highest?: number|bigint, figures?: number }} [options] the range to tell values
 *   apart in, and how many significant digits to keep (1 to 5)
 * @returns {RecordableHistogram}
 */
function createHistogram(options = kEmptyObject) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  if (typeof lowest !== 'bigint') validateInteger(lowest, 'options.lowest', 1);
  checkHighest(highest, lowest);
  validateInteger(figures, 'options.figures', 1, 5);
  return new RecordableHistogram(kInternal, new HdrCounts(BigInt(lowest), BigInt(highest), figures));
}

/** What cloning makes first, without the counts. */
function ClonedHistogram() {
  return new Histogram(kInternal);
}

function ClonedRecordableHistogram() {
  return new RecordableHistogram(kInternal);
}

module.exports = { ClonedHistogram, ClonedRecordableHistogram, Histogram, HdrCounts, createHistogram, isRecordableHistogram, kBeforeRead, kInternal };
