// internalBinding('performance'): the clock of performance.now(), and when the process passed what.
'use strict';

const { hrtime, wallTime } = internalBinding('process');

const NS_PER_MS = 1e6;
const US_PER_MS = 1000;

/** Milliseconds since the process began. */
function now() {
  return hrtime() / NS_PER_MS;
}

/** Milestones passed, by their number in internal/perf/utils.js; all of start-up is over when a program runs. */
const milestones = [0, 0, 0, 0, -1, -1];

module.exports = {
  now,
  timeOriginTimestamp: () => wallTime() / US_PER_MS - now(),
  milestone: (index) => milestones[index],
  /** Notes that a milestone is passed now. */
  markMilestone: (index) => { milestones[index] = now(); },
};
