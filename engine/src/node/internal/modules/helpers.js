// What both loaders share: builtins by name, the `require` function, which sources are modules.
'use strict';

const { builtins, requireBuiltin } = require('internal/builtins');
const profile = require('internal/profile');

/** Modules that only exist with the prefix `node:`. */
const PREFIX_ONLY = new Set(['ffi', 'sea', 'sqlite', 'test', 'test/reporters']);

/** What module.registerHooks() was given, the oldest first: see internal/modules/hooks. */
const hooks = [];

/** Modules that only some versions have: whether this one does. */
const ONLY_IN_SOME = {
  '__proto__': null,
  'ffi': profile.hasFfi,
  'inspector/promises': profile.hasInspectorPromises,
  'sea': profile.hasSea,
  'sqlite': profile.hasSqlite,
};

/** Whether a builtin's id is one that programs may use. */
function isPublic(id) {
  if (id.startsWith('_stream_')) return profile.hasStreamParts;
  return !id.startsWith('internal/') && ONLY_IN_SOME[id] !== false;
}

/** Names as `module.builtinModules` has them. */
function builtinModules() {
  const names = [...builtins].filter((id) => isPublic(id) && !PREFIX_ONLY.has(id));
  return profile.builtinModulesListsPrefixed ? [...names, ...[...PREFIX_ONLY].filter(isPublic).map((id) => `node:${id}`)] : names;
}

/** The id of a builtin that a request names, or undefined. */
function builtinId(request) {
  const prefixed = request.startsWith('node:');
  const id = prefixed ? request.slice(5) : request;
  if (!builtins.has(id) || !isPublic(id)) return undefined;
  return prefixed || !PREFIX_ONLY.has(id) ? id : undefined;
}

function isBuiltin(request) {
  return typeof request === 'string' && builtinId(request) !== undefined;
}

/** A builtin's exports, boxed; undefined when there is none. Throws ERR_UNKNOWN_BUILTIN_MODULE for a bad `node:` name. */
function loadBuiltin(request) {
  const id = builtinId(request);
  if (id !== undefined) return { id, exports: requireBuiltin(id) };
  if (request.startsWith('node:')) {
    const { codes: { ERR_UNKNOWN_BUILTIN_MODULE } } = require('internal/errors');
    throw new ERR_UNKNOWN_BUILTIN_MODULE(request);
  }
  return undefined;
}

function getBuiltinModule(name) {
  require('internal/validators').validateString(name, 'id');
  return isBuiltin(name) ? loadBuiltin(name).exports : undefined;
}

/** The `require` of a module. */
function makeRequireFunction(module, Module) {
  const { validateString } = require('internal/validators');
  const requireOf = function require(id) {
    return module.require(id);
  };
  requireOf.resolve = function resolve(request, options) {
    validateString(request, 'request');
    if (hooks.length > 0 && options === undefined) return require('internal/modules/cjs/hooked').resolveOnly(request, module);
    return Module._resolveFilename(request, module, false, options);
  };
  requireOf.resolve.paths = function paths(request) {
    validateString(request, 'request');
    return Module._resolveLookupPaths(request, module);
  };
  requireOf.main = process.mainModule;
  requireOf.extensions = Module._extensions;
  requireOf.cache = Module._cache;
  return requireOf;
}

/** Beginnings of V8's messages for sources that are modules and not scripts. */
const MODULE_SYNTAX = [
  'Cannot use import statement outside a module',
  "Unexpected token 'export'",
  "Cannot use 'import.meta' outside a module",
];
/** The same for what only a module without CommonJS names may do. */
const MODULE_ONLY_SYNTAX = ['await is only valid in async functions and the top level bodies of modules'];

/** Whether a script that does not compile is to be tried as a module: its package says nothing, its syntax does. */
function shouldRetryAsModule(error, filename, packageType) {
  if (!profile.detectsModuleSyntax || packageType !== 'none' || !filename.endsWith('.js')) return false;
  return error instanceof SyntaxError && [...MODULE_SYNTAX, ...MODULE_ONLY_SYNTAX].some((text) => error.message.startsWith(text));
}

/** The package.json that a specifier, or a file, belongs to. */
function findPackageJSON(specifier, base) {
  if (arguments.length === 0) {
    const { codes: { ERR_MISSING_ARGS } } = require('internal/errors');
    throw new ERR_MISSING_ARGS('specifier');
  }
  const path = require('path');
  const { packageScope, parseSpecifier, readPackage } = require('internal/modules/package');
  const { fileURLToPath } = require('internal/url');
  const toPath = (value) => (`${value}`.startsWith('file:') ? fileURLToPath(value) : `${value}`);
  const from = base === undefined ? process.cwd() : toPath(base);
  const name = parseSpecifier(`${specifier}`)?.name;
  if (name === undefined || `${specifier}`.startsWith('file:')) {
    const scope = packageScope(path.resolve(path.dirname(from), toPath(specifier)));
    return scope.exists ? scope.path : undefined;
  }
  const { nodeModulePaths } = require('internal/modules/cjs/resolve');
  const packages = nodeModulePaths(path.dirname(from)).map((folder) => path.join(folder, name, 'package.json'));
  return packages.find((file) => readPackage(file).exists);
}

module.exports = {
  hooks, builtinModules, builtinId, isBuiltin, loadBuiltin, getBuiltinModule, makeRequireFunction, shouldRetryAsModule, findPackageJSON,
};
