// Spans that parts of Node measure for observers: a connection, a request, an answer, a question to DNS. Without an
// observer nothing is measured. Node's documentation: perf_hooks, "performanceNodeEntry.detail".
'use strict';

/** The half of perf_hooks that knows the observers: null until the program loads it, for before nobody can observe. */
let observe = null;

/** Called by that half when it is loaded. */
function setObserve(half) {
  observe = half;
}

function hasObserver(type) {
  return observe !== null && observe.hasObserver(type);
}

/** Begins a span at `target[key]`; `detail()` is asked only when somebody observes. */
function beginSpan(target, key, { type, name, detail }) {
  if (hasObserver(type)) observe.startPerf(target, key, { type, name, detail: detail() });
}

/** Ends the span at `target[key]`, if one began, and tells the observers; `detail()` is what its end adds. */
function endSpan(target, key, detail) {
  const span = target[key];
  if (span && hasObserver(span.type)) observe.stopPerf(target, key, detail && { detail: detail() });
}

module.exports = { beginSpan, endSpan, setObserve };
