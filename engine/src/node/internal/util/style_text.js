// util.styleText: text in colours and styles. Node's doc: "Util", util.styleText().
'use strict';

const profile = require('internal/profile');
const { codes } = require('internal/errors');
const { colors } = require('internal/util/inspect/styles');
const { validateBoolean, validateObject, validateOneOf, validateString } = require('internal/validators');

const HEX_COLOR = /^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/;
const DEFAULT_FOREGROUND = 39;

/** Bold and dim share one code that ends them: it must stay, before the outer style begins again. */
const BOLD = 1;
const DIM = 2;

const escape = (code) => `\u001b[${code}m`;

/** The codes of `#rgb` or `#rrggbb`, as a 24-bit colour. */
function hexCodes(hex) {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit) : hex.slice(1).match(/../g);
  return [`38;2;${digits.map((pair) => Number.parseInt(pair, 16)).join(';')}`, DEFAULT_FOREGROUND];
}

/**
 * The codes of one format.
 * @returns {Array|undefined} undefined for `none`
 */
function codesOf(format) {
  if (format === 'none' && profile.styleTextNestsStyles) return undefined;
  if (profile.styleTextTakesHexColors && typeof format === 'string' && format[0] === '#') {
    if (!HEX_COLOR.test(format)) {
      throw new codes.ERR_INVALID_ARG_VALUE('format', format, 'must be a valid hex color (#RGB or #RRGGBB)');
    }
    return hexCodes(format);
  }
  if (colors[format] == null) {
    const names = profile.styleTextTakesHexColors ? Object.getOwnPropertyNames(colors) : Object.keys(colors);
    validateOneOf(format, 'format', names);
  }
  return colors[format];
}

/** Where the text itself ends this style, begins it again; an end at the very end of the text is left. */
function reopen(text, [open, close]) {
  const end = escape(close);
  let result = '';
  let copied = 0;
  for (let index = text.indexOf(end); index !== -1 && index + end.length < text.length; index = text.indexOf(end, copied)) {
    const keep = open === BOLD || open === DIM ? end : '';
    result += text.slice(copied, index) + keep + escape(open);
    copied = index + end.length;
  }
  return result + text.slice(copied);
}

/** Whether the stream shows colours; what is no stream throws. */
function isColorless(stream) {
  const { isNodeStream, isReadableStream, isWritableStream } = require('internal/streams/utils');
  if (!isReadableStream(stream) && !isWritableStream(stream) && !isNodeStream(stream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  return !require('internal/util/colors').shouldColorize(stream);
}

/** Puts the codes of all styles around a text. */
function applyStyles(styles, text) {
  let before = '';
  let after = '';
  let inside = text;
  for (const style of styles) {
    before += escape(style[0]);
    after = escape(style[1]) + after;
    if (profile.styleTextNestsStyles) inside = reopen(inside, style);
  }
  return before + inside + after;
}

/**
 * Styles a text, unless the stream shows no colours.
 * @param {string|string[]} format names of `util.inspect.colors`, from Node 24 on also `#rgb`
 * @param {string} text
 * @param {{ validateStream?: boolean, stream?: Stream }} [options] stream: standard output otherwise
 * @returns {string}
 */
function styleText(format, text, options) {
  validateString(text, 'text');
  if (options !== undefined && profile.styleTextTakesHexColors) validateObject(options, 'options');
  const validateStream = options?.validateStream ?? true;
  validateBoolean(validateStream, 'options.validateStream');
  const skips = validateStream && isColorless(options?.stream ?? process.stdout);
  const isList = Array.isArray(format);
  const styles = (isList ? format : [format]).map(codesOf).filter((style) => style !== undefined);
  // Before Node 22 a list of formats was applied even where the stream shows no colours.
  if (skips && (!isList || profile.styleTextNestsStyles)) return text;
  return applyStyles(styles, text);
}

module.exports = { styleText };
