// How inspect writes strings, numbers, bigints and symbols. Node's doc: "Util", util.inspect: numericSeparator,
// maxStringLength.
'use strict';

const { SymbolPrototypeToString } = primordials;

const profile = require('internal/profile');

/** A string shorter than this never breaks at its line feeds. */
const BREAKABLE_LENGTH_MIN = 16;

/** What surrounds a broken string on its first line: quotes, a blank and the plus sign. */
const BREAK_MARGIN = 4;

const LONE_SURROGATE = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]';
const CONTROLS = '\\x00-\\x1f\\x5c\\x7f-\\x9f';
const ESCAPED = new RegExp(`[${CONTROLS}]|${LONE_SURROGATE}`, 'g');
const ESCAPED_WITH_QUOTE = new RegExp(`[${CONTROLS}']|${LONE_SURROGATE}`, 'g');
const LINE_END = /(?<=\n)/;

const SHORT_ESCAPES = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\\': '\\\\', "'": "\\'" };

/** The escape of one character. */
function escapeCharacter(char) {
  const short = SHORT_ESCAPES[char];
  if (short !== undefined) return short;
  const code = char.charCodeAt(0);
  const hex = code.toString(16);
  return code < 256 ? `\\x${hex.toUpperCase().padStart(2, '0')}` : `\\u${hex}`;
}

/**
 * Escapes what cannot be shown, the backslash and the single quote.
 * @param {string} text
 * @returns {string}
 */
function escapeText(text) {
  return text.replace(ESCAPED_WITH_QUOTE, escapeCharacter);
}

/**
 * A string as source text, in the quotes that need the least escapes: single, double, then backticks.
 * @param {string} text
 * @returns {string}
 */
function strEscape(text) {
  if (!text.includes("'")) return `'${text.replace(ESCAPED, escapeCharacter)}'`;
  if (!text.includes('"')) return `"${text.replace(ESCAPED, escapeCharacter)}"`;
  if (!text.includes('`') && !text.includes('${')) return `\`${text.replace(ESCAPED, escapeCharacter)}\``;
  return `'${escapeText(text)}'`;
}

/** Separates thousands of the digits before the point. */
function separateInteger(digits) {
  const start = digits[0] === '-' ? 1 : 0;
  let separated = '';
  let end = digits.length;
  for (; end >= start + 4; end -= 3) separated = `_${digits.slice(end - 3, end)}${separated}`;
  return `${digits.slice(0, end)}${separated}`;
}

/** Separates thousandths of the digits behind the point. */
function separateFraction(digits) {
  let separated = '';
  let start = 0;
  for (; start < digits.length - 3; start += 3) separated += `${digits.slice(start, start + 3)}_`;
  return `${separated}${digits.slice(start)}`;
}

/** A number with separators. */
function separateNumber(number) {
  const text = String(number);
  // Before 24 small fractions were cut through their exponent as well: 1.5e-7 became 1.5e-_7.
  const isPlain = Number.isFinite(number) && !(text.includes('e') && (Number.isInteger(number) || profile.separatorsSpareExponents));
  if (!isPlain) return text;
  const point = text.indexOf('.');
  if (Number.isInteger(number)) return separateInteger(text);
  return `${separateInteger(text.slice(0, point))}.${separateFraction(text.slice(point + 1))}`;
}

/**
 * @param {Function} stylize
 * @param {number} number
 * @param {boolean} numericSeparator
 * @returns {string}
 */
function formatNumber(stylize, number, numericSeparator) {
  if (Object.is(number, -0) && (!numericSeparator || profile.separatorsSpareExponents)) return stylize('-0', 'number');
  return stylize(numericSeparator ? separateNumber(number) : `${number}`, 'number');
}

/**
 * @param {Function} stylize
 * @param {bigint} bigint
 * @param {boolean} numericSeparator
 * @returns {string}
 */
function formatBigInt(stylize, bigint, numericSeparator) {
  const digits = String(bigint);
  return stylize(`${numericSeparator ? separateInteger(digits) : digits}n`, 'bigint');
}

/** A string: cut to `maxStringLength`, broken at its line feeds where it does not fit the line. */
function formatString(stylize, value, ctx) {
  let text = value;
  let trailer = '';
  if (text.length > ctx.maxStringLength) {
    const remaining = text.length - ctx.maxStringLength;
    text = text.slice(0, ctx.maxStringLength);
    trailer = `... ${remaining} more character${remaining > 1 ? 's' : ''}`;
  }
  const isTooLong = text.length > BREAKABLE_LENGTH_MIN && text.length > ctx.breakLength - ctx.indentationLvl - BREAK_MARGIN;
  if (ctx.compact === true || !isTooLong) return stylize(strEscape(text), 'string') + trailer;
  const lines = text.split(LINE_END).map((line) => stylize(strEscape(line), 'string'));
  return lines.join(` +\n${' '.repeat(ctx.indentationLvl + 2)}`) + trailer;
}

/**
 * Writes a value that is no object and not null.
 * @param {Function} stylize
 * @param {*} value
 * @param {object} ctx the state of this inspect call
 * @returns {string}
 */
function formatPrimitive(stylize, value, ctx) {
  switch (typeof value) {
    case 'string': return formatString(stylize, value, ctx);
    case 'number': return formatNumber(stylize, value, ctx.numericSeparator);
    case 'bigint': return formatBigInt(stylize, value, ctx.numericSeparator);
    case 'boolean': return stylize(`${value}`, 'boolean');
    case 'undefined': return stylize('undefined', 'undefined');
    default: return stylize(SymbolPrototypeToString(value), 'symbol');
  }
}

module.exports = { escapeText, formatBigInt, formatNumber, formatPrimitive, strEscape };
