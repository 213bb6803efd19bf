// Atomics between threads that the machine runs one at a time: who waits gives way, and whoever looks at shared memory
// first lets the others do what they did before. ECMAScript, "Atomics".
'use strict';

const binding = internalBinding('atomics');

const { wait, notify } = Atomics;

/** Operations that look at memory or change it. */
const OPERATIONS = ['add', 'and', 'compareExchange', 'exchange', 'load', 'or', 'store', 'sub', 'xor'];

/** How many times at most V8 takes "all of them" to mean. */
const ALL = 2 ** 32 - 1;

const isNaN = (number) => number !== number;

/** The word that is meant, as an array that begins there. */
const from = (array, index) => array.subarray(index);

/** @returns {number|undefined} milliseconds; undefined for ever */
function readTimeout(timeout) {
  const ms = timeout === undefined ? NaN : +timeout;
  if (isNaN(ms) || ms === Infinity) return undefined;
  return ms < 0 ? 0 : ms;
}

/** Looks at the word once, with all of the language's checks. @returns {string} 'not-equal' or 'timed-out' */
function look(array, index, value) {
  binding.meetOthers();
  return wait(array, index, value, 0);
}

/** What a promise of waitAsync waits for, on the loop; it does not keep the thread alive. */
function makeWaiter(array, ms, resolve) {
  const { Handle } = require('internal/handles');
  class Waiter extends Handle {
    onWake() {
      const isLate = binding.cancel(this.handleId);
      this.close();
      resolve(isLate ? 'timed-out' : 'ok');
    }
  }
  const waiter = new Waiter('AtomicsWaiter', undefined);
  binding.waitAsync(array, waiter.handleId);
  if (ms !== undefined) waiter.startTimer(Math.ceil(ms));
  waiter.unref();
}

const REPLACEMENTS = {
  wait(typedArray, index, value, timeout) {
    const ms = readTimeout(timeout);
    const seen = look(typedArray, index, value);
    if (seen !== 'timed-out' || ms === 0) return seen;
    return binding.wait(from(typedArray, index), ms) ? 'ok' : 'timed-out';
  },

  waitAsync(typedArray, index, value, timeout) {
    const ms = readTimeout(timeout);
    const seen = look(typedArray, index, value);
    if (seen !== 'timed-out' || ms === 0) return { async: false, value: seen };
    const result = new Promise((resolve) => makeWaiter(from(typedArray, index), ms, resolve));
    return { async: true, value: result };
  },

  notify(typedArray, index, count) {
    notify(typedArray, index, count);
    if (!(typedArray.buffer instanceof SharedArrayBuffer)) return 0;
    binding.meetOthers();
    const most = count === undefined ? ALL : Math.max(0, Math.trunc(+count) || 0);
    return binding.notify(from(typedArray, index), Math.min(most, ALL));
  },
};

function replace(name, replacement) {
  Object.defineProperty(Atomics, name, { __proto__: null, value: replacement, writable: true, enumerable: false, configurable: true });
}

/** Called once, when Node's world is built. */
function replaceWaiting() {
  for (const name of Object.keys(REPLACEMENTS)) {
    if (name in Atomics) replace(name, REPLACEMENTS[name]);
  }
}

let isShared = false;

/** Called when there is another thread for the first time. */
function shareMemory() {
  if (isShared) return;
  isShared = true;
  for (const name of OPERATIONS) {
    const original = Atomics[name];
    const shared = { [name](...args) {
      binding.meetOthers();
      return Reflect.apply(original, Atomics, args);
    } }[name];
    Object.defineProperty(shared, 'length', { __proto__: null, value: original.length, configurable: true });
    replace(name, shared);
  }
}

module.exports = { replaceWaiting, shareMemory };
