// The stopwatches of `console.time`. Answers to Node's doc "console.time".
'use strict';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const two = (value) => `${value}`.padStart(2, '0');

/**
 * A duration as people read it: `1.5ms`, `2.345s`, `1:02.345 (m:ss.mmm)`, `1:01:02.345 (h:mm:ss.mmm)`.
 * @param {number} duration milliseconds
 * @returns {string}
 */
function formatTime(duration) {
  if (duration < SECOND_MS) return `${Number(duration.toFixed(3))}ms`;
  if (duration < MINUTE_MS) return `${(duration / SECOND_MS).toFixed(3)}s`;
  const hours = Math.floor(duration / HOUR_MS);
  const minutes = Math.floor((duration % HOUR_MS) / MINUTE_MS);
  const [seconds, fraction] = ((duration % MINUTE_MS) / SECOND_MS).toFixed(3).split('.');
  const rest = `${two(seconds)}.${fraction}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${rest} (h:mm:ss.mmm)` : `${minutes}:${rest} (m:ss.mmm)`;
}

/** Warns in the words of all console methods that are given a label. */
function warn(message) {
  process.emitWarning(message);
}

/** Starts a stopwatch; one that runs goes on. */
function start(times, label) {
  if (times.has(label)) warn(`Label '${label}' already exists for console.time()`);
  else times.set(label, process.hrtime());
}

/**
 * The time on a stopwatch as text.
 * @param {Map} times
 * @param {string} label
 * @param {string} method for the warning
 * @returns {string|undefined} nothing where none of that label runs
 */
function read(times, label, method) {
  const since = times.get(label);
  if (since === undefined) {
    warn(`No such label '${label}' for console.${method}()`);
    return undefined;
  }
  const [seconds, nanoseconds] = process.hrtime(since);
  return formatTime(seconds * SECOND_MS + nanoseconds / 1e6);
}

module.exports = { formatTime, read, start, warn };
