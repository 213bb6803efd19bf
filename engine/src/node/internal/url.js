// URL of the WHATWG. Answers to Node's doc "The WHATWG URL API" and to the URL standard; parsing is the binding's.
'use strict';

const binding = internalBinding('url');
const { ERR_INVALID_URL, ERR_MISSING_ARGS } = require('internal/errors').codes;
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const files = require('internal/url/file');
const profile = require('internal/profile');

/** Under this key `inspect` shows the offsets of the parts, if it shows what is hidden. */
const kContext = Symbol('context');

/**
 * The parts of a URL, by their index in what the binding returns:
 * `parse(href, base | undefined)`, `update(href, field, value)` -> the array, or null where there is no URL.
 * The binding takes lone surrogates for replacement characters, as the standard's USVString does.
 */
const HREF = 0;
const PROTOCOL = 1;
const USERNAME = 2;
const PASSWORD = 3;
const HOST = 4;
const HOSTNAME = 5;
const PORT = 6;
const PATHNAME = 7;
const SEARCH = 8;
const HASH = 9;

/** The schemes whose origin is more than "null" (URL standard, "origin"). */
const TUPLE_ORIGINS = new Set(['http:', 'https:', 'ws:', 'wss:', 'ftp:']);

/** The error for a text that is no URL; a version rule decides whether its first line shows the code. */
function invalidUrl(input, base) {
  if (!profile.urlErrorsAreNative) return new ERR_INVALID_URL(input);
  const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input });
  if (base !== undefined) error.base = base;
  return error;
}

/** Does what the origin's definition says for a scheme that wraps another URL. */
function originOf(parts) {
  if (TUPLE_ORIGINS.has(parts[PROTOCOL])) return `${parts[PROTOCOL]}//${parts[HOST]}`;
  if (parts[PROTOCOL] !== 'blob:') return 'null';
  const inner = parse(parts[PATHNAME], undefined);
  const known = inner !== null && (inner[PROTOCOL] === 'http:' || inner[PROTOCOL] === 'https:');
  return known ? originOf(inner) : 'null';
}

/** What the standard has escaped in paths since 2024, which the binding's parser does not do. */
function escapeCarets(parts) {
  if (!profile.urlPathEscapesCaret || parts === null || !parts[PATHNAME].includes('^') || parts[PATHNAME][0] !== '/') return parts;
  const pathname = parts[PATHNAME].replaceAll('^', '%5E');
  const rest = parts[SEARCH].length + parts[HASH].length;
  const end = parts[HREF].length - rest;
  parts[HREF] = parts[HREF].slice(0, end - parts[PATHNAME].length) + pathname + parts[HREF].slice(end);
  parts[PATHNAME] = pathname;
  return parts;
}

const parse = (input, base) => escapeCarets(binding.parse(input, base));
const update = (href, field, value) => escapeCarets(binding.update(href, field, value));

class URL {
  #parts;

  /** Made when a program first asks for it. */
  #searchParams;

  /** The room of URLSearchParams, loaded for the first URL whose query a program takes apart. */
  static #params;

  static #loadParams() {
    if (URL.#params === undefined) {
      URL.#params = require('internal/url/search_params');
      URL.#params.onChange((url, query) => {
        url.#parts = update(url.#parts[HREF], 'search', query) ?? url.#parts;
      });
    }
    return URL.#params;
  }

  /**
   * @param {string} input
   * @param {string|URL} [base]
   * @throws {TypeError} ERR_INVALID_URL
   */
  constructor(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    const text = `${input}`;
    const baseText = base === undefined ? undefined : `${base}`;
    const parts = parse(text, baseText);
    if (parts === null) throw invalidUrl(text, baseText);
    this.#parts = parts;
    if (profile.urlsAreNotCloned) require('internal/worker/js_transferable').markTransferMode(this, false, false);
  }

  /** The URL, or null for a text that is none. */
  static parse(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    const parts = parse(`${input}`, base === undefined ? undefined : `${base}`);
    return parts === null ? null : new URL(parts[HREF]);
  }

  static canParse(url, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    return binding.canParse(`${url}`, base === undefined ? undefined : `${base}`);
  }

  /** A method, so that V8 names the class where the receiver is none of it. */
  #part(index) {
    return this.#parts[index];
  }

  /** A setter other than that of `href`: what does not fit is ignored. */
  #set(field, value) {
    const parts = update(this.#part(HREF), field, `${value}`);
    if (parts !== null) this.#parts = parts;
  }

  #syncSearchParams() {
    if (this.#searchParams !== undefined) URL.#params.attach(this.#searchParams, this, this.#parts[SEARCH].slice(1));
  }

  toString() {
    return this.#part(HREF);
  }

  get href() {
    return this.#part(HREF);
  }

  set href(value) {
    const text = `${value}`;
    const parts = update(this.#part(HREF), 'href', text);
    if (parts === null) throw invalidUrl(text);
    this.#parts = parts;
    this.#syncSearchParams();
  }

  get origin() {
    this.#part(HREF);
    return originOf(this.#parts);
  }

  get protocol() {
    return this.#part(PROTOCOL);
  }

  set protocol(value) {
    this.#set('protocol', value);
  }

  get username() {
    return this.#part(USERNAME);
  }

  set username(value) {
    this.#set('username', value);
  }

  get password() {
    return this.#part(PASSWORD);
  }

  set password(value) {
    this.#set('password', value);
  }

  get host() {
    return this.#part(HOST);
  }

  set host(value) {
    this.#set('host', value);
  }

  get hostname() {
    return this.#part(HOSTNAME);
  }

  set hostname(value) {
    this.#set('hostname', value);
  }

  get port() {
    return this.#part(PORT);
  }

  set port(value) {
    this.#set('port', value);
  }

  get pathname() {
    return this.#part(PATHNAME);
  }

  set pathname(value) {
    this.#set('pathname', value);
  }

  get search() {
    return this.#part(SEARCH);
  }

  set search(value) {
    this.#set('search', value);
    this.#syncSearchParams();
  }

  get searchParams() {
    this.#part(HREF);
    if (this.#searchParams === undefined) {
      this.#searchParams = new (URL.#loadParams().URLSearchParams)();
      this.#syncSearchParams();
    }
    return this.#searchParams;
  }

  get hash() {
    return this.#part(HASH);
  }

  set hash(value) {
    this.#set('hash', value);
  }

  toJSON() {
    return this.#part(HREF);
  }

  [customInspectSymbol](depth, opts) {
    this.#part(HREF);
    const { name } = this.constructor;
    if (typeof depth === 'number' && depth < 0) return profile.urlHasNoOwnKeys ? this : opts.stylize(`[${name}]`, 'special');
    const shown = {};
    for (const key of SHOWN) shown[key] = this[key];
    if (opts.showHidden) shown[kContext] = new (require('internal/url/context').URLContext)(this.#parts);
    return `${name} ${require('internal/util/inspect').inspect(shown, opts)}`;
  }
}

/** What `inspect` shows, in this order. */
const SHOWN = [
  'href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'searchParams', 'hash',
];

for (const name of [...SHOWN, 'toString', 'toJSON']) Object.defineProperty(URL.prototype, name, kEnumerableProperty);
Object.defineProperty(URL.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: 'URL' });
if (!profile.urlStaticParse) delete URL.parse;
for (const name of ['parse', 'canParse']) {
  if (Object.hasOwn(URL, name)) Object.defineProperty(URL, name, kEnumerableProperty);
}

function createObjectURL(obj) {
  return require('internal/blob').createObjectURL(obj);
}

function revokeObjectURL(url) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
  require('internal/blob').revokeObjectURL(`${url}`);
}

Object.assign(URL, { createObjectURL, revokeObjectURL });

/** The ASCII form of a domain; empty where it is invalid. */
function domainToASCII(domain) {
  if (arguments.length < 1) throw new ERR_MISSING_ARGS('domain');
  return binding.domainToASCII(`${domain}`);
}

/** The Unicode form of a domain; empty where it is invalid. */
function domainToUnicode(domain) {
  if (arguments.length < 1) throw new ERR_MISSING_ARGS('domain');
  return binding.domainToUnicode(`${domain}`);
}

module.exports = {
  URL,
  domainToASCII,
  domainToUnicode,
  invalidUrl,
  ...files,
};
