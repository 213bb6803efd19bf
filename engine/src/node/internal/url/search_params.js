// URLSearchParams: a list of names and values, alone or as the query of a URL. Answers to Node's doc "Class: URLSearchParams".
'use strict';

const { StringPrototypeToWellFormed } = primordials;
const {
  ERR_ARG_NOT_ITERABLE, ERR_INVALID_THIS, ERR_INVALID_TUPLE, ERR_MISSING_ARGS,
} = require('internal/errors').codes;
const { validateFunction } = require('internal/validators');
const { customInspectSymbol, kEnumerableProperty, removeColors } = require('internal/util');
const { encodeStr, hexTable } = require('internal/querystring');
const { markTransferMode } = require('internal/worker/js_transferable');
const profile = require('internal/profile');

/** A value as text without lone surrogates: what WebIDL calls USVString. */
const toUSVString = (value) => StringPrototypeToWellFormed(`${value}`);

/** By ASCII code: what a query leaves as it is (URL standard, application/x-www-form-urlencoded percent-encode set). */
const unreserved = new Int8Array(128);
for (const char of '*-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz') unreserved[char.charCodeAt(0)] = 1;

/** As `hexTable`, but a space is a plus sign. */
const formTable = hexTable.slice();
formTable[0x20] = '+';

/** Undoes `encode`; malformed escapes stay, as `querystring.unescape` leaves them. */
function decode(text) {
  const spaced = text.replaceAll('+', ' ');
  return spaced.includes('%') ? require('querystring').unescape(spaced) : spaced;
}

const encode = (text) => encodeStr(text, unreserved, formTable);

/** Names and values in turn, of a query without its question mark. */
function parseQuery(query) {
  const list = [];
  for (const field of query.split('&')) {
    if (field === '') continue;
    const at = field.indexOf('=');
    list.push(decode(at === -1 ? field : field.slice(0, at)), at === -1 ? '' : decode(field.slice(at + 1)));
  }
  return list;
}

/** The query of names and values in turn. */
function serialize(list) {
  let query = '';
  for (let i = 0; i < list.length; i += 2) query += `${i > 0 ? '&' : ''}${encode(list[i])}=${encode(list[i + 1])}`;
  return query;
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The two items of a pair. */
function tupleOf(pair) {
  if (!isObject(pair) || typeof pair[Symbol.iterator] !== 'function') {
    throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
  }
  const items = [...pair];
  if (items.length !== 2) throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
  return items.map(toUSVString);
}

/** The list of an object's own enumerable properties; a name that comes twice after conversion keeps its place. */
function listOfRecord(record) {
  const values = new Map();
  for (const key of Reflect.ownKeys(record)) {
    if (!Reflect.getOwnPropertyDescriptor(record, key)?.enumerable) continue;
    values.set(toUSVString(key), toUSVString(record[key]));
  }
  return [...values].flat();
}

/** Whether one name comes before another: by code units, equal names keep their order. */
function compareNames(a, b) {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

/** Set by the classes below, which alone reach each other's private parts. */
let listOf;
let isParams;

/** Makes the URL of some parameters follow them; `internal/url` sets it. */
let updateUrl;

function checkThis(value) {
  if (!isObject(value) || !isParams(value)) throw new ERR_INVALID_THIS('URLSearchParams');
}

function checkArguments(given, ...names) {
  if (given < names.length) throw new ERR_MISSING_ARGS(...names);
}

class URLSearchParams {
  /** Names and values in turn. */
  #list = [];

  /** The URL whose query this is. */
  #url = null;

  static {
    listOf = (params) => params.#list;
    isParams = (value) => #list in value;
  }

  /** @param {string|object|Iterable} [init] a query, a record, or pairs */
  constructor(init = undefined) {
    if (profile.urlsAreNotCloned) markTransferMode(this, false, false);
    if (init === undefined || (init === null && !profile.searchParamsTakeNullAsText)) return;
    if (isObject(init)) this.#list = URLSearchParams.#listOfObject(init);
    else this.#list = parseQuery(toUSVString(init).replace(/^\?/, ''));
  }

  static #listOfObject(init) {
    const method = init[Symbol.iterator];
    if (method === URLSearchParams.prototype[Symbol.iterator] && #list in init) return init.#list.slice();
    if (method === null || method === undefined) return listOfRecord(init);
    if (typeof method !== 'function') throw new ERR_ARG_NOT_ITERABLE('Query pairs');
    const list = [];
    for (const pair of init) {
      if (pair === null || pair === undefined) throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
      list.push(...tupleOf(pair));
    }
    return list;
  }

  /** Makes this the query of a URL, which sees changes from then on. */
  static attach(params, url, query) {
    params.#url = url;
    params.#list = parseQuery(query);
  }

  #changed() {
    if (this.#url !== null) updateUrl(this.#url, serialize(this.#list));
  }

  /** The index of the next pair of that name, and of that value if one is given; -1 for none. */
  #find(name, value, from = 0) {
    for (let i = from; i < this.#list.length; i += 2) {
      if (this.#list[i] === name && (value === undefined || this.#list[i + 1] === value)) return i;
    }
    return -1;
  }

  #removeAll(name, value, from = 0) {
    for (let i = this.#find(name, value, from); i !== -1; i = this.#find(name, value, i)) this.#list.splice(i, 2);
  }

  get size() {
    checkThis(this);
    return this.#list.length / 2;
  }

  append(name, value) {
    checkThis(this);
    checkArguments(arguments.length, 'name', 'value');
    this.#list.push(toUSVString(name), toUSVString(value));
    this.#changed();
  }

  delete(name, value = undefined) {
    checkThis(this);
    checkArguments(arguments.length, 'name');
    this.#removeAll(toUSVString(name), value === undefined ? undefined : toUSVString(value));
    this.#changed();
  }

  get(name) {
    checkThis(this);
    checkArguments(arguments.length, 'name');
    const at = this.#find(toUSVString(name));
    return at === -1 ? null : this.#list[at + 1];
  }

  getAll(name) {
    checkThis(this);
    checkArguments(arguments.length, 'name');
    const wanted = toUSVString(name);
    return this.#list.filter((_, i) => i % 2 === 1 && this.#list[i - 1] === wanted);
  }

  has(name, value = undefined) {
    checkThis(this);
    checkArguments(arguments.length, 'name');
    return this.#find(toUSVString(name), value === undefined ? undefined : toUSVString(value)) !== -1;
  }

  set(name, value) {
    checkThis(this);
    checkArguments(arguments.length, 'name', 'value');
    const wanted = toUSVString(name);
    const text = toUSVString(value);
    const at = this.#find(wanted);
    if (at === -1) {
      this.#list.push(wanted, text);
    } else {
      this.#list[at + 1] = text;
      this.#removeAll(wanted, undefined, at + 2);
    }
    this.#changed();
  }

  sort() {
    checkThis(this);
    const pairs = [];
    for (let i = 0; i < this.#list.length; i += 2) pairs.push([this.#list[i], this.#list[i + 1]]);
    this.#list.splice(0, this.#list.length, ...pairs.sort(compareNames).flat());
    this.#changed();
  }

  entries() {
    checkThis(this);
    return new URLSearchParamsIterator(this, 'entries');
  }

  forEach(callback, thisArg = undefined) {
    checkThis(this);
    validateFunction(callback, 'callback');
    for (let i = 0; i < this.#list.length; i += 2) Reflect.apply(callback, thisArg, [this.#list[i + 1], this.#list[i], this]);
  }

  keys() {
    checkThis(this);
    return new URLSearchParamsIterator(this, 'keys');
  }

  values() {
    checkThis(this);
    return new URLSearchParamsIterator(this, 'values');
  }

  toString() {
    checkThis(this);
    return serialize(this.#list);
  }

  [customInspectSymbol](recurseTimes, ctx) {
    checkThis(this);
    if (typeof recurseTimes === 'number' && recurseTimes < 0) return ctx.stylize('[Object]', 'special');
    const show = innerInspect(recurseTimes, ctx);
    const output = [];
    for (let i = 0; i < this.#list.length; i += 2) output.push(`${show(this.#list[i])} => ${show(this.#list[i + 1])}`);
    const { name } = this.constructor;
    if (output.length === 0) return `${name} {}`;
    const width = output.reduce((sum, text) => sum + removeColors(text).length + 2, -2);
    return width > ctx.breakLength ? `${name} {\n  ${output.join(',\n  ')} }` : `${name} { ${output.join(', ')} }`;
  }
}

/** `inspect` for the parts of a value that is shown at a depth. */
function innerInspect(recurseTimes, ctx) {
  const { inspect } = require('internal/util/inspect');
  const options = recurseTimes === null ? { ...ctx } : { ...ctx, depth: recurseTimes - 1 };
  return (value) => inspect(value, options);
}

/** %IteratorPrototype%, which no global names in the older versions. */
const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

class URLSearchParamsIterator {
  #params;
  #kind;
  #index = 0;

  constructor(params, kind) {
    this.#params = params;
    this.#kind = kind;
  }

  #item(i) {
    const list = listOf(this.#params);
    if (this.#kind === 'entries') return [list[i], list[i + 1]];
    return this.#kind === 'keys' ? list[i] : list[i + 1];
  }

  next() {
    if (!isObject(this) || !(#params in this)) throw new ERR_INVALID_THIS('URLSearchParamsIterator');
    const done = this.#index >= listOf(this.#params).length;
    const value = done ? undefined : this.#item(this.#index);
    if (!done) this.#index += 2;
    return profile.iteratorResultsBeginWithDone ? { done, value } : { value, done };
  }

  [customInspectSymbol](recurseTimes, ctx) {
    if (!isObject(this) || !(#params in this)) throw new ERR_INVALID_THIS('URLSearchParamsIterator');
    if (typeof recurseTimes === 'number' && recurseTimes < 0) return ctx.stylize('[Object]', 'special');
    const show = innerInspect(recurseTimes, ctx);
    const items = [];
    for (let i = this.#index; i < listOf(this.#params).length; i += 2) items.push(this.#item(i));
    const output = items.map(show);
    const tag = this[Symbol.toStringTag];
    // Broken where an array of the items would be.
    return show(items).includes('\n') ? `${tag} {\n  ${output.join(',\n  ')} }` : `${tag} { ${output.join(', ')} }`;
  }
}

// The class's own name and constructor are not for programs: iterators have neither in the standard.
delete URLSearchParamsIterator.prototype.constructor;
Object.setPrototypeOf(URLSearchParamsIterator.prototype, IteratorPrototype);
Object.defineProperties(URLSearchParamsIterator.prototype, {
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'URLSearchParams Iterator' },
  next: kEnumerableProperty,
});

const { attach } = URLSearchParams;
delete URLSearchParams.attach;

const methods = ['size', 'append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'entries', 'forEach', 'keys', 'values', 'toString'];
for (const name of methods) Object.defineProperty(URLSearchParams.prototype, name, kEnumerableProperty);
Object.defineProperties(URLSearchParams.prototype, {
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'URLSearchParams' },
  // The standard wants the very function that `entries` is.
  [Symbol.iterator]: { __proto__: null, configurable: true, writable: true, value: URLSearchParams.prototype.entries },
});

module.exports = {
  URLSearchParams,
  /** Makes parameters the query of a URL: `attach(params, url, query)`. */
  attach,
  /** Sets what a change of parameters does to their URL: `(url, query) => void`. */
  onChange(callback) { updateUrl = callback; },
};
