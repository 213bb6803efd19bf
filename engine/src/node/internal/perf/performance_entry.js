// PerformanceEntry, what the timeline consists of, and the kind that Node's own parts make.

'use strict';

const { ObjectDefineProperties, ObjectDefineProperty, Symbol, SymbolToStringTag } = primordials;

const { codes: { ERR_ILLEGAL_CONSTRUCTOR } } = require('internal/errors');
const { validateThisInternalField } = require('internal/validators');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { inspectAs } = require('internal/util/inspect_as');
const profile = require('internal/profile');

const kName = Symbol('PerformanceEntry.Name');
const kEntryType = Symbol('PerformanceEntry.EntryType');
const kStartTime = Symbol('PerformanceEntry.StartTime');
const kDuration = Symbol('PerformanceEntry.Duration');
const kDetail = Symbol('NodeDetail');
// Says that a constructor is called by us.
const kInternal = Symbol('kInternal');

/** Throws when a getter or method of `className` is used on something else. */
function checkThis(self, key, className) {
  if (profile.performanceChecksThis) validateThisInternalField(self, key, className);
}

class PerformanceEntry {
  constructor(key = undefined, name = undefined, type = undefined, start = undefined, duration = undefined) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kName] = name;
    this[kEntryType] = type;
    this[kStartTime] = start;
    this[kDuration] = duration;
  }

  get name() {
    checkThis(this, kName, 'PerformanceEntry');
    return this[kName];
  }

  get entryType() {
    checkThis(this, kEntryType, 'PerformanceEntry');
    return this[kEntryType];
  }

  get startTime() {
    checkThis(this, kStartTime, 'PerformanceEntry');
    return this[kStartTime];
  }

  get duration() {
    checkThis(this, kDuration, 'PerformanceEntry');
    return this[kDuration];
  }

  [customInspectSymbol](depth, options) {
    return depth < 0 ? this : inspectAs(this.constructor.name, this.toJSON(), options);
  }

  /** @returns {object} the entry as plain data, in the order that inspect() shows. */
  toJSON() {
    checkThis(this, kName, 'PerformanceEntry');
    return {
      name: this[kName],
      entryType: this[kEntryType],
      startTime: this[kStartTime],
      duration: this[kDuration],
    };
  }
}

ObjectDefineProperties(PerformanceEntry.prototype, {
  name: kEnumerableProperty,
  entryType: kEnumerableProperty,
  startTime: kEnumerableProperty,
  duration: kEnumerableProperty,
  toJSON: kEnumerableProperty,
});

/** An entry of a part of Node: a timerified call, a request, a lookup. */
class PerformanceNodeEntry extends PerformanceEntry {
  get detail() {
    checkThis(this, kDetail, 'NodePerformanceEntry');
    return this[kDetail];
  }

  toJSON() {
    return { ...super.toJSON(), detail: this[kDetail] };
  }
}
if (!profile.performanceHasNodeEntries) {
  ObjectDefineProperty(PerformanceNodeEntry, 'name', { __proto__: null, value: 'PerformanceEntry' });
}

/** @returns {PerformanceNodeEntry} */
function createPerformanceNodeEntry(name, type, start, duration, detail) {
  const entry = new PerformanceNodeEntry(kInternal, name, type, start, duration);
  entry[kDetail] = detail;
  return entry;
}

/** The descriptor of a class's Symbol.toStringTag. */
const tagProperty = (value) => ({
  [SymbolToStringTag]: { __proto__: null, writable: false, enumerable: false, configurable: true, value },
});

module.exports = {
  PerformanceEntry,
  checkThis,
  createPerformanceNodeEntry,
  kDuration,
  kInternal,
  kName,
  kStartTime,
  tagProperty,
};
