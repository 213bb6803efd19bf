// The clock of performance.now() and of everything that is timed: milliseconds since the process began.

'use strict';

const binding = internalBinding('performance');

/** @returns {number} milliseconds since the time origin, with a fraction. */
function now() {
  return binding.now();
}

/** @returns {number} the time origin in milliseconds since 1970. */
function getTimeOriginTimestamp() {
  return binding.timeOriginTimestamp();
}

/** What a process passes through, in the binding's numbering. */
const MILESTONES = ['nodeStart', 'v8Start', 'environment', 'bootstrapComplete', 'loopStart', 'loopExit'];

/** @returns {number} when a milestone was passed, in milliseconds since the time origin; -1: still to come. */
function milestone(name) {
  return binding.milestone(MILESTONES.indexOf(name));
}

/** @returns {boolean} whether a name is one of a milestone, which marks may not have and measures may use. */
function isMilestone(name) {
  return MILESTONES.includes(name);
}

module.exports = { getTimeOriginTimestamp, isMilestone, milestone, now };
