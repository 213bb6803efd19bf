// performance.eventLoopUtilization: how much of its time the loop was busy (Node's doc of that name).

'use strict';

const { loopIdleTime } = internalBinding('performance');
const { milestone, now } = require('internal/perf/utils');

/** @returns {{ idle: number, active: number, utilization: number }} times in milliseconds, and the active share. */
function utilization(idle, active) {
  return { idle, active, utilization: active / (idle + active) };
}

/**
 * @param {object} [util1] an earlier result: gives what has passed since
 * @param {object} [util2] a still earlier one: gives what passed between the two
 */
function eventLoopUtilization(util1, util2) {
  if (milestone('loopStart') <= 0) return { idle: 0, active: 0, utilization: 0 };
  if (util2) return utilization(util1.idle - util2.idle, util1.active - util2.active);
  const idle = loopIdleTime();
  const active = now() - milestone('loopStart') - idle;
  if (!util1) return utilization(idle, active);
  return utilization(idle - util1.idle, active - util1.active);
}

/**
 * The same of another thread's loop.
 * @param {number[]|undefined} times when it was entered and how long it has waited, in milliseconds; none when it does not run
 */
function utilizationOf(times, util1, util2) {
  if (times === undefined) return { idle: 0, active: 0, utilization: 0 };
  if (util2) return utilization(util1.idle - util2.idle, util1.active - util2.active);
  const [started, idle] = times;
  const active = now() - started - idle;
  if (!util1) return utilization(idle, active);
  return utilization(idle - util1.idle, active - util1.active);
}

module.exports = { utilizationOf, eventLoopUtilization };
