// `Headers`: names and values, in no case and sorted when they are listed.
// The Fetch standard, section 5.1; its errors are worded as undici words them.
'use strict';

const { customInspectSymbol } = require('internal/util');
const {
  defineInterface, defineIteration, illegalInvocation, inspectMembers, isToken, refuseCloning, requireArguments, toByteString,
} = require('internal/fetch/webidl');
const profile = require('internal/profile');

const INVALID_VALUE = /[\0\r\n]/;

/** The headers of a message: lower-case name to `{ name, value }`, and every Set-Cookie apart. */
class HeadersList {
  constructor(other) {
    this.map = new Map();
    this.cookies = [];
    if (other) for (const [name, value] of other.rawEntries()) this.append(name, value);
  }

  contains(name) {
    return this.map.has(name.toLowerCase());
  }

  append(name, value) {
    const key = name.toLowerCase();
    const known = this.map.get(key);
    if (key === 'set-cookie') this.cookies.push(value);
    if (known) known.value += `${key === 'cookie' ? '; ' : ', '}${value}`;
    else this.map.set(key, { name, value });
  }

  set(name, value) {
    const key = name.toLowerCase();
    if (key === 'set-cookie') this.cookies = [value];
    this.map.set(key, { name, value });
  }

  delete(name) {
    const key = name.toLowerCase();
    if (key === 'set-cookie') this.cookies = [];
    this.map.delete(key);
  }

  get(name) {
    return this.map.get(name.toLowerCase())?.value ?? null;
  }

  /** As the headers go over the wire: in order of arrival, names as they were written. */
  * rawEntries() {
    for (const [key, { name, value }] of this.map) {
      if (key === 'set-cookie') for (const cookie of this.cookies) yield [name, cookie];
      else yield [name, value];
    }
  }

  /** As iteration shows them: lower case, sorted, each cookie by itself. */
  sorted() {
    const keys = [...this.map.keys()].sort();
    return keys.flatMap((key) => (key === 'set-cookie' ? this.cookies.map((cookie) => [key, cookie]) :
      [[key, this.map.get(key).value]]));
  }
}

function checkName(name, method) {
  if (!isToken(name)) throw new TypeError(`${method}: "${name}" is an invalid header name.`);
  return name;
}

function normalizeValue(value) {
  return value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
}

function checkValue(value, method) {
  if (INVALID_VALUE.test(value)) throw new TypeError(`${method}: "${value}" is an invalid header value.`);
  return value;
}

const NOT_AN_INIT = 'Headers constructor: Argument 1 could not be converted to one of: ' +
  'sequence<sequence<ByteString>>, record<ByteString, ByteString>.';

/** The pairs of what a Headers can be made of. */
function initPairs(init) {
  if (typeof init !== 'object' || init === null) throw new TypeError(NOT_AN_INIT);
  if (profile.headersAreCopiedByName && init[Symbol.iterator] === Headers.prototype.entries && isHeaders(init)) {
    return [...listOf(init).rawEntries()];
  }
  if (typeof init[Symbol.iterator] !== 'function') {
    return Reflect.ownKeys(init).filter((key) => typeof key === 'string' &&
      Object.getOwnPropertyDescriptor(init, key).enumerable).map((key) => [toByteString(key), toByteString(init[key])]);
  }
  return Array.from(init, (pair) => {
    const [...parts] = pair;
    if (parts.length !== 2) {
      throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${parts.length}.`);
    }
    return parts.map(toByteString);
  });
}

class Headers {
  #list = new HeadersList();
  /** 'none', or 'immutable' for the headers of an answer. */
  #guard = 'none';

  constructor(init = undefined) {
    refuseCloning(this);
    if (init !== undefined) fill(this, init);
  }

  append(name, value) {
    Headers.#check(this, arguments.length, 2, 'append');
    this.#add(toByteString(name), toByteString(value));
  }

  #add(name, value) {
    checkName(name, 'Headers.append');
    const normalized = checkValue(normalizeValue(value), 'Headers.append');
    this.#assertMutable();
    this.#list.append(name, normalized);
  }

  /** Every method begins with this: it must be called on a Headers, and with enough arguments. */
  static #check(headers, given, wanted, method) {
    if (!(#list in headers)) throw illegalInvocation();
    requireArguments(given, wanted, `Headers.${method}`);
  }

  #assertMutable() {
    if (this.#guard === 'immutable') throw new TypeError('immutable');
  }

  delete(name) {
    Headers.#check(this, arguments.length, 1, 'delete');
    checkName(toByteString(name), 'Headers.delete');
    this.#assertMutable();
    this.#list.delete(`${name}`);
  }

  get(name) {
    Headers.#check(this, arguments.length, 1, 'get');
    return this.#list.get(checkName(toByteString(name), 'Headers.get'));
  }

  has(name) {
    Headers.#check(this, arguments.length, 1, 'has');
    return this.#list.contains(checkName(toByteString(name), 'Headers.has'));
  }

  set(name, value) {
    Headers.#check(this, arguments.length, 2, 'set');
    checkName(toByteString(name), 'Headers.set');
    const normalized = checkValue(normalizeValue(toByteString(value)), 'Headers.set');
    this.#assertMutable();
    this.#list.set(`${name}`, normalized);
  }

  getSetCookie() {
    Headers.#check(this, 0, 0, 'getSetCookie');
    return [...this.#list.cookies];
  }

  [customInspectSymbol](depth, options) {
    const members = Object.fromEntries([...this.#list.map.values()].map(({ name, value }) => [name, value]));
    return inspectMembers('Headers', members, depth, options);
  }

  /** The list of a Headers; with a second argument, replaces it, with a third, the guard. */
  static listOf(headers, list, guard) {
    if (list) headers.#list = list;
    if (guard) headers.#guard = guard;
    return headers.#list;
  }

  static isHeaders(value) {
    return #list in value;
  }

  static fill(headers, init) {
    for (const [name, value] of initPairs(init)) headers.#add(name, value);
  }
}

const { fill, isHeaders, listOf } = Headers;
delete Headers.fill;
delete Headers.isHeaders;
delete Headers.listOf;

defineIteration(Headers.prototype, 'Headers', (headers) => listOf(headers).sorted());
defineInterface(Headers, 'Headers', ['append', 'delete', 'get', 'has', 'set', 'getSetCookie']);

module.exports = { Headers, HeadersList, fill, listOf };
