// Entries of garbage collections for observers of 'gc' (Node's doc "performanceNodeEntry.detail").
'use strict';

const { collectGarbage, observeCollections, takeCollections } = internalBinding('process');

const NS_PER_MS = 1e6;
/** Kinds and flags as V8 numbers them. */
const KIND_MINOR = 1;
const KIND_MAJOR = 4;
const FLAG_NONE = 0;
const FLAG_FORCED = 4;
/** Values that the engine gives for each collection. */
const FIELDS = 4;

let isObserved = false;

/** Begins or ends to keep collections, as there are observers or not. */
function observe(wanted) {
  if (wanted === isObserved) return;
  isObserved = wanted;
  observeCollections(wanted);
}

/** The global `gc` of contexts that are made from now on. */
let exposed;

/** Contexts that are made from now on have `gc`. @returns {Function} */
function expose() {
  exposed ??= function gc() { collectGarbage(); };
  return exposed;
}

/** What a new context gets as `gc`, if anything. */
const exposedGc = () => exposed;

/** Tells observers of the collections since the last call. */
function deliver() {
  if (!isObserved) return;
  const { enqueue } = require('internal/perf/observe');
  const { createPerformanceNodeEntry } = require('internal/perf/performance_entry');
  const list = takeCollections();
  for (let at = 0; at < list.length; at += FIELDS) {
    const [began, pause, isFull, isForced] = list.slice(at, at + FIELDS);
    const detail = { kind: isFull ? KIND_MAJOR : KIND_MINOR, flags: isForced ? FLAG_FORCED : FLAG_NONE };
    enqueue(createPerformanceNodeEntry('gc', 'gc', began / NS_PER_MS, pause / NS_PER_MS, detail));
  }
}

module.exports = { deliver, expose, exposedGc, observe };
