// util.format: printf-like text. Node's doc: "Util", util.format(). Loads the rest of inspect only where an object is to
// be shown.
'use strict';

const profile = require('internal/profile');
const { stylizeNoColor } = require('internal/util/inspect/styles');
const { formatBigInt, formatNumber } = require('internal/util/inspect/primitives');

const PERCENT = 37;

function inspect(value, options) {
  return require('internal/util/inspect').inspect(value, options);
}

function showNumber(number, options) {
  const { inspectDefaultOptions } = require('internal/util/inspect');
  return formatNumber(stylizeNoColor, number, options?.numericSeparator ?? inspectDefaultOptions.numericSeparator);
}

function showBigInt(bigint, options) {
  const { inspectDefaultOptions } = require('internal/util/inspect');
  return formatBigInt(stylizeNoColor, bigint, options?.numericSeparator ?? inspectDefaultOptions.numericSeparator);
}

/**
 * Whether String(value) would run nothing of the program: then `%s` shows the value better than `[object Object]`.
 * @param {object|Function} value
 * @returns {boolean}
 */
function hasBuiltInToString(value) {
  const target = internalBinding('util').getProxyDetails(value, false);
  if (target !== undefined) return target === null || hasBuiltInToString(target);
  const keys = [];
  if (typeof value.toString === 'function') keys.push('toString');
  else if (!profile.formatHeedsToPrimitive) return true;
  if (profile.formatHeedsToPrimitive && typeof value[Symbol.toPrimitive] === 'function') keys.push(Symbol.toPrimitive);
  if (keys.length === 0) return true;
  if (keys.some((key) => Object.hasOwn(value, key))) return false;

  // The class that brings the function decides.
  let link = Object.getPrototypeOf(value);
  while (!keys.some((key) => Object.hasOwn(link, key))) link = Object.getPrototypeOf(link);
  const constructor = Object.getOwnPropertyDescriptor(link, 'constructor')?.value;
  const { builtInObjects } = require('internal/util/inspect/names');
  return typeof constructor === 'function' && builtInObjects.has(constructor.name);
}

/** `%s` */
function showString(value, options) {
  if (typeof value === 'number') return showNumber(value, options);
  if (typeof value === 'bigint') return showBigInt(value, options);
  if (typeof value !== 'object' || value === null || !hasBuiltInToString(value)) return String(value);
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

const firstLine = (error) => error.message.split('\n', 1)[0];
let circularMessage;

/** The first line of V8's error for circular structures. */
function getCircularMessage() {
  if (circularMessage === undefined) {
    const circle = {};
    circle.self = circle;
    try {
      JSON.stringify(circle);
    } catch (error) {
      circularMessage = firstLine(error);
    }
  }
  return circularMessage;
}

/** `%j` */
function showJson(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error.name === 'TypeError' && firstLine(error) === getCircularMessage()) return '[Circular]';
    throw error;
  }
}

/** `%d`, `%i`, `%f`: a number, read from the value by `parse`. */
function showParsed(value, options, parse, takesBigInt) {
  if (takesBigInt && typeof value === 'bigint') return showBigInt(value, options);
  return typeof value === 'symbol' ? 'NaN' : showNumber(parse(value), options);
}

/** Letter of a placeholder to what it shows of an argument. */
const PLACEHOLDERS = {
  __proto__: null,
  s: showString,
  j: showJson,
  d: (value, options) => showParsed(value, options, Number, true),
  i: (value, options) => showParsed(value, options, Number.parseInt, true),
  f: (value, options) => showParsed(value, options, Number.parseFloat, false),
  O: (value, options) => inspect(value, options),
  o: (value, options) => inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 }),
  c: () => '',
};

/**
 * Fills the placeholders of the first argument.
 * @returns {{ text: string, used: number }} used: how many arguments went into the text, the template included; 0 for none
 */
function fillTemplate(template, args, options) {
  let text = '';
  let used = 0;
  let copied = 0;
  for (let i = 0; i < template.length - 1; i++) {
    if (template.charCodeAt(i) !== PERCENT) continue;
    const letter = template[++i];
    const hasArgument = used + 1 !== args.length;
    if (letter === '%') {
      text += template.slice(copied, i);
      copied = i + 1;
    } else if (hasArgument && PLACEHOLDERS[letter] !== undefined) {
      const shown = PLACEHOLDERS[letter](args[++used], options);
      text += template.slice(copied, i - 1) + shown;
      copied = i + 1;
    }
  }
  if (copied === 0) return { text: '', used: 0 };
  return { text: text + template.slice(copied), used: used + 1 };
}

function formatAll(options, args) {
  const [first] = args;
  let text = '';
  let next = 0;
  if (typeof first === 'string') {
    if (args.length === 1) return first;
    ({ text, used: next } = fillTemplate(first, args, options));
  }
  for (let i = next; i < args.length; i++) {
    if (i > 0) text += ' ';
    text += typeof args[i] === 'string' ? args[i] : inspect(args[i], options);
  }
  return text;
}

/**
 * Formats like printf; arguments without a placeholder follow, separated by blanks.
 * @param {...*} args
 * @returns {string}
 */
function format(...args) {
  return formatAll(undefined, args);
}

/**
 * As format, with options for what is inspected.
 * @param {object} inspectOptions
 * @param {...*} args
 * @returns {string}
 */
function formatWithOptions(inspectOptions, ...args) {
  const { kValidateObjectAllowArray, validateObject } = require('internal/validators');
  validateObject(inspectOptions, 'inspectOptions', kValidateObjectAllowArray);
  return formatAll(inspectOptions, args);
}

module.exports = { format, formatWithOptions };
