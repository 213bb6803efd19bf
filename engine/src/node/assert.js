// `node:assert`. Answers to Node's doc "Assert".
'use strict';

const { ERR_CONSTRUCT_CALL_REQUIRED, ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS } = require('internal/errors').codes;
const { isError } = require('internal/util');
const { isRegExp } = require('internal/util/types');
const { inspect } = require('internal/util/inspect');
const { validateOneOf } = require('internal/validators');
const { checkTruthy, fail: failWith, resolveMessage } = require('internal/assert/utils');
const AssertionError = require('internal/assert/assertion_error');
const profile = require('internal/profile');

/** What an instance of Assert was made with. */
const kOptions = Symbol('options');

/** The options that a method passes to its errors; there are none where it is called as a function. */
const errorOptions = (receiver) => ({ diff: receiver?.[kOptions]?.diff });

const bothNaN = (a, b) => Number.isNaN(a) && Number.isNaN(b);
const comparisons = () => require('internal/util/comparisons');

/** By method: the operator of its errors, and whether two values pass. */
const COMPARISONS = {
  equal: ['==', (a, b) => a == b || bothNaN(a, b)],
  notEqual: ['!=', (a, b) => a != b && !bothNaN(a, b)],
  deepEqual: ['deepEqual', (a, b) => comparisons().isDeepEqual(a, b)],
  notDeepEqual: ['notDeepEqual', (a, b) => !comparisons().isDeepEqual(a, b)],
  deepStrictEqual: ['deepStrictEqual', (a, b, options) => comparisons().isDeepStrictEqual(a, b, options?.skipPrototype)],
  notDeepStrictEqual: ['notDeepStrictEqual', (a, b, options) => !comparisons().isDeepStrictEqual(a, b, options?.skipPrototype)],
  strictEqual: ['strictEqual', (a, b) => Object.is(a, b)],
  notStrictEqual: ['notStrictEqual', (a, b) => !Object.is(a, b)],
  partialDeepStrictEqual: ['partialDeepStrictEqual', (a, b) => comparisons().isPartialStrictEqual(a, b)],
};

/** A method that compares two values. */
function makeComparison(name) {
  const [operator, passes] = COMPARISONS[name];
  const method = {
    [name]: function(actual, expected, ...message) {
      if (arguments.length < 2) throw new ERR_MISSING_ARGS('actual', 'expected');
      if (passes(actual, expected, this?.[kOptions])) return;
      failWith({
        actual,
        expected,
        message: resolveMessage(message, actual, expected),
        operator,
        stackStartFn: method,
        ...errorOptions(this),
      });
    },
  }[name];
  return method;
}

/** `match` or `doesNotMatch`. */
function makeMatch(name, wanted) {
  const method = {
    [name]: function(string, regexp, ...message) {
      if (!isRegExp(regexp)) throw new ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
      if (typeof string === 'string' && (regexp.exec(string) !== null) === wanted) return;
      const given = resolveMessage(message, string, regexp);
      const error = new AssertionError({
        actual: string,
        expected: regexp,
        message: given || matchFault(string, regexp, wanted),
        operator: name,
        stackStartFn: method,
      });
      error.generatedMessage = !given;
      throw error;
    },
  }[name];
  return method;
}

function matchFault(string, regexp, wanted) {
  if (typeof string !== 'string') {
    return `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})`;
  }
  const fault = wanted ? 'The input did not match the regular expression' : 'The input was expected to not match the regular expression';
  return `${fault} ${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
}

/** Fails with a message, or throws the error it is given (Node 26 and later). */
function failWithMessage(message) {
  if (isError(message)) throw message;
  const error = new AssertionError({
    message: message === undefined ? 'Failed' : message,
    operator: 'fail',
    stackStartFn: failWithMessage,
    ...errorOptions(this),
  });
  if (message === undefined) error.generatedMessage = true;
  throw error;
}
Object.defineProperty(failWithMessage, 'name', { __proto__: null, configurable: true, value: 'fail' });

let warnedOfFail = false;

/** DEP0094, once: `fail` with two values. */
function warnOfFail() {
  if (warnedOfFail) return;
  warnedOfFail = true;
  process.emitWarning(
    'assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or only pass a message.',
    'DeprecationWarning', 'DEP0094');
}

/** Fails with a message, or with two values and what should hold between them (until Node 24). */
function failWithValues(actual, expected, message, operator, stackStartFn) {
  const generated = actual == null && arguments.length <= 1;
  if (arguments.length > 1) warnOfFail();
  if (arguments.length === 2) operator = '!=';
  if (generated) {
    message = 'Failed';
  } else if (arguments.length === 1) {
    message = actual;
    actual = undefined;
  }
  if (isError(message)) throw message;
  const error = new AssertionError({
    actual, expected, operator: operator ?? 'fail', stackStartFn: stackStartFn || failWithValues, message, ...errorOptions(this),
  });
  if (generated) error.generatedMessage = true;
  throw error;
}
Object.defineProperty(failWithValues, 'name', { __proto__: null, configurable: true, value: 'fail' });

/** The frames of an error that `ifError` was given, behind those of the new one that lead to the same place. */
function joinStacks(error, original) {
  if (typeof original.stack !== 'string') return;
  const begin = original.stack.indexOf('\n    at');
  if (begin === -1) return;
  const frames = original.stack.slice(begin + 1).split('\n');
  let own = error.stack.split('\n');
  const shared = frames.find((frame) => own.includes(frame));
  if (shared !== undefined) own = own.slice(0, own.indexOf(shared));
  error.stack = `${own.join('\n')}\n${frames.join('\n')}`;
}

function ifErrorMessage(value) {
  if (typeof value !== 'object' || typeof value.message !== 'string') return inspect(value);
  return value.message.length === 0 && value.constructor ? value.constructor.name : value.message;
}

/** Throws what a callback got as its error, unless that is null or undefined. */
function ifError(value) {
  if (value === null || value === undefined) return;
  const error = new AssertionError({
    actual: value,
    expected: null,
    operator: 'ifError',
    message: `ifError got unwanted exception: ${ifErrorMessage(value)}`,
    stackStartFn: ifError,
    ...errorOptions(this),
  });
  joinStacks(error, value);
  throw error;
}

const errors = () => require('internal/assert/throws');

function throws(fn, ...args) {
  errors().expectError(throws, errors().thrownBy(fn), args, errorOptions(this));
}

async function rejects(promiseFn, ...args) {
  errors().expectError(rejects, await errors().rejectionOf(promiseFn), args, errorOptions(this));
}

function doesNotThrow(fn, ...args) {
  errors().expectNoError(doesNotThrow, errors().thrownBy(fn), args, errorOptions(this));
}

async function doesNotReject(fn, ...args) {
  errors().expectNoError(doesNotReject, await errors().rejectionOf(fn), args, errorOptions(this));
}

function ok(...args) {
  checkTruthy(ok, args, errorOptions(this));
}

const fail = profile.assertFormatsMessages ? failWithMessage : failWithValues;

/** All methods; Assert.prototype has them in this order. */
const methods = { fail, ok };
for (const name of Object.keys(COMPARISONS)) methods[name] = makeComparison(name);
if (!profile.assertHasClass) delete methods.partialDeepStrictEqual;
Object.assign(methods, {
  throws, rejects, doesNotThrow, doesNotReject, ifError, match: makeMatch('match', true), doesNotMatch: makeMatch('doesNotMatch', false),
});

/**
 * Assertions with options of their own.
 * @param {{diff?: string, strict?: boolean, skipPrototype?: boolean}} [options]
 */
function Assert(options) {
  if (!new.target) throw new ERR_CONSTRUCT_CALL_REQUIRED('Assert');
  const { diff, strict = true, skipPrototype = false } = options ?? {};
  if (diff !== undefined) validateOneOf(diff, 'options.diff', ['simple', 'full']);
  this.AssertionError = AssertionError;
  Object.defineProperty(this, kOptions, {
    __proto__: null, value: { diff, strict, skipPrototype: profile.assertCanSkipPrototypes && skipPrototype },
  });
  if (!strict) return;
  this.equal = this.strictEqual;
  this.deepEqual = this.deepStrictEqual;
  this.notEqual = this.notStrictEqual;
  this.notDeepEqual = this.notDeepStrictEqual;
}
Object.assign(Assert.prototype, methods);

function makeCallTracker() {
  const CallTracker = require('internal/assert/calltracker');
  if (!profile.assertCallTrackerWarns) return CallTracker;
  return require('internal/util').deprecate(CallTracker, 'assert.CallTracker is deprecated.', 'DEP0173');
}

/** The callable module; the names of its keys stand in the order of the version. */
function makeAssert() {
  const assert = profile.assertFormatsMessages ? function assert(...args) { checkTruthy(assert, args); } : ok;
  const { match, doesNotMatch, ...rest } = methods;
  const tracker = profile.assertHasCallTracker ? { CallTracker: makeCallTracker() } : {};
  if (!profile.assertHasClass) {
    const { fail, ...others } = rest;
    return Object.assign(assert, { fail, AssertionError, ...others, match, doesNotMatch, ...tracker });
  }
  const { fail, ok: okMethod, throws, rejects, doesNotThrow, doesNotReject, ifError, ...equality } = rest;
  return Object.assign(assert, {
    AssertionError, ...tracker, ok: okMethod, fail, ...equality, match, doesNotMatch, throws, rejects, doesNotThrow, doesNotReject, ifError,
  });
}

const assert = makeAssert();

/** The strict flavour: methods that compare loosely are those that compare strictly. */
function strict(...args) {
  checkTruthy(strict, args);
}

Object.assign(strict, assert, {
  equal: assert.strictEqual,
  deepEqual: assert.deepStrictEqual,
  notEqual: assert.notStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
}, profile.assertHasClass ? { Assert } : {});
strict.strict = strict;
assert.strict = strict;
if (profile.assertHasClass) assert.Assert = Assert;

module.exports = assert;
