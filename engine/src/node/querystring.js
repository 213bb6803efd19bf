// `node:querystring`: query strings to objects and back. Answers to Node's doc "Query string".
'use strict';

const { Buffer } = require('buffer');
const { encodeStr, hexTable, isHexTable } = require('internal/querystring');

/** By ASCII code: what `escape` leaves alone, the same set as encodeURIComponent's. */
const unreserved = new Int8Array(128);
for (const char of "!'()*-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") unreserved[char.charCodeAt(0)] = 1;

/** A `%` and two hexadecimal digits: only then is there something to decode. */
const ESCAPE = /%[0-9a-fA-F]{2}/;
const TWO_ESCAPES = /%[0-9a-fA-F]{2}.*%[0-9a-fA-F]{2}/s;

const isHex = (code) => code < 256 && isHexTable[code] === 1;

/**
 * Decodes `%xx` to bytes; anything else keeps its low byte.
 * @param {string} s
 * @param {boolean} [decodeSpaces] whether `+` means a space
 * @returns {Buffer}
 */
function unescapeBuffer(s, decodeSpaces) {
  const out = Buffer.allocUnsafe(s.length);
  let length = 0;
  for (let i = 0; i < s.length; i++) {
    const code = s.charCodeAt(i);
    if (code === 37 && isHex(s.charCodeAt(i + 1)) && isHex(s.charCodeAt(i + 2))) {
      out[length++] = parseInt(s.slice(i + 1, i + 3), 16);
      i += 2;
    } else {
      out[length++] = decodeSpaces && code === 43 ? 32 : code;
    }
  }
  return length === out.length ? out : out.slice(0, length);
}

/** Percent-decodes; falls back on bytes where the result would not be UTF-8. */
function qsUnescape(s, decodeSpaces) {
  try {
    return decodeURIComponent(s);
  } catch {
    return QueryString.unescapeBuffer(s, decodeSpaces).toString();
  }
}

/** Percent-encodes for use in a query. */
function qsEscape(str) {
  if (typeof str !== 'string') str = typeof str === 'object' ? String(str) : `${str}`;
  return encodeStr(str, unreserved, hexTable);
}

/** The text of a value: strings, finite numbers, bigints and booleans have one, all else is empty. */
function textOf(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : '';
  return typeof value === 'bigint' || typeof value === 'boolean' ? `${value}` : '';
}

/** `textOf`, encoded; Node spares its own encoder what needs no encoding. */
function encodeValue(value, encode) {
  if (encode !== qsEscape) return encode(textOf(value));
  const text = textOf(value);
  const plain = typeof value !== 'string' && !(typeof value === 'number' && Math.abs(value) >= 1e21);
  return plain || text === '' ? text : encode(text);
}

/**
 * The query string of an object.
 * @param {object} obj
 * @param {string} [sep] default `&`
 * @param {string} [eq] default `=`
 * @param {{encodeURIComponent?: Function}} [options]
 * @returns {string}
 */
function stringify(obj, sep, eq, options) {
  if (obj === null || typeof obj !== 'object') return '';
  const separator = sep || '&';
  const equals = eq || '=';
  const custom = options && typeof options.encodeURIComponent === 'function';
  const encode = custom ? options.encodeURIComponent : QueryString.escape;
  const fields = [];
  for (const key of Object.keys(obj)) {
    const value = obj[key];
    const prefix = encodeValue(key, encode) + equals;
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) fields.push(prefix + encodeValue(value[i], encode));
    } else {
      fields.push(prefix + encodeValue(value, encode));
    }
  }
  return fields.join(separator);
}

/** How the two sides of a pair are decoded under the options of `parse`; `encoded` tells whether there is a need. */
function makeDecoder(options) {
  const own = options && typeof options.decodeURIComponent === 'function' ? options.decodeURIComponent : QueryString.unescape;
  const custom = own !== qsUnescape;
  // A decoder of the user's sees `+` as `%20`, so that it may decode it.
  const space = custom ? '%20' : ' ';
  return (text, encoded) => {
    if (text === '') return text;
    const spaced = text.includes('+') ? text.replaceAll('+', space) : text;
    if (!custom && !encoded) return spaced;
    try {
      return own(spaced);
    } catch {
      return QueryString.unescape(spaced, true);
    }
  };
}

/** A first value is kept as it is, a second makes a list. */
function addPair(result, key, value) {
  const current = result[key];
  if (current === undefined) result[key] = value;
  else if (Array.isArray(current)) current[current.length] = value;
  else result[key] = [current, value];
}

/** How many keys `parse` reads where options do not say (Node's doc "querystring.parse"). */
const MAX_KEYS = 1000;

/**
 * The object of a query string; it has no prototype.
 * @param {string} qs
 * @param {string} [sep] default `&`
 * @param {string} [eq] default `=`
 * @param {{maxKeys?: number, decodeURIComponent?: Function}} [options] `maxKeys` 0: no limit
 * @returns {object}
 */
function parse(qs, sep, eq, options) {
  const result = { __proto__: null };
  if (typeof qs !== 'string' || qs.length === 0) return result;
  const separator = sep ? `${sep}` : '&';
  const equals = eq ? `${eq}` : '=';
  const decode = makeDecoder(options);
  const limit = options && typeof options.maxKeys === 'number' ? options.maxKeys : MAX_KEYS;
  let left = limit > 0 ? limit : -1;
  for (const field of qs.split(separator)) {
    if (field !== '') {
      const at = field.indexOf(equals);
      const key = at === -1 ? field : field.slice(0, at);
      const value = at === -1 ? '' : field.slice(at + equals.length);
      // A second escape in the key counts for the value in Node, which shows where the value is malformed: `%20%20=%`.
      addPair(result, decode(key, ESCAPE.test(key)), decode(value, ESCAPE.test(value) || TWO_ESCAPES.test(key)));
    }
    // Empty fields count as keys, too.
    if (--left === 0) break;
  }
  return result;
}

const QueryString = module.exports = {
  unescapeBuffer,
  unescape: qsUnescape,
  escape: qsEscape,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
};
