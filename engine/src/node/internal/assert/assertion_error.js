// AssertionError. Answers to Node's doc "Class: assert.AssertionError".
'use strict';

const { inspect } = require('internal/util/inspect');
const { validateObject } = require('internal/validators');
const { generateMessage, isEquality } = require('internal/assert/messages');
const profile = require('internal/profile');

/** How much of a text `inspect` shows of `actual` and `expected`. */
const LINES_MAX = 10;
const LENGTH_MAX = 512;

function addEllipsis(text) {
  const lines = text.split('\n', LINES_MAX + 1);
  if (lines.length > LINES_MAX) return `${lines.slice(0, LINES_MAX).join('\n')}\n...`;
  return text.length > LENGTH_MAX ? `${text.slice(LENGTH_MAX)}...` : text;
}

/** A copy of an error without its stack, which would differ in any case. */
function copyError(source) {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(source)), source);
  Object.defineProperty(copy, 'message', { __proto__: null, value: source.message });
  if (Object.hasOwn(source, 'cause')) {
    const { cause } = source;
    Object.defineProperty(copy, 'cause', { __proto__: null, value: cause instanceof Error ? copyError(cause) : cause });
  }
  return copy;
}

const isErrorLike = (value) => typeof value === 'object' && value !== null && 'stack' in value && value instanceof Error;

/** The text of an error with these options. */
function messageOf({ message, operator, actual, expected, diff }) {
  const full = diff === 'full';
  if (message != null) {
    const withDiff = profile.assertAddsDiffToMessage && isEquality(operator);
    return withDiff ? generateMessage(actual, expected, operator, message || undefined, full) : String(message);
  }
  if (isErrorLike(actual) && isErrorLike(expected)) {
    return generateMessage(copyError(actual), copyError(expected), operator, undefined, full);
  }
  return generateMessage(actual, expected, operator, undefined, full);
}

class AssertionError extends Error {
  /** @param {object} options message, operator, actual, expected, stackStartFn, diff ('simple' or 'full') */
  constructor(options) {
    validateObject(options, 'options');
    const { message, operator, stackStartFn, stackStartFunction, details, actual, expected, diff = 'simple' } = options;
    // The stack is captured below, from the caller of the assertion on.
    const limit = Error.stackTraceLimit;
    if (isStackTraceLimitWritable()) Error.stackTraceLimit = 0;
    super(messageOf({ message, operator, actual, expected, diff }));
    if (isStackTraceLimitWritable()) Error.stackTraceLimit = limit;
    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', {
      __proto__: null, value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    if (details) {
      this.#addDetails(details);
    } else {
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
    }
    if (profile.assertionErrorHasDiff) this.diff = diff;
    Error.captureStackTrace(this, stackStartFn || stackStartFunction);
    // Reading the stack fixes its first line, which shows the code.
    this.stack;
    this.name = 'AssertionError';
  }

  /** Several failures in one error: those of a CallTracker. */
  #addDetails(details) {
    this.actual = undefined;
    this.expected = undefined;
    this.operator = undefined;
    for (const [i, detail] of details.entries()) {
      this[`message ${i}`] = detail.message;
      this[`actual ${i}`] = detail.actual;
      this[`expected ${i}`] = detail.expected;
      this[`operator ${i}`] = detail.operator;
      this[`stack trace ${i}`] = detail.stack;
    }
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [inspect.custom](recurseTimes, ctx) {
    // Long values are in the message already, as far as they matter.
    const { actual, expected } = this;
    if (typeof actual === 'string') this.actual = addEllipsis(actual);
    if (typeof expected === 'string') this.expected = addEllipsis(expected);
    const text = inspect(this, { ...ctx, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return text;
  }
}

/** A program may have frozen it. */
function isStackTraceLimitWritable() {
  return require('internal/errors').isErrorStackTraceLimitWritable();
}

module.exports = AssertionError;
