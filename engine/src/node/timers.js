// node:timers. Node's doc: "Timers".
'use strict';

const { ObjectDefineProperty, SymbolFor } = primordials;
const { Timeout, knownTimersById, insert, release, unenroll } = require('internal/timers');
const { Immediate, clearImmediate } = require('internal/immediates');
const { invalidCallback } = require('internal/process/task_queues');

const profile = require('internal/profile');

const kCustomPromisify = SymbolFor('nodejs.util.promisify.custom');

function startTimer(callback, after, args, isRepeat) {
  if (typeof callback !== 'function') throw invalidCallback(callback);
  const timer = new Timeout(callback, after, args.length === 0 ? undefined : args, isRepeat, true);
  insert(timer, timer._idleTimeout);
  return timer;
}

/** Runs `callback` once, at least `after` milliseconds from now. */
function setTimeout(callback, after, ...args) {
  return startTimer(callback, after, args, false);
}

/** Runs `callback` every `repeat` milliseconds at the most. */
function setInterval(callback, repeat, ...args) {
  return startTimer(callback, repeat, args, true);
}

/** Stops a timer, given as such or as the number or string that it was turned into. */
function clearTimeout(timer) {
  if (timer?._onTimeout) {
    release(timer);
    unenroll(timer);
    return;
  }
  if (typeof timer !== 'number' && typeof timer !== 'string') return;
  const known = knownTimersById[timer];
  if (known !== undefined) {
    release(known);
    unenroll(known);
  }
}

/** The same as clearTimeout. */
function clearInterval(timer) {
  clearTimeout(timer);
}

/** Runs `callback` in the next check phase. */
function setImmediate(callback, ...args) {
  if (typeof callback !== 'function') throw invalidCallback(callback);
  return new Immediate(callback, args.length === 0 ? undefined : args);
}

for (const timer of [setTimeout, setImmediate]) {
  ObjectDefineProperty(timer, kCustomPromisify, {
    __proto__: null,
    enumerable: true,
    get: () => require('timers/promises')[timer.name],
  });
}

module.exports = {
  setTimeout,
  clearTimeout,
  setImmediate,
  clearImmediate,
  setInterval,
  clearInterval,
};

if (profile.timersCanBeEnrolled) {
  for (const name of ['_unrefActive', 'active', 'unenroll', 'enroll']) {
    module.exports[name] = { [name]: (...args) => require('internal/timers_enrolled')[name](...args) }[name];
  }
}

ObjectDefineProperty(module.exports, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get: () => require('timers/promises'),
});
