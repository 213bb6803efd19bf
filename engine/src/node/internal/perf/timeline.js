// The performance timeline: the entries that performance.getEntries() and `buffered` observers find.

'use strict';

const { MathMax, MathMin } = primordials;
const { setImmediate } = require('timers');
const profile = require('internal/profile');

const buffers = { __proto__: null, mark: [], measure: [], resource: [] };

/** How many entries of a kind give a warning (Node's doc "performance.mark"). */
const WARN_SIZE = 1e6;
const warned = { __proto__: null, mark: false, measure: false };

/** How many resource entries are kept, and those that did not fit (Resource Timing, "buffer full"). */
let resourceLimit = 250;
let resourceOverflow = [];
let isFullPending = false;

const byStartTime = (a, b) => a.startTime - b.startTime;

/** Keeps a mark or measure. */
function bufferUserTiming(entry) {
  const { entryType } = entry;
  const count = buffers[entryType].push(entry);
  if (count <= WARN_SIZE || warned[entryType]) return;
  warned[entryType] = true;
  const clear = entryType === 'mark' ? 'performance.clearMarks' : 'performance.clearMeasures';
  const warning = new Error(`Possible perf_hooks memory leak detected. ${count} ${entryType} entries added to the ` +
                            `global performance entry buffer. Use ${clear} to clear the buffer.`);
  warning.name = 'MaxPerformanceEntryBufferExceededWarning';
  warning.entryType = entryType;
  warning.count = count;
  process.emitWarning(warning);
}

/** Keeps a resource entry; when the buffer is full, `onFull` may make room before the entry is dropped. */
function bufferResourceTiming(entry, onFull) {
  if (buffers.resource.length < resourceLimit && !isFullPending) {
    buffers.resource.push(entry);
    return;
  }
  resourceOverflow.push(entry);
  if (isFullPending) return;
  isFullPending = true;
  setImmediate(() => {
    while (resourceOverflow.length > 0) {
      const before = resourceOverflow.length;
      onFull();
      const room = MathMax(MathMin(resourceLimit - buffers.resource.length, before), 0);
      buffers.resource.push(...resourceOverflow.splice(0, room));
      if (room === 0) resourceOverflow = [];
    }
    isFullPending = false;
  });
}

function setResourceTimingBufferSize(size) {
  resourceLimit = size;
}

/** Drops the entries of a kind: those of a name, or all. */
function clearEntries(type, name) {
  buffers[type] = name === undefined ? [] : buffers[type].filter((entry) => entry.name !== name);
}

/** @returns {PerformanceEntry[]} the kept entries of a name and a kind (either may be undefined), by start time. */
function findEntries(name, type) {
  if (!profile.performanceFiltersByBoth && name !== undefined) type = undefined;
  let entries;
  if (type === undefined) entries = [...buffers.mark, ...buffers.measure, ...buffers.resource];
  else entries = [...buffers[type] ?? []];
  if (name !== undefined) entries = entries.filter((entry) => entry.name === name);
  return entries.sort(byStartTime);
}

module.exports = {
  bufferResourceTiming,
  bufferUserTiming,
  byStartTime,
  clearEntries,
  findEntries,
  setResourceTimingBufferSize,
};
