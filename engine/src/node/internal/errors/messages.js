// How error messages word things: lists, the type of what was received, numbers with separators, `%s` templates.
// Node's doc: "Errors", the texts of ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE and ERR_OUT_OF_RANGE, measured on 18 to
// 26.
'use strict';

const profile = require('internal/profile');

/** The longest received value that is shown whole, and how much of a longer one is. */
const RECEIVED_LENGTH_MAX = 28;
const RECEIVED_LENGTH_CUT = 25;

/** The primitive kinds, and the two classes that are worded like one. */
const KINDS = ['string', 'function', 'number', 'object', 'Function', 'Object', 'boolean', 'bigint', 'symbol'];
const CLASS_NAME = /^[A-Z][a-zA-Z0-9]*$/;

/** Received integers beyond this are shown with `_` separators. */
const SEPARATED_FROM = 2 ** 32;

function inspect(value, options) {
  return require('internal/util/inspect').inspect(value, options);
}

/**
 * Puts arguments into a template: `%s` and `%d` as util.format knows them.
 * @param {string} template
 * @param {Array} args
 * @returns {string}
 */
function fill(template, args) {
  const needsInspect = args.some((arg) => (typeof arg === 'object' && arg !== null) || typeof arg === 'function');
  if (needsInspect) return require('internal/util/inspect').format(template, ...args);
  let next = 0;
  return template.replace(/%[sd]/g, (placeholder) => {
    const arg = args[next++];
    if (placeholder === '%d' && typeof arg !== 'bigint') return show(typeof arg === 'symbol' ? NaN : Number(arg));
    return show(arg);
  });
}

/** A primitive as `%s` shows it. */
function show(value) {
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

/**
 * Words a list: `a`, `a and b`, `a, b, and c`.
 * @param {string[]} list
 * @param {string} [type] the conjunction
 * @returns {string}
 */
function formatList(list, type = 'and') {
  if (list.length === 0) return '';
  if (list.length === 1) return `${list[0]}`;
  if (list.length === 2) return `${list[0]} ${type} ${list[1]}`;
  return `${list.slice(0, -1).join(', ')}, ${type} ${list[list.length - 1]}`;
}

/**
 * Separates thousands with `_`. Whatever else the text holds counts as digits, as in Node (`1e_+21`).
 * @param {string} digits
 * @returns {string}
 */
function addNumericalSeparator(digits) {
  const start = digits[0] === '-' ? 1 : 0;
  let separated = '';
  let end = digits.length;
  for (; end >= start + 4; end -= 3) separated = `_${digits.slice(end - 3, end)}${separated}`;
  return `${digits.slice(0, end)}${separated}`;
}

/** The value of an ERR_OUT_OF_RANGE as its message shows it. */
function describeNumber(value) {
  if (typeof value === 'bigint') {
    const isLarge = value > BigInt(SEPARATED_FROM) || value < -BigInt(SEPARATED_FROM);
    return `${isLarge ? addNumericalSeparator(String(value)) : value}n`;
  }
  if (Number.isInteger(value) && Math.abs(value) > SEPARATED_FROM) return addNumericalSeparator(String(value));
  return inspect(value);
}

/** A string between quotes, cut when long: single quotes where it holds none, else as JSON. */
function describeString(value) {
  const text = value.length > RECEIVED_LENGTH_MAX ? `${value.slice(0, RECEIVED_LENGTH_CUT)}...` : value;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

/** The class of an object, if it has one to be named by. */
function constructorName(value) {
  const { constructor } = value;
  if (!constructor) return undefined;
  if (profile.namelessConstructorsAreNamed) return 'name' in constructor ? constructor.name : undefined;
  return constructor.name || undefined;
}

/**
 * Words what was received instead of what was expected: `type number (1)`, `an instance of Foo`, `undefined`.
 * @param {*} value
 * @returns {string}
 */
function determineSpecificType(value) {
  if (value === null || value === undefined) return String(value);
  const kind = typeof value;
  if (kind === 'object') {
    const name = constructorName(value);
    return name === undefined ? inspect(value, { depth: -1 }) : `an instance of ${name}`;
  }
  if (kind === 'function' && (value.name || !profile.receivedValuesAreInspected)) return `function ${value.name}`;
  if (profile.receivedValuesAreInspected) {
    const inspected = inspect(value, { colors: false });
    const shown = inspected.length > RECEIVED_LENGTH_MAX ? `${inspected.slice(0, RECEIVED_LENGTH_CUT)}...` : inspected;
    return `type ${kind} (${shown})`;
  }
  return `type ${kind} (${kind === 'string' ? describeString(value) : show(value)})`;
}

/** `of type string`, `one of type string or number`, `one of type a, b, or c`. */
function wordTypes(types) {
  if (types.length === 1) return `of type ${types[0]}`;
  return `one of type ${formatList(types, 'or')}`;
}

/** `null`, `an Buffer-like`, `one of a or b`: expectations that are neither a type nor a class. */
function wordOthers(others) {
  if (others.length > 1) return `one of ${formatList(others, 'or')}`;
  const [only] = others;
  return only.toLowerCase() === only ? only : `an ${only}`;
}

/**
 * Words what an argument may be: types, then classes, then the rest.
 * @param {string|string[]} expected
 * @returns {string}
 */
function wordExpected(expected) {
  let types = [];
  const classes = [];
  const others = [];
  for (const value of Array.isArray(expected) ? expected : [expected]) {
    if (KINDS.includes(value)) types.push(value.toLowerCase());
    else if (CLASS_NAME.test(value)) classes.push(value);
    else others.push(value);
  }
  // Beside classes, `object` is worded as the class.
  if (classes.length > 0 && types.includes('object')) {
    types = types.filter((type) => type !== 'object');
    classes.push('Object');
  }
  const parts = [];
  if (types.length > 0) parts.push(wordTypes(types));
  if (classes.length > 0) parts.push(`an instance of ${formatList(classes, 'or')}`);
  if (others.length > 0) parts.push(wordOthers(others));
  return parts.join(' or ');
}

/**
 * The message of ERR_INVALID_ARG_TYPE.
 * @param {string} name of the argument; one that ends in ` argument` stands as it is
 * @param {string|string[]} expected
 * @param {*} actual
 * @returns {string}
 */
function invalidArgType(name, expected, actual) {
  const subject = name.endsWith(' argument') ? name : `"${name}" ${name.includes('.') ? 'property' : 'argument'}`;
  return `The ${subject} must be ${wordExpected(expected)}. Received ${determineSpecificType(actual)}`;
}

module.exports = { addNumericalSeparator, describeNumber, determineSpecificType, fill, formatList, inspect, invalidArgType };
