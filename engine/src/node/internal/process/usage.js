// process.cpuUsage and process.resourceUsage: modelled; the process's virtual time is its CPU time.
'use strict';

const { hrtime } = internalBinding('process');
const NS_PER_US = 1000;

/** A time of an earlier call: no less than nothing. */
function validateTime(value, name) {
  const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw new ERR_INVALID_ARG_VALUE.RangeError(name, value);
}

/** Microseconds of CPU time, or those since an earlier call. */
function cpuUsage(before) {
  const user = Math.floor(hrtime() / NS_PER_US);
  if (before === undefined) return { user, system: 0 };
  const { validateObject } = require('internal/validators');
  validateObject(before, 'prevValue');
  validateTime(before.user, 'prevValue.user');
  validateTime(before.system, 'prevValue.system');
  return { user: user - before.user, system: 0 - before.system };
}

/** What getrusage(2) would tell; only the times are modelled. */
function resourceUsage() {
  return {
    userCPUTime: cpuUsage().user,
    systemCPUTime: 0,
    maxRSS: process.memoryUsage().rss / 1024,
    sharedMemorySize: 0,
    unsharedDataSize: 0,
    unsharedStackSize: 0,
    minorPageFault: 0,
    majorPageFault: 0,
    swappedOut: 0,
    fsRead: 0,
    fsWrite: 0,
    ipcSent: 0,
    ipcReceived: 0,
    signalsCount: 0,
    voluntaryContextSwitches: 0,
    involuntaryContextSwitches: 0,
  };
}

module.exports = { cpuUsage, resourceUsage };
