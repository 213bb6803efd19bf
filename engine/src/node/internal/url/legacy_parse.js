// `url.parse`: how the legacy API takes a URL apart. Answers to Node's doc "Legacy URL API".
'use strict';

const { ERR_INVALID_ARG_VALUE } = require('internal/errors').codes;
const { validateString } = require('internal/validators');
const { invalidUrl } = require('internal/url');
const profile = require('internal/profile');

const withColon = (names) => new Set(names.flatMap((name) => [name, `${name}:`]));

/** Protocols that have no host and whose text is not escaped. */
const HOSTLESS = withColon(['javascript']);

/** Protocols with `//` behind them even where the text lacks it. */
const SLASHED = withColon(['http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss']);

/** The longest name that DNS allows; a longer one is dropped. */
const HOSTNAME_MAX = 255;

/** What a host must not contain after conversion to ASCII (URL standard, forbidden host code points). */
const FORBIDDEN_IN_HOST = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
const FORBIDDEN_IN_IPV6 = /[\0\t\n\r #%/<>?@\\^|]/;

/** Node's white space around a URL: ASCII's, the no-break space and the byte order mark. */
const SURROUNDING_SPACE = /^[ \t\r\n\f\xa0\ufeff]+|[ \t\r\n\f\xa0\ufeff]+$/g;

/** A path without protocol or host, the common case. */
const SIMPLE_PATH = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/;

const ESCAPED = /[\t\n\r "'<>\\^`{|}]/g;

let warnedOfPort = false;

const isIpv6 = (hostname) => hostname[0] === '[' && hostname.endsWith(']');

/** Escapes what stands in no URL. */
function escapeUnsafe(text) {
  return text.replace(ESCAPED, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

/** Backslashes before a query or fragment are slashes, as browsers have it. */
function straighten(text) {
  const trimmed = text.replace(SURROUNDING_SPACE, '');
  const end = trimmed.search(/[?#]/);
  return end === -1 ? trimmed.replaceAll('\\', '/') : trimmed.slice(0, end).replaceAll('\\', '/') + trimmed.slice(end);
}

/** The query as text or object; an empty object where there is none but one is wanted. */
function setQuery(url, search, asObject) {
  if (search !== undefined) {
    url.search = search;
    url.query = asObject ? require('querystring').parse(search.slice(1)) : search.slice(1);
  } else if (asObject) {
    url.search = null;
    url.query = { __proto__: null };
  }
}

/**
 * Where the authority ends: at a path, query or fragment, or at a character that no host has and that no `@` follows.
 * Tabs and line ends are taken out on the way, as the URL standard does.
 */
function splitAuthority(rest) {
  const stop = rest.search(/[/?#]/);
  const authority = (stop === -1 ? rest : rest.slice(0, stop)).replace(/[\t\n\r]/g, '');
  const tail = stop === -1 ? '' : rest.slice(stop);
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const bad = host.search(/[ "%';<>\\^`{|}]/);
  return {
    auth: at === -1 ? undefined : authority.slice(0, at),
    host: bad === -1 ? host : host.slice(0, bad),
    rest: bad === -1 ? tail : host.slice(bad) + tail,
  };
}

/** What a port that is no number leads to: an error, a warning, or nothing, by version. */
function reportPort(address) {
  if (profile.urlParseRefusesPort) throw new ERR_INVALID_ARG_VALUE('url', 'Invalid port in url', address);
  if (!profile.urlParseWarnsOfPort || warnedOfPort) return;
  warnedOfPort = true;
  process.emitWarning(
    `The URL ${address} is invalid. Future versions of Node.js will throw an error.`, 'DeprecationWarning', 'DEP0170');
}

/** Cuts the host where it stops being one; the remainder goes to the path. */
function cutHostname(url, rest, address) {
  const bad = url.hostname.search(/[/\\#?:]/);
  if (bad === -1) return rest;
  if (url.hostname[bad] === ':') reportPort(address);
  const left = url.hostname.slice(bad);
  url.hostname = url.hostname.slice(0, bad);
  return `/${left}${rest}`;
}

/** The host in the form of DNS: lower case, ASCII. */
function checkHostname(url, ipv6, address) {
  if (url.hostname.length > HOSTNAME_MAX) url.hostname = '';
  if (url.hostname === '') return;
  url.hostname = url.hostname.toLowerCase();
  if (/[^\0-\x7f]/.test(url.hostname)) url.hostname = internalBinding('url').domainToASCII(url.hostname);
  const forbidden = ipv6 ? FORBIDDEN_IN_IPV6 : FORBIDDEN_IN_HOST;
  if (url.hostname === '' || forbidden.test(url.hostname)) throw invalidUrl(address);
}

/** Reads user, host and port from the beginning of `rest`; returns what follows them. */
function parseAuthority(url, text, address) {
  const parts = splitAuthority(text);
  if (parts.auth !== undefined) url.auth = decodeURIComponent(parts.auth);
  url.host = parts.host;
  url.parseHost();
  if (typeof url.hostname !== 'string') url.hostname = '';
  const ipv6 = isIpv6(url.hostname);
  const rest = ipv6 ? parts.rest : cutHostname(url, parts.rest, address);
  checkHostname(url, ipv6, address);
  url.host = (url.hostname || '') + (url.port ? `:${url.port}` : '');
  if (!ipv6) return rest;
  url.hostname = url.hostname.slice(1, -1);
  return rest[0] === '/' ? rest : `/${rest}`;
}

/** Reads path, query and fragment from what follows the host. */
function parsePath(url, rest, lowerProtocol, queryAsObject) {
  const hash = rest.indexOf('#');
  if (hash !== -1) url.hash = rest.slice(hash);
  const beforeHash = hash === -1 ? rest : rest.slice(0, hash);
  const question = beforeHash.indexOf('?');
  setQuery(url, question === -1 ? undefined : beforeHash.slice(question), queryAsObject);
  const pathname = question === -1 ? beforeHash : beforeHash.slice(0, question);
  if (pathname !== '') url.pathname = pathname;
  if (SLASHED.has(lowerProtocol) && url.hostname && !url.pathname) url.pathname = '/';
  if (url.pathname || url.search) url.path = (url.pathname || '') + (url.search || '');
}

/** A path with perhaps a query; false where the text is more than that. */
function parseSimple(url, text, queryAsObject) {
  if (/#|^[^?]*@/.test(text)) return false;
  const simple = SIMPLE_PATH.exec(text);
  if (simple === null) return false;
  url.path = url.href = text;
  url.pathname = simple[1];
  setQuery(url, simple[2], queryAsObject);
  return true;
}

/**
 * Fills a `Url` from a text.
 * @param {Url} url
 * @param {string} address
 * @param {boolean} [queryAsObject] whether `query` is parsed
 * @param {boolean} [slashesDenoteHost] whether `//a/b` has the host `a`
 * @returns {Url}
 */
function parseInto(url, address, queryAsObject, slashesDenoteHost) {
  validateString(address, 'url');
  let rest = straighten(address);
  if (!slashesDenoteHost && parseSimple(url, rest, queryAsObject)) return url;
  const protocol = /^[a-z0-9.+-]+:/i.exec(rest)?.[0];
  const lowerProtocol = protocol?.toLowerCase();
  if (protocol !== undefined) {
    url.protocol = lowerProtocol;
    rest = rest.slice(protocol.length);
  }
  const hostless = HOSTLESS.has(lowerProtocol);
  let slashes = false;
  if (slashesDenoteHost || protocol !== undefined || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
    slashes = rest.startsWith('//');
    if (slashes && !hostless) {
      rest = rest.slice(2);
      url.slashes = true;
    }
  }
  if (!hostless && (slashes || (protocol !== undefined && !SLASHED.has(protocol)))) rest = parseAuthority(url, rest, address);
  if (!hostless) rest = escapeUnsafe(rest);
  parsePath(url, rest, lowerProtocol, queryAsObject);
  url.href = url.format();
  return url;
}

module.exports = { HOSTLESS, SLASHED, isIpv6, parseInto };
