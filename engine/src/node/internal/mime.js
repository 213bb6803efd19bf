// MIMEType and MIMEParams. Node's doc: "Util", class util.MIMEType; WHATWG MIME Sniffing, section 4.
'use strict';

const profile = require('internal/profile');
const { codes } = require('internal/errors');

const NOT_TOKEN = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const NOT_QUOTED = /[^\t\u0020-~\u0080-\u00FF]/;
const LEADING_BLANKS = /^[\r\n\t ]+/;
const TRAILING_BLANKS = /[\r\n\t ]+$/;

/** A second argument that only MIMEType.parse can give: an invalid text makes an empty object. */
const kNoThrow = Symbol('kNoThrow');

/** In lower case, ASCII letters only. */
function toAsciiLower(text) {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The key of a parameter: up to Node 22, get(), has() and delete() took names as they came. */
function lookupKey(name) {
  return profile.mimeParamsIgnoreCase ? toAsciiLower(`${name}`) : name;
}

/** Checks a part of a type: not empty, and made of token characters. */
function validateToken(text, production, whole = text) {
  const invalid = text.search(NOT_TOKEN);
  if (text !== '' && invalid === -1) return;
  const isWordedByText = production === 'subtype' && whole !== text && profile.mimeSubtypeErrorsShowText;
  throw new codes.ERR_INVALID_MIME_SYNTAX(production, whole, isWordedByText ? text : invalid);
}

/**
 * Reads `type/subtype`, and where the parameters begin.
 * @param {string} text
 * @returns {{ type: string, subtype: string, params: string }}
 */
function parseType(text) {
  const start = text.replace(LEADING_BLANKS, '');
  const slash = start.indexOf('/');
  const type = slash === -1 ? start : start.slice(0, slash);
  if (slash === -1 || type === '' || NOT_TOKEN.test(type)) {
    throw new codes.ERR_INVALID_MIME_SYNTAX('type', text, type.search(NOT_TOKEN));
  }
  const rest = start.slice(slash + 1);
  const semicolon = rest.indexOf(';');
  const subtype = (semicolon === -1 ? rest : rest.slice(0, semicolon)).replace(TRAILING_BLANKS, '');
  validateToken(subtype, 'subtype', text);
  return { type: toAsciiLower(type), subtype: toAsciiLower(subtype), params: semicolon === -1 ? '' : rest.slice(semicolon + 1) };
}

/**
 * Reads a quoted value: the text behind its first quote.
 * @returns {{ value: string, length: number }} length: up to and including the closing quote
 */
function readQuoted(text) {
  let value = '';
  let i = 0;
  for (; i < text.length && text[i] !== '"'; i++) {
    // A backslash stands for what follows it; at the very end for itself.
    if (text[i] === '\\' && i + 1 < text.length) i++;
    value += text[i];
  }
  return { value, length: Math.min(i + 1, text.length) };
}

/** Reads parameters: of several with one name the first counts; those with characters that cannot be are left out. */
function parseParams(text) {
  const params = new Map();
  const source = text.replace(TRAILING_BLANKS, '');
  for (let position = 0; position < source.length; position++) {
    position += source.slice(position).search(/[^\r\n\t ]|$/);
    const nameEnd = position + source.slice(position).search(/[;=]|$/);
    const name = toAsciiLower(source.slice(position, nameEnd));
    position = nameEnd;
    if (source[nameEnd] !== '=') continue;
    position++;
    if (position >= source.length) break;
    let value;
    if (source[position] === '"') {
      // What follows the closing quote is skipped with one character, as in Node.
      const quoted = readQuoted(source.slice(position + 1));
      ({ value } = quoted);
      position += 1 + quoted.length;
    } else {
      const semicolon = source.indexOf(';', position);
      const raw = source.slice(position, semicolon === -1 ? source.length : semicolon);
      position += raw.length;
      value = raw.replace(TRAILING_BLANKS, '');
      if (value === '') continue;
    }
    if (name !== '' && !NOT_TOKEN.test(name) && !NOT_QUOTED.test(value) && !params.has(name)) params.set(name, value);
  }
  return params;
}

/** A value as it is written: between quotes where it is no token. */
function encode(value) {
  if (value !== '' && !NOT_TOKEN.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Makes the params of a type, read from text at the first use. Set by the class, which alone can. */
let paramsOf;

class MIMEParams {
  #data = new Map();
  #source;

  static {
    paramsOf = (source) => {
      const params = new MIMEParams();
      params.#source = source;
      return params;
    };
  }

  #read() {
    if (this.#source !== undefined) {
      this.#data = parseParams(this.#source);
      this.#source = undefined;
    }
    return this.#data;
  }

  delete(name) {
    this.#read().delete(lookupKey(name));
  }

  get(name) {
    return this.#read().get(lookupKey(name)) ?? null;
  }

  has(name) {
    return this.#read().has(lookupKey(name));
  }

  set(name, value) {
    const data = this.#read();
    const key = profile.mimeParamsIgnoreCase ? toAsciiLower(`${name}`) : `${name}`;
    const text = `${value}`;
    validateToken(key, 'parameter name');
    const invalid = text.search(NOT_QUOTED);
    if (invalid !== -1) throw new codes.ERR_INVALID_MIME_SYNTAX('parameter value', text, invalid);
    data.set(key, text);
  }

  *entries() {
    yield* this.#read().entries();
  }

  *keys() {
    yield* this.#read().keys();
  }

  *values() {
    yield* this.#read().values();
  }

  toString() {
    return [...this.#read()].map(([name, value]) => `${name}=${encode(value)}`).join(';');
  }
}

class MIMEType {
  #type;
  #subtype;
  #parameters;

  constructor(string) {
    const noThrow = arguments[1] ?? null;
    const text = `${string}`;
    if (profile.mimeTypeHasParse && noThrow !== null && noThrow !== kNoThrow) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    try {
      const { params, subtype, type } = parseType(text);
      this.#type = type;
      this.#subtype = subtype;
      this.#parameters = paramsOf(params);
    } catch (error) {
      if (noThrow !== kNoThrow) throw error;
    }
  }

  get type() {
    return this.#type;
  }

  set type(value) {
    const text = `${value}`;
    validateToken(text, 'type');
    this.#type = toAsciiLower(text);
  }

  get subtype() {
    return this.#subtype;
  }

  set subtype(value) {
    const text = `${value}`;
    validateToken(text, 'subtype');
    this.#subtype = toAsciiLower(text);
  }

  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }

  get params() {
    return this.#parameters;
  }

  toString() {
    const params = paramsToString.call(this.#parameters);
    return params === '' ? this.essence : `${this.#type}/${this.#subtype};${params}`;
  }
}

const paramsToString = MIMEParams.prototype.toString;

/** A method that is not enumerable, as those of classes. */
function method(value) {
  return { __proto__: null, configurable: true, writable: true, value };
}
Object.defineProperty(MIMEParams.prototype, Symbol.iterator, method(MIMEParams.prototype.entries));
Object.defineProperty(MIMEParams.prototype, 'toJSON', method(paramsToString));
Object.defineProperty(MIMEType.prototype, 'toJSON', method(MIMEType.prototype.toString));
if (profile.mimeTypeHasParse) {
  const { parse } = {
    parse(string) {
      const type = new MIMEType(string, kNoThrow);
      return type.type ? type : null;
    },
  };
  Object.defineProperty(MIMEType, 'parse', method(parse));
}

module.exports = { MIMEParams, MIMEType };
