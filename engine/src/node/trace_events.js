// `node:trace_events`: not simulated; `loopscope trace` is the way to look. Node's doc: https://nodejs.org/api/tracing.html
'use strict';

/** No category is enabled. */
function getEnabledCategories() {
  return undefined;
}

module.exports = { getEnabledCategories, ...require('internal/unsupported').refusals('trace_events', ['createTracing']) };
