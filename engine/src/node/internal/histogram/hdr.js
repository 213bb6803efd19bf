// Counts of values in buckets of constant relative precision: the algorithm of HdrHistogram, as Node embeds it.
//
// Values below 2 * 10^figures (times the unit) have a bucket each; each doubling beyond halves the resolution:
//
//   bucket 0: sub-buckets of 1 unit │ bucket 1: the upper half again, of 2 units │ bucket 2: of 4 units │ …
//
// An index counts through all of them. Values are BigInts, as they reach 2^63 - 1; counts and indexes are numbers.
// A counted value stands for the middle of its bucket (mean, deviation) or for its upper end (percentiles).

'use strict';

const { MathLog, MathMax, MathMin, MathPow, MathSqrt, MathTrunc } = primordials;
const profile = require('internal/profile');

/** The largest signed 64-bit number: what an empty histogram's minimum is. */
const INT64_MAX = 2n ** 63n - 1n;

const bitLength = (value) => value.toString(2).length;

class HdrCounts {
  /** Index to count, of the buckets that have any. */
  #counts = new Map();
  #min = INT64_MAX;
  #max = 0n;
  #total = 0;
  /** How many values were counted, as it is reported. */
  count = 0;
  /** How many values were too large to be counted. */
  exceeds = 0;

  /**
   * @param {bigint} lowest the smallest value to tell from 0
   * @param {bigint} highest the largest value to count
   * @param {number} figures significant decimal digits, 1 to 5
   */
  constructor(lowest, highest, figures) {
    this.highest = highest;
    this.unitMagnitude = BigInt(bitLength(lowest) - 1);
    const magnitude = bitLength(2n * 10n ** BigInt(figures) - 1n);
    this.halfMagnitude = magnitude - 1;
    this.subBuckets = 2 ** magnitude;
    let buckets = 1;
    let untrackable = BigInt(this.subBuckets) << this.unitMagnitude;
    while (untrackable <= highest && untrackable <= INT64_MAX / 2n) {
      untrackable <<= 1n;
      buckets++;
    }
    if (untrackable <= highest) buckets++;
    this.length = (buckets + 1) * (this.subBuckets / 2);
  }

  /** @returns {object} everything counted so far, as a value that can be cloned. */
  toValue() {
    const { count, exceeds, highest, unitMagnitude, halfMagnitude, subBuckets, length } = this;
    const shape = { count, exceeds, highest, unitMagnitude, halfMagnitude, subBuckets, length };
    return { shape, counts: this.#counts, min: this.#min, max: this.#max, total: this.#total };
  }

  /** The counts of a value that toValue() gave. */
  static fromValue({ shape, counts, min, max, total }) {
    const made = Object.assign(new HdrCounts(1n, 2n, 1), shape);
    made.#counts = counts;
    made.#min = min;
    made.#max = max;
    made.#total = total;
    return made;
  }

  /** @returns {number} how often the bucket's width doubles up to the value's. */
  #bucketOf(value) {
    return MathMax(bitLength(value >> this.unitMagnitude) - (this.halfMagnitude + 1), 0);
  }

  #indexOf(value) {
    const bucket = this.#bucketOf(value);
    const subBucket = Number(value >> (BigInt(bucket) + this.unitMagnitude));
    return (bucket + 1) * (this.subBuckets / 2) + subBucket - this.subBuckets / 2;
  }

  /** The smallest value of an index. */
  #valueAt(index) {
    const half = this.subBuckets / 2;
    const bucket = MathMax(MathTrunc(index / half) - 1, 0);
    const subBucket = index - bucket * half;
    return BigInt(subBucket) << (BigInt(bucket) + this.unitMagnitude);
  }

  #widthAt(value) {
    return 1n << (BigInt(this.#bucketOf(value)) + this.unitMagnitude);
  }

  #lowestOf(value) {
    return value - value % this.#widthAt(value);
  }

  #highestOf(value) {
    return this.#lowestOf(value) + this.#widthAt(value) - 1n;
  }

  #middleOf(value) {
    return this.#lowestOf(value) + (this.#widthAt(value) >> 1n);
  }

  /** Counts a value; one that is too large only counts among `exceeds`. */
  record(value) {
    if (this.#put(value, 1)) this.count++;
    else this.exceeds++;
  }

  /** @returns {boolean} whether the value is within the range. */
  #put(value, times) {
    const index = this.#indexOf(value);
    if (index >= this.length || (profile.histogramsRefuseAboveHighest && value > this.highest)) return false;
    this.#counts.set(index, (this.#counts.get(index) ?? 0) + times);
    this.#total += times;
    if (value !== 0n && value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    return true;
  }

  /** Counts all that another has counted, each value as its bucket's smallest; those too large are lost. */
  add(other) {
    // Read before: it may be this one.
    const { count, exceeds } = other;
    let added = 0;
    for (const [value, times] of other.#sorted()) {
      if (this.#put(value, times)) added += times;
    }
    this.count += profile.histogramCountIncludesLost ? count : added;
    this.exceeds += exceeds;
  }

  reset() {
    this.#counts.clear();
    this.#min = INT64_MAX;
    this.#max = 0n;
    this.#total = 0;
    this.count = 0;
    this.exceeds = 0;
  }

  /** @returns {[bigint, number][]} smallest values of the buckets in use and their counts, ascending. */
  #sorted() {
    return [...this.#counts].sort((a, b) => a[0] - b[0]).map(([index, count]) => [this.#valueAt(index), count]);
  }

  get min() {
    if (this.#counts.has(0)) return 0n;
    return this.#total === 0 ? INT64_MAX : this.#lowestOf(this.#min);
  }

  get max() {
    return this.#max === 0n ? 0n : this.#highestOf(this.#max);
  }

  get mean() {
    let sum = 0n;
    for (const [value, count] of this.#sorted()) sum += this.#middleOf(value) * BigInt(count);
    return Number(sum) / this.#total;
  }

  /** Mean powers of the deviations from the mean, multiplied in Node's order: results agree to the last digit. */
  #moments() {
    const { mean } = this;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (const [value, count] of this.#sorted()) {
      const deviation = Number(this.#middleOf(value)) - mean;
      const square = deviation * deviation;
      second += square * count;
      third += count * square * deviation;
      fourth += count * square * square;
    }
    return { variance: second / this.#total, third: third / this.#total, fourth: fourth / this.#total };
  }

  get stddev() {
    return MathSqrt(this.#moments().variance);
  }

  /** 0 when there is nothing to tell. */
  get skewness() {
    const { variance, third } = this.#moments();
    return third / (variance * MathSqrt(variance)) || 0;
  }

  /** The excess over that of a normal distribution; 0 when there is nothing to tell: of less than four values. */
  get kurtosis() {
    if (this.#total < 4) return 0;
    const { variance, fourth } = this.#moments();
    return fourth / (variance * variance) - 3 || 0;
  }

  /** @returns {bigint} the largest value of the bucket in which a percentile falls; the first one when empty. */
  percentile(percentile) {
    const wanted = MathMax(MathTrunc(MathMin(percentile, 100) / 100 * this.#total + 0.5), 1);
    let seen = 0;
    for (const [value, count] of this.#sorted()) {
      seen += count;
      if (seen >= wanted) return this.#highestOf(value);
    }
    return this.#highestOf(0n);
  }

  /**
   * Percentiles at steps that halve the distance to 100, as far as there are values.
   * @returns {[number, bigint][]} with the smallest value of each bucket; the last is 100
   */
  percentiles() {
    const steps = [];
    let next = 0;
    let seen = 0;
    let last = 0n;
    for (const [value, count] of this.#sorted()) {
      seen += count;
      last = value;
      // Several steps may fall into one bucket; the last one ends the walk.
      while (next <= 100 * seen / this.#total) {
        steps.push([next, value]);
        const halvings = MathTrunc(MathLog(100 / (100 - next)) / MathLog(2)) + 1;
        next += 100 / MathPow(2, halvings);
        if (seen === this.#total) break;
      }
    }
    steps.push([100, last]);
    return steps;
  }
}

module.exports = { HdrCounts };
