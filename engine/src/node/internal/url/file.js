// Between file URLs and paths, and from a URL to the options of an HTTP request. Answers to Node's doc "URL".
'use strict';

const {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_FILE_URL_HOST, ERR_INVALID_FILE_URL_PATH, ERR_INVALID_URL_SCHEME,
} = require('internal/errors').codes;
const { kValidateObjectAllowObjects, validateObject, validateString } = require('internal/validators');
const profile = require('internal/profile');

/** Whether a value is a URL of this or another realm, and not one of `url.parse`. */
function isURL(self) {
  return Boolean(self?.href && self.protocol && self.auth === undefined && self.path === undefined);
}

/** A pathname of a file URL without its escapes, which must hide no separator. */
function checkedPathname(url, separators, names) {
  if (separators.test(url.pathname)) throw new ERR_INVALID_FILE_URL_PATH(`must not include encoded ${names} characters`, url);
  return url.pathname;
}

function windowsPath(url) {
  const pathname = decodeURIComponent(checkedPathname(url, /%2f|%5c/i, '\\ or /').replaceAll('/', '\\'));
  if (url.hostname !== '') {
    return `\\\\${require('internal/url').domainToUnicode(url.hostname)}${pathname}`;
  }
  if (!/^\\[a-zA-Z]:/.test(pathname)) throw new ERR_INVALID_FILE_URL_PATH('must be absolute', url);
  return pathname.slice(1);
}

function posixPath(url) {
  if (url.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST('linux');
  return decodeURIComponent(checkedPathname(url, /%2f/i, '/'));
}

/** The URL that a path argument stands for; it must have the scheme `file:`. */
function fileUrlOf(path) {
  if (typeof path === 'string') path = new (require('internal/url').URL)(path);
  else if (!isURL(path)) throw new ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], path);
  if (path.protocol !== 'file:') throw new ERR_INVALID_URL_SCHEME('file');
  return path;
}

/**
 * The path of a file URL.
 * @param {string|URL} path
 * @param {{windows?: boolean}} [options]
 * @returns {string}
 */
function fileURLToPath(path, options = undefined) {
  const url = fileUrlOf(path);
  return profile.fileUrlsKnowWindows && options?.windows ? windowsPath(url) : posixPath(url);
}

/** The path of a file URL as bytes: its escapes need not be UTF-8. */
function fileURLToPathBuffer(path, options = undefined) {
  const { Buffer } = require('buffer');
  const url = fileUrlOf(path);
  if (options?.windows) return Buffer.from(windowsPath(url));
  if (url.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST('linux');
  const pathname = checkedPathname(url, /%2f/i, '/');
  return Buffer.from(pathname.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
}

/** The characters of a path that a URL would take for its own; from Node 20 on also those that RFC 1738 calls unsafe. */
const SPECIAL = profile.fileUrlsKnowWindows ? /[%\n\r\t?#[\]^|~]/g : /[%\n\r\t?#]/g;

const escapePath = (path) => path.replace(SPECIAL, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/** The file URL of a Windows path; a share becomes the host. */
function windowsFileUrl(filepath) {
  const { URL } = require('internal/url');
  const path = require('path').win32;
  const resolved = path.resolve(filepath);
  const escaped = (text) => escapePath(text.replaceAll('\\', '/'));
  if (!filepath.startsWith('\\\\')) {
    const trailing = /[\\/]$/.test(filepath) && !resolved.endsWith('\\') ? '/' : '';
    return new URL(`file:///${escaped(resolved)}${trailing}`);
  }
  const extended = filepath.startsWith('\\\\?\\UNC\\');
  const share = extended ? `\\\\${filepath.slice(8)}` : filepath;
  const hostEnd = share.indexOf('\\', 2);
  if (hostEnd === -1) throw new ERR_INVALID_ARG_VALUE('path', share, 'Missing UNC resource path');
  if (hostEnd === 2) throw new ERR_INVALID_ARG_VALUE('path', share, 'Empty UNC servername');
  const url = new URL('file://');
  url.hostname = share.slice(2, hostEnd);
  url.pathname = escaped(share.slice(hostEnd));
  return url;
}

function toFileUrl(filepath, options) {
  validateString(filepath, 'path');
  if (profile.fileUrlsKnowWindows && options?.windows) return windowsFileUrl(filepath);
  const { URL } = require('internal/url');
  const resolved = require('path').resolve(filepath);
  // `resolve` drops a trailing slash, which in a URL tells a directory.
  const trailing = filepath.endsWith('/') && !resolved.endsWith('/') ? '/' : '';
  return new URL(`file://${escapePath(resolved).replaceAll('\\', '%5C')}${trailing}`);
}

/** The file URL of a path, relative ones resolved. */
const pathToFileURL = profile.fileUrlsKnowWindows ?
  function pathToFileURL(filepath, options) { return toFileUrl(filepath, options); } :
  function pathToFileURL(filepath) { return toFileUrl(filepath); };

/** A path as it is, or that of a file URL: what `fs` accepts. */
function toPathIfFileURL(fileURLOrPath) {
  return isURL(fileURLOrPath) ? fileURLToPath(fileURLOrPath) : fileURLOrPath;
}

/** The options of `http.request` for a URL, with the URL's own enumerable properties. */
function urlToHttpOptions(url) {
  if (profile.urlOptionsAreChecked) validateObject(url, 'url', kValidateObjectAllowObjects);
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: hostname && hostname[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

module.exports = { fileURLToPath, fileURLToPathBuffer, isURL, pathToFileURL, toPathIfFileURL, urlToHttpOptions };
