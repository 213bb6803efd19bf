// `node:punycode` (deprecated): RFC 3492 and domain names by it. Answers to Node's doc "Punycode".
'use strict';

const profile = require('internal/profile');

if (profile.punycodeWarns) {
  process.emitWarning(
    'The `punycode` module is deprecated. Please use a userland alternative instead.', 'DeprecationWarning', 'DEP0040');
}

// RFC 3492, section 5: the parameters for domain names.
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;
const MAX_INT = 0x7fffffff;

const MESSAGES = {
  'overflow': 'Overflow: input needs wider integers to process',
  'not-basic': 'Illegal input >= 0x80 (not a basic code point)',
  'invalid-input': 'Invalid input',
};

function fail(kind) {
  throw new RangeError(MESSAGES[kind]);
}

/** RFC 3492, section 6.1. */
function adapt(delta, points, first) {
  delta = first ? Math.floor(delta / DAMP) : delta >> 1;
  delta += Math.floor(delta / points);
  let k = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) delta = Math.floor(delta / (BASE - T_MIN));
  return Math.floor(k + ((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}

const threshold = (k, bias) => Math.min(Math.max(k - bias, T_MIN), T_MAX);

/** The value of a digit's code: a-z are 0 to 25, 0-9 are 26 to 35; BASE for none. */
function digitOf(code) {
  if (code >= 48 && code < 58) return code - 22;
  if (code >= 65 && code < 91) return code - 65;
  return code >= 97 && code < 123 ? code - 97 : BASE;
}

const digitChar = (digit) => String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);

/** The code points of a string; a lone surrogate counts as one. */
function ucs2decode(string) {
  return Array.from(string, (char) => char.codePointAt(0));
}

const ucs2encode = (codePoints) => String.fromCodePoint(...codePoints);

/**
 * Punycode to text.
 * @param {string} input
 * @returns {string}
 * @throws {RangeError} for what is not Punycode
 */
function decode(input) {
  const basic = Math.max(input.lastIndexOf('-'), 0);
  const output = [];
  for (let j = 0; j < basic; j++) {
    if (input.charCodeAt(j) >= 0x80) fail('not-basic');
    output.push(input.charCodeAt(j));
  }
  let n = INITIAL_N;
  let i = 0;
  let bias = INITIAL_BIAS;
  for (let index = basic > 0 ? basic + 1 : 0; index < input.length;) {
    const before = i;
    for (let weight = 1, k = BASE; ; k += BASE) {
      if (index >= input.length) fail('invalid-input');
      const digit = digitOf(input.charCodeAt(index++));
      if (digit >= BASE) fail('invalid-input');
      if (digit > Math.floor((MAX_INT - i) / weight)) fail('overflow');
      i += digit * weight;
      const t = threshold(k, bias);
      if (digit < t) break;
      if (weight > Math.floor(MAX_INT / (BASE - t))) fail('overflow');
      weight *= BASE - t;
    }
    const length = output.length + 1;
    bias = adapt(i - before, length, before === 0);
    if (Math.floor(i / length) > MAX_INT - n) fail('overflow');
    n += Math.floor(i / length);
    i %= length;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

/** The digits of one delta, RFC 3492, section 6.3. */
function encodeDelta(delta, bias) {
  let out = '';
  let q = delta;
  for (let k = BASE; ; k += BASE) {
    const t = threshold(k, bias);
    if (q < t) return out + digitChar(q);
    out += digitChar(t + ((q - t) % (BASE - t)));
    q = Math.floor((q - t) / (BASE - t));
  }
}

/**
 * Text to Punycode, without the `xn--` of a domain label.
 * @param {string} input
 * @returns {string}
 * @throws {RangeError} where the deltas do not fit
 */
function encode(input) {
  const points = ucs2decode(input);
  let output = points.filter((point) => point < 0x80).map((point) => String.fromCharCode(point)).join('');
  const basic = output.length;
  let handled = basic;
  if (basic > 0) output += '-';
  let n = INITIAL_N;
  let delta = 0;
  let bias = INITIAL_BIAS;
  while (handled < points.length) {
    const next = points.reduce((least, point) => (point >= n && point < least ? point : least), MAX_INT);
    if (next - n > Math.floor((MAX_INT - delta) / (handled + 1))) fail('overflow');
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n && ++delta > MAX_INT) fail('overflow');
      if (point !== n) continue;
      output += encodeDelta(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

/** Maps the labels of a domain, or of the part after the `@` of an address. */
function mapDomain(domain, map) {
  const at = domain.split('@');
  const address = at.length > 1 ? `${at[0]}@` : '';
  const host = at.length > 1 ? at[1] : domain;
  // IDNA2003's other full stops count as dots.
  return address + host.replace(/[\x2e\u3002\uff0e\uff61]/g, '.').split('.').map(map).join('.');
}

/** Punycode labels of a domain or address to Unicode. */
function toUnicode(input) {
  return mapDomain(input, (label) => (/^xn--/.test(label) ? decode(label.slice(4).toLowerCase()) : label));
}

/** Labels of a domain or address that are not ASCII to Punycode. */
function toASCII(input) {
  return mapDomain(input, (label) => (/[^\0-\x7f]/.test(label) ? `xn--${encode(label)}` : label));
}

module.exports = {
  /** The version of Punycode.js that Node bundles. */
  version: '2.1.0',
  ucs2: { decode: ucs2decode, encode: ucs2encode },
  decode,
  encode,
  toASCII,
  toUnicode,
};
