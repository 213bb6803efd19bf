// CallTracker (deprecated): how often functions are called. Answers to Node's doc "Class: assert.CallTracker".
'use strict';

const { ERR_INVALID_ARG_VALUE, ERR_UNAVAILABLE_DURING_EXIT } = require('internal/errors').codes;
const { validateUint32 } = require('internal/validators');
const AssertionError = require('internal/assert/assertion_error');

/** The calls of one function so far. */
class Tracked {
  #expected;
  #calls = [];
  #name;
  #created;

  constructor({ expected, name, created }) {
    this.#expected = expected;
    this.#name = name;
    this.#created = created;
  }

  record(thisArg, args) {
    this.#calls.push(Object.freeze({ thisArg, arguments: Object.freeze([...args]) }));
  }

  reset() {
    this.#calls = [];
  }

  get calls() {
    return Object.freeze(this.#calls.slice());
  }

  /** What is wrong with the number of calls; nothing if it is as expected. */
  report() {
    const actual = this.#calls.length;
    if (actual === this.#expected) return undefined;
    return {
      message: `Expected the ${this.#name} function to be executed ${this.#expected} time(s) but was executed ${actual} time(s).`,
      actual,
      expected: this.#expected,
      operator: this.#name,
      stack: this.#created,
    };
  }
}

class CallTracker {
  /** By wrapper. */
  #tracked = new Map();

  #of(wrapper) {
    const tracked = this.#tracked.get(wrapper);
    if (tracked === undefined) throw new ERR_INVALID_ARG_VALUE('tracked', wrapper, 'is not a tracked function');
    return tracked;
  }

  /** Forgets the calls of one function, or of all. */
  reset(wrapper) {
    if (wrapper !== undefined) this.#of(wrapper).reset();
    else for (const tracked of this.#tracked.values()) tracked.reset();
  }

  /** The calls of a function: `thisArg` and `arguments` of each. */
  getCalls(wrapper) {
    return this.#of(wrapper).calls;
  }

  /** A wrapper of a function that is expected to be called `expected` times. */
  calls(fn, expected = 1) {
    if (process._exiting) throw new ERR_UNAVAILABLE_DURING_EXIT();
    if (typeof fn === 'number') {
      expected = fn;
      fn = Function.prototype;
    } else if (fn === undefined) {
      fn = Function.prototype;
    }
    validateUint32(expected, 'expected', true);
    const tracked = new Tracked({ expected, name: fn.name || 'calls', created: new Error() });
    const wrapper = new Proxy(fn, {
      __proto__: null,
      apply(target, thisArg, args) {
        tracked.record(thisArg, args);
        return Reflect.apply(target, thisArg, args);
      },
    });
    this.#tracked.set(wrapper, tracked);
    return wrapper;
  }

  /** What is wrong with each function. */
  report() {
    return [...this.#tracked.values()].map((tracked) => tracked.report()).filter((fault) => fault !== undefined);
  }

  /** Throws if anything is wrong. */
  verify() {
    const faults = this.report();
    if (faults.length === 0) return;
    const message = faults.length === 1 ? faults[0].message : 'Functions were not called the expected number of times';
    throw new AssertionError({ message, details: faults });
  }
}

module.exports = CallTracker;
