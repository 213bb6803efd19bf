// performance.timerify: wraps a function so that each call gives a 'function' entry.

'use strict';

const { MathCeil, ObjectDefineProperties, ReflectApply, ReflectConstruct } = primordials;

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateFunction, validateObject } = require('internal/validators');
const { kEmptyObject } = require('internal/util');
const { createPerformanceNodeEntry } = require('internal/perf/performance_entry');
const { enqueue } = require('internal/perf/observe');
const { isRecordableHistogram } = require('internal/histogram');
const { now } = require('internal/perf/utils');

const NANOSECONDS_PER_MILLISECOND = 1e6;

/** Tells a finished call; its arguments are the entry's detail and its numbered properties. */
function complete(name, start, args, histogram) {
  const duration = now() - start;
  if (histogram !== undefined) histogram.record(MathCeil(duration * NANOSECONDS_PER_MILLISECOND));
  const entry = createPerformanceNodeEntry(name, 'function', start, duration, args);
  args.forEach((arg, i) => {
    entry[i] = arg;
  });
  enqueue(entry);
}

/**
 * @param {Function} fn called as it is, with `new`, too; a returned promise counts until it settles, an error does
 *   not count
 * @param {{ histogram?: RecordableHistogram }} [options] gets the durations in nanoseconds
 * @returns {Function}
 */
function timerify(fn, options = kEmptyObject) {
  validateFunction(fn, 'fn');
  validateObject(options, 'options');
  const { histogram } = options;
  if (histogram !== undefined && !isRecordableHistogram(histogram)) {
    throw new ERR_INVALID_ARG_TYPE('options.histogram', 'RecordableHistogram', histogram);
  }

  function timerified(...args) {
    const start = now();
    if (new.target) {
      const made = ReflectConstruct(fn, args, fn);
      complete(fn.name, start, args, histogram);
      return made;
    }
    const result = ReflectApply(fn, this, args);
    if (typeof result?.finally === 'function') {
      return result.finally(() => complete(fn.name, start, args, histogram));
    }
    complete(fn.name, start, args, histogram);
    return result;
  }

  ObjectDefineProperties(timerified, {
    length: { __proto__: null, configurable: false, enumerable: true, value: fn.length },
    name: { __proto__: null, configurable: false, enumerable: true, value: `timerified ${fn.name}` },
  });
  return timerified;
}

module.exports = timerify;
