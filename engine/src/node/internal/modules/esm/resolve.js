// Where an import leads. Node's doc: "Modules: ECMAScript modules", resolution algorithm.
'use strict';

const path = require('path');
const { internalModuleStat, realpath } = require('internal/modules/files');
const {
  conditions, packageScope, parseSpecifier, readPackage, resolveExports, resolveImports,
} = require('internal/modules/package');
const { builtinId } = require('internal/modules/helpers');
const profile = require('internal/profile');

/** Formats by extension; `.js` depends on the package. */
const FORMATS = { '__proto__': null, '.mjs': 'module', '.cjs': 'commonjs', '.json': 'json', '.wasm': 'wasm', '.node': 'addon' };

const isRelative = (specifier) => /^(\.{0,2}\/|\.{1,2}$)/.test(specifier);

function parseUrl(text, base) {
  const { URL } = require('internal/url');
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/**
 * Resolves a specifier.
 * @param {string} specifier
 * @param {string} parentUrl
 * @returns {{url: string, format: string}} throws ERR_MODULE_NOT_FOUND and its kin
 */
function resolve(specifier, parentUrl) {
  const builtin = builtinId(specifier);
  if (builtin !== undefined) return { url: `node:${builtin}`, format: 'builtin' };
  const url = toUrl(specifier, parentUrl);
  if (url.protocol === 'data:') return { url: url.href, format: dataFormat(url.href) };
  if (url.protocol === 'node:') throw unknownBuiltin(url.href);
  if (url.protocol !== 'file:') throw unsupportedScheme(url);
  return resolveFile(url, parentUrl, specifier);
}

function toUrl(specifier, parentUrl) {
  const { pathToFileURL } = require('internal/url');
  if (isRelative(specifier)) {
    const url = parseUrl(specifier, parentUrl);
    if (url !== undefined) return url;
  } else if (specifier.startsWith('#')) {
    const resolved = resolveImports(specifier, pathOf(parentUrl), conditions('import'));
    if (path.isAbsolute(resolved)) return pathToFileURL(resolved);
    return toUrl(resolved, parentUrl);
  } else {
    const url = parseUrl(specifier);
    if (url !== undefined) return url;
    const { url: builtin } = builtinId(specifier) === undefined ? {} : { url: `node:${builtinId(specifier)}` };
    return builtin === undefined ? resolvePackage(specifier, parentUrl) : parseUrl(builtin);
  }
  const { codes: { ERR_UNSUPPORTED_RESOLVE_REQUEST, ERR_INVALID_MODULE_SPECIFIER } } = require('internal/errors');
  throw profile.hasUnsupportedResolveRequest ?
    new ERR_UNSUPPORTED_RESOLVE_REQUEST(specifier, parentUrl) :
    new ERR_INVALID_MODULE_SPECIFIER(specifier, 'is not a valid URL', parentUrl);
}

function pathOf(url) {
  return url.startsWith('file:') ? require('internal/url').fileURLToPath(url) : url;
}

/** A bare specifier: through the nearest node_modules folder that has the package. */
function resolvePackage(specifier, parentUrl) {
  const { pathToFileURL } = require('internal/url');
  const { codes: { ERR_INVALID_MODULE_SPECIFIER, ERR_MODULE_NOT_FOUND } } = require('internal/errors');
  const parsed = parseSpecifier(specifier);
  if (parsed === undefined) throw new ERR_INVALID_MODULE_SPECIFIER(specifier, 'is not a valid package name', pathOf(parentUrl));
  const parentFile = pathOf(parentUrl);
  const self = packageScope(parentFile);
  if (self.exists && self.exports !== undefined && self.name === parsed.name) {
    return pathToFileURL(resolveExports(self, parsed.subpath, parentFile, conditions('import')));
  }
  for (let folder = path.dirname(parentFile); ; folder = path.dirname(folder)) {
    const root = path.join(folder, 'node_modules', parsed.name);
    if (internalModuleStat(root) === 1) return pathToFileURL(packageTarget(root, parsed, specifier, parentFile));
    if (folder === path.dirname(folder)) break;
  }
  throw new ERR_MODULE_NOT_FOUND(parsed.name, parentFile, undefined);
}

function packageTarget(root, { subpath }, specifier, parentFile) {
  const pkg = readPackage(path.join(root, 'package.json'), `"${specifier}" from ${parentFile}`);
  if (pkg.exports !== undefined) return resolveExports(pkg, subpath, parentFile, conditions('import'));
  if (subpath !== '.') return path.join(root, subpath);
  const tries = pkg.main ? [pkg.main, `${pkg.main}.js`, `${pkg.main}.json`, `${pkg.main}/index.js`] : [];
  const found = [...tries, 'index.js', 'index.json'].map((file) => path.join(root, file))
    .find((file) => internalModuleStat(file) === 0);
  if (found !== undefined) return found;
  const { codes: { ERR_MODULE_NOT_FOUND } } = require('internal/errors');
  throw new ERR_MODULE_NOT_FOUND(path.join(root, pkg.main ?? 'index.js'), parentFile, undefined);
}

function resolveFile(url, parentUrl, specifier) {
  const { fileURLToPath, pathToFileURL } = require('internal/url');
  const { codes } = require('internal/errors');
  if (/%2f|%5c/i.test(url.pathname)) {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(url.pathname, 'must not include encoded "/" or "\\" characters', pathOf(parentUrl));
  }
  const file = fileURLToPath(url);
  const kind = internalModuleStat(file.endsWith('/') ? file.slice(0, -1) : file);
  if (kind === 1) throw new codes.ERR_UNSUPPORTED_DIR_IMPORT(file, pathOf(parentUrl), url.href);
  if (kind !== 0) {
    const error = new codes.ERR_MODULE_NOT_FOUND(file, parentUrl && pathOf(parentUrl), url.href);
    error.message += betterSpecifier(specifier, file, parentUrl);
    throw error;
  }
  const real = pathToFileURL(realpath(file));
  real.search = url.search;
  real.hash = url.hash;
  return { url: real.href, format: fileFormat(realpath(file)) };
}

/** The hint at a file that require() would have found for a bare specifier: '' when there is none. */
function betterSpecifier(specifier, file, parentUrl) {
  if (isRelative(specifier) || specifier.startsWith('#') || parseUrl(specifier) !== undefined) return '';
  const found = require('internal/modules/cjs/resolve').findPath(file, [path.dirname(pathOf(parentUrl))], ['.js', '.json', '.node']);
  if (!found || !found.startsWith(realpath(path.dirname(file)))) return '';
  const better = specifier + found.slice(file.length);
  return `\nDid you mean to import ${profile.importHintsAreQuoted ? `"${better}"` : better}?`;
}

/** What a file holds, by its extension and its package's `type`. Throws ERR_UNKNOWN_FILE_EXTENSION. */
function fileFormat(file) {
  const extension = path.extname(file);
  if (extension === '.js') {
    const { type } = packageScope(file);
    return type === 'module' ? 'module' : type === 'none' ? 'commonjs-or-module' : 'commonjs';
  }
  const format = FORMATS[extension];
  if (format !== undefined) return format;
  if (extension === '') return packageScope(file).type === 'module' ? 'module' : 'commonjs';
  const { codes: { ERR_UNKNOWN_FILE_EXTENSION } } = require('internal/errors');
  throw new ERR_UNKNOWN_FILE_EXTENSION(extension, file);
}

function dataFormat(href) {
  const mime = /^data:([^,;]*)/.exec(href)[1];
  if (mime === 'text/javascript' || mime === 'application/javascript') return 'module';
  if (mime === 'application/json') return 'json';
  const { codes: { ERR_UNKNOWN_MODULE_FORMAT } } = require('internal/errors');
  throw new ERR_UNKNOWN_MODULE_FORMAT(mime, href);
}

function unknownBuiltin(href) {
  const { codes: { ERR_UNKNOWN_BUILTIN_MODULE } } = require('internal/errors');
  return new ERR_UNKNOWN_BUILTIN_MODULE(href);
}

function unsupportedScheme(url) {
  const { codes: { ERR_UNSUPPORTED_ESM_URL_SCHEME } } = require('internal/errors');
  // Of addresses in the web, Node 22 and later say at an earlier check, which knows fewer schemes.
  const isWeb = profile.webImportsFailEarly && /^https?:$/.test(url.protocol);
  return new ERR_UNSUPPORTED_ESM_URL_SCHEME(url, isWeb ? ['file', 'data'] : ['file', 'data', 'node']);
}

module.exports = { resolve };
