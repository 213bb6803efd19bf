// Where a CommonJS request leads: files, folders, packages. Node's doc: "Modules: CommonJS", "All together".
'use strict';

const path = require('path');
const { internalModuleStat, realpath } = require('internal/modules/files');
const {
  conditions, packageScope, parseSpecifier, readPackage, resolveExports, resolveImports,
} = require('internal/modules/package');

const isRelative = (request) => /^\.{1,2}(\/|$)/.test(request);

/** The node_modules folders that are looked through from `folder` on. */
function nodeModulePaths(folder) {
  const paths = [];
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (path.basename(at) !== 'node_modules') paths.push(path.join(at, 'node_modules'));
    if (at === '/') return paths;
  }
}

/** `file`, or `file` with the first extension that exists. */
function tryFile(file, extensions) {
  if (internalModuleStat(file) === 0) return realpath(file);
  for (const extension of extensions) {
    if (internalModuleStat(file + extension) === 0) return realpath(file + extension);
  }
  return undefined;
}

/** The entry of a folder: its package.json's `main`, else an index file. */
function tryFolder(folder, extensions, request) {
  const pkg = readPackage(path.join(folder, 'package.json'));
  if (pkg.main) {
    const main = path.resolve(folder, pkg.main);
    const found = tryFile(main, extensions) ?? tryFile(path.join(main, 'index'), extensions);
    if (found !== undefined) return found;
  }
  const index = tryFile(path.join(folder, 'index'), extensions);
  if (index === undefined && pkg.main) throw missingMain(folder, pkg, request);
  return index;
}

function missingMain(folder, pkg, request) {
  const error = new Error(
    `Cannot find module '${path.resolve(folder, pkg.main)}'. Please verify that the package.json has a valid "main" entry`);
  error.code = 'MODULE_NOT_FOUND';
  error.path = pkg.path;
  error.requestPath = request;
  return error;
}

function tryPath(base, request, extensions) {
  const mustBeFolder = /(^|\/)\.{0,2}$|\/$/.test(request);
  const kind = internalModuleStat(base);
  if (!mustBeFolder) {
    const file = kind === 0 ? realpath(base) : tryFile(base, extensions);
    if (file !== undefined) return file;
  }
  return kind === 1 ? tryFolder(base, extensions, request) : undefined;
}

/** A package by its own name, if it has `exports`. */
function trySelf(request, parentFile) {
  const specifier = parentFile && parseSpecifier(request);
  const pkg = specifier && packageScope(parentFile);
  if (!pkg || pkg.exports === undefined || pkg.name !== specifier.name) return undefined;
  return checkExported(resolveExports(pkg, specifier.subpath, parentFile, conditions('require')), pkg);
}

/** A target of a package's `exports` or `imports` must exist as it stands: no extension is tried. */
function checkExported(file, pkg) {
  if (internalModuleStat(file) === 0) return realpath(file);
  const error = new Error(`Cannot find module '${file}'`);
  error.code = 'MODULE_NOT_FOUND';
  error.path = pkg.path;
  throw error;
}

function tryPackage(folder, request, extensions) {
  const specifier = parseSpecifier(request);
  if (specifier !== undefined) {
    const pkg = readPackage(path.join(folder, specifier.name, 'package.json'));
    if (pkg.exists && pkg.exports !== undefined) {
      return checkExported(resolveExports(pkg, specifier.subpath, undefined, conditions('require')), pkg);
    }
  }
  return tryPath(path.resolve(folder, request), request, extensions);
}

/**
 * Finds a request's file.
 * @param {string} request
 * @param {string[]} paths folders to look through: node_modules folders, or the parent's folder for a relative one
 * @returns {string|false}
 */
function findPath(request, paths, extensions) {
  if (path.isAbsolute(request)) return tryPath(request, request, extensions) ?? false;
  for (const folder of paths) {
    if (internalModuleStat(folder) !== 1) continue;
    const found = isRelative(request) ?
      tryPath(path.resolve(folder, request), request, extensions) :
      tryPackage(folder, request, extensions);
    if (found !== undefined) return found;
  }
  return false;
}

/** A `#name` request of a package's own `imports`. */
function findImport(request, parentFile, extensions) {
  const resolved = resolveImports(request, parentFile, conditions('require'));
  if (path.isAbsolute(resolved)) return checkExported(resolved, packageScope(parentFile));
  return findPath(resolved, nodeModulePaths(path.dirname(parentFile)), extensions);
}

module.exports = { isRelative, nodeModulePaths, findPath, findImport, trySelf };
