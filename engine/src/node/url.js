// `node:url`: the legacy API, and what programs need of the WHATWG one. Answers to Node's doc "URL".
'use strict';

const { ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;
const { validateObject } = require('internal/validators');
const { encodeStr, hexTable } = require('internal/querystring');
const {
  URL, domainToASCII, domainToUnicode, fileURLToPath, fileURLToPathBuffer, isURL, pathToFileURL, urlToHttpOptions,
} = require('internal/url');
const { URLSearchParams } = require('internal/url/search_params');
const { SLASHED, isIpv6, parseInto } = require('internal/url/legacy_parse');
const { resolveInto } = require('internal/url/legacy_resolve');
const profile = require('internal/profile');

/** By ASCII code: what user and password keep as it is. */
const unreservedInAuth = new Int8Array(128);
for (const char of "!'()*-.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~") {
  unreservedInAuth[char.charCodeAt(0)] = 1;
}

/** A URL taken apart by the legacy API; all parts are null until `parse`. */
function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

let warnedOfParse = false;

/** DEP0169, once, unless the caller lies under node_modules. */
function warnOfParse() {
  if (!profile.urlParseWarns || warnedOfParse || internalBinding('util').isInsideNodeModules(2, true)) return;
  warnedOfParse = true;
  process.emitWarning(
    '`url.parse()` behavior is not standardized and prone to errors that have security implications. Use the WHATWG URL ' +
    'API instead. CVEs are not issued for `url.parse()` vulnerabilities.', 'DeprecationWarning', 'DEP0169');
}

/** The parts of an address; a `Url` is handed through. */
function urlParse(url, parseQueryString, slashesDenoteHost) {
  warnOfParse();
  if (url instanceof Url) return url;
  return parseInto(new Url(), url, parseQueryString, slashesDenoteHost);
}

Url.prototype.parse = function parse(url, parseQueryString, slashesDenoteHost) {
  return parseInto(this, url, parseQueryString, slashesDenoteHost);
};

/** Text of a WHATWG URL without the parts that options leave out. */
function formatWhatwg(url, options) {
  const shown = { fragment: true, unicode: false, search: true, auth: true };
  if (options) {
    validateObject(options, 'options');
    for (const key of Object.keys(shown)) {
      if (options[key] != null) shown[key] = Boolean(options[key]);
    }
  }
  const copy = new URL(url.href);
  if (!shown.fragment) copy.hash = '';
  if (!shown.search) copy.search = '';
  if (!shown.auth) copy.username = copy.password = '';
  if (!shown.unicode || !/(?:^|\.)xn--/.test(copy.hostname)) return copy.href;
  // The host cannot be set to its Unicode form, which any setter would turn back.
  const before = copy.href.indexOf(copy.host, copy.protocol.length);
  const port = copy.port === '' ? '' : `:${copy.port}`;
  const host = domainToUnicode(copy.hostname) + port;
  return copy.href.slice(0, before) + host + copy.href.slice(before + copy.host.length);
}

/** Text of a URL: an address is parsed first, an object is read by the names of `Url`. */
function urlFormat(urlObject, options) {
  if (typeof urlObject === 'string') {
    urlObject = urlParse(urlObject);
  } else if (typeof urlObject !== 'object' || urlObject === null) {
    throw new ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  } else if (isURL(urlObject)) {
    return formatWhatwg(urlObject, options);
  }
  return Url.prototype.format.call(urlObject);
}

/** User, host and port as text. */
function formatHost(url) {
  const auth = url.auth ? `${encodeStr(`${url.auth}`, unreservedInAuth, hexTable)}@` : '';
  if (url.host) return auth + url.host;
  if (!url.hostname) return '';
  const bare = url.hostname.includes(':') && !isIpv6(url.hostname) ? `[${url.hostname}]` : url.hostname;
  return auth + bare + (url.port ? `:${url.port}` : '');
}

const beginWith = (char, text) => (text && text[0] !== char ? char + text : text);

Url.prototype.format = function format() {
  const protocol = this.protocol && !this.protocol.endsWith(':') ? `${this.protocol}:` : this.protocol || '';
  let pathname = (this.pathname || '').replaceAll('#', '%23').replaceAll('?', '%3F');
  let host = formatHost(this);
  const query = this.query !== null && typeof this.query === 'object' ? require('querystring').stringify(this.query) : '';
  const search = this.search || (query && `?${query}`) || '';
  if (this.slashes || SLASHED.has(protocol)) {
    if (this.slashes || host) {
      pathname = beginWith('/', pathname);
      host = `//${host}`;
    } else if (protocol.startsWith('file')) {
      host = '//';
    }
  }
  return protocol + host + pathname + beginWith('?', search.replaceAll('#', '%23')) + beginWith('#', this.hash || '');
};

/** An address resolved against a base, as text. */
function urlResolve(source, relative) {
  return urlParse(source, false, true).resolve(relative);
}

Url.prototype.resolve = function resolve(relative) {
  return this.resolveObject(urlParse(relative, false, true)).format();
};

/** An address resolved against a base, taken apart. */
function urlResolveObject(source, relative) {
  return source ? urlParse(source, false, true).resolveObject(relative) : relative;
}

Url.prototype.resolveObject = function resolveObject(relative) {
  return resolveInto(this, typeof relative === 'string' ? parseInto(new Url(), relative, false, true) : relative, new Url());
};

/** Splits `host` into `hostname` and `port`. */
Url.prototype.parseHost = function parseHost() {
  const [port] = /:[0-9]*$/.exec(this.host) ?? [''];
  if (port.length > 1) this.port = port.slice(1);
  const hostname = this.host.slice(0, this.host.length - port.length);
  if (hostname) this.hostname = hostname;
};

/** URLPattern has no counterpart in the simulator. */
function URLPattern() {
  const { ERR_LOOPSCOPE_UNSUPPORTED } = require('internal/errors').codes;
  throw new ERR_LOOPSCOPE_UNSUPPORTED('URLPattern');
}

module.exports = {
  Url,
  parse: urlParse,
  resolve: urlResolve,
  resolveObject: urlResolveObject,
  format: urlFormat,
  URL,
  ...(profile.urlPatternExists ? { URLPattern } : {}),
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  pathToFileURL,
  fileURLToPath,
  ...(profile.urlFileToPathBuffer ? { fileURLToPathBuffer } : {}),
  urlToHttpOptions,
};
