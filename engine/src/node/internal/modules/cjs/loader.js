// CommonJS modules: `require`, its cache and cycles, and the Module class. Node's doc: "Modules: CommonJS modules".
'use strict';

const { ObjectDefineProperty, ReflectApply, Symbol } = primordials;
const path = require('path');
const { readText } = require('internal/modules/files');
const { isRelative, nodeModulePaths, findPath, findImport, trySelf } = require('internal/modules/cjs/resolve');
const { isBuiltin, loadBuiltin, makeRequireFunction, builtinModules } = require('internal/modules/helpers');
const { packageScope } = require('internal/modules/package');
const { compileFunction } = internalBinding('contextify');

const WRAPPER_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
/** Whether a module's parent is waiting for it to finish loading, for warnings about cycles. */
const kIsMain = Symbol('kIsMain');

class Module {
  constructor(id = '', parent) {
    this.id = id;
    this.path = path.dirname(id);
    setExports(this, {});
    this.filename = null;
    this.loaded = false;
    this.children = [];
    ObjectDefineProperty(this, 'parent', { __proto__: null, value: parent, enumerable: false, configurable: true, writable: true });
    if (parent && !parent.children.includes(this)) parent.children.push(this);
  }

  /** Loads a module as this one would require it. */
  require(id) {
    const { validateString } = require('internal/validators');
    const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
    validateString(id, 'id');
    if (id === '') throw new ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string');
    return Module._load(id, this, false);
  }

  /** Reads and runs the file. */
  load(filename) {
    this.filename = filename;
    this.paths = nodeModulePaths(path.dirname(filename));
    Module._extensions[extensionOf(filename)](this, filename);
    this.loaded = true;
  }

  /** Runs `content` as this module's body. */
  _compile(content, filename) {
    return runWrapped(this, wrapSafe(content, filename), filename);
  }
}

function setExports(module, exports) {
  module.exports = exports;
}

function runWrapped(module, wrapper, filename) {
  const require = makeRequireFunction(module, Module);
  return ReflectApply(wrapper, module.exports, [module.exports, require, module, filename, path.dirname(filename)]);
}

function wrapSafe(content, filename) {
  if (content.startsWith('#!')) content = `//${content}`;
  return compileFunction(content, filename, WRAPPER_PARAMETERS);
}

/** The longest registered extension of a file name; `.js` when none is. */
function extensionOf(filename) {
  const name = path.basename(filename);
  for (let at = name.indexOf('.', 1); at > 0; at = name.indexOf('.', at + 1)) {
    const extension = name.slice(at);
    if (Module._extensions[extension]) return extension;
  }
  return '.js';
}

Module._cache = { __proto__: null };
Module._pathCache = { __proto__: null };
Module._extensions = { __proto__: null };
Module.globalPaths = ['/home/user/.node_modules', '/home/user/.node_libraries', '/usr/local/lib/node'];
Module._nodeModulePaths = nodeModulePaths;
Module._findPath = (request, paths) => findPath(request, paths, Object.keys(Module._extensions));
Module.builtinModules = builtinModules();
Module.isBuiltin = isBuiltin;
Module.Module = Module;
Module.wrap = (script) => `${Module.wrapper[0]}${script}${Module.wrapper[1]}`;
Module.wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];

Module._resolveLookupPaths = function(request, parent) {
  if (isBuiltin(request)) return null;
  if (!isRelative(request)) return [...(parent?.paths ?? []), ...Module.globalPaths];
  return [parent?.filename ? path.dirname(parent.filename) : '.'];
};

/** The file, or builtin, that a request leads to. Throws MODULE_NOT_FOUND. */
Module._resolveFilename = function(request, parent, isMain, options) {
  if (isBuiltin(request)) return request;
  const extensions = Object.keys(Module._extensions);
  const parentFile = parent?.filename ?? undefined;
  if (request.startsWith('#') && parentFile) {
    const imported = findImport(request, parentFile, extensions);
    if (imported) return imported;
  }
  const self = trySelf(request, parentFile);
  if (self !== undefined) return self;
  const found = findPath(request, lookupPaths(request, parent, options), extensions, parentFile);
  if (found) return found;
  throw notFound(request, parent);
};

function lookupPaths(request, parent, options) {
  if (!Array.isArray(options?.paths)) return Module._resolveLookupPaths(request, parent);
  if (isRelative(request)) return options.paths;
  return options.paths.flatMap((from) => [...nodeModulePaths(from), ...Module.globalPaths]);
}

function notFound(request, parent) {
  const requireStack = [];
  for (let at = parent; at; at = at.parent) requireStack.push(at.filename || at.id);
  let message = `Cannot find module '${request}'`;
  if (requireStack.length > 0) message += `\nRequire stack:\n- ${requireStack.join('\n- ')}`;
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = requireStack;
  return error;
}

/** Loads a module once, and gives its exports: those it has so far when it is being loaded. */
Module._load = function(request, parent, isMain) {
  if (request.startsWith('node:') || isBuiltin(request)) {
    const builtin = loadBuiltin(request);
    if (builtin !== undefined) return builtin.exports;
  }
  const filename = Module._resolveFilename(request, parent, isMain);
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    if (parent && !parent.children.includes(cached)) parent.children.push(cached);
    return cached.exports;
  }
  if (isBuiltin(filename)) return loadBuiltin(filename).exports;
  const module = new Module(filename, parent);
  if (isMain) {
    setMain(module);
  }
  Module._cache[filename] = module;
  let finished = false;
  try {
    module.load(filename);
    finished = true;
  } finally {
    // A module that threw is run anew by the next require.
    if (!finished) {
      delete Module._cache[filename];
      if (parent) parent.children = parent.children.filter((child) => child !== module);
    }
  }
  return module.exports;
};

function setMain(module) {
  process.mainModule = module;
  module.id = '.';
  module[kIsMain] = true;
}

Module._extensions['.js'] = function(module, filename) {
  const content = readText(filename);
  const isScript = filename.endsWith('.js') ? packageScope(filename).type : 'commonjs';
  if (isScript === 'module') {
    requireModule(module, filename, content);
    return;
  }
  const wrapper = isScript === 'none' ? wrapUnlessModule(content, filename) : wrapSafe(content, filename);
  if (wrapper === undefined) requireModule(module, filename, content);
  else runWrapped(module, wrapper, filename);
};

/** The wrapper of a source that does not say what it is; undefined when it can only be a module. */
function wrapUnlessModule(content, filename) {
  try {
    return wrapSafe(content, filename);
  } catch (error) {
    if (require('internal/modules/helpers').shouldRetryAsModule(error, filename, 'none')) return undefined;
  }
  // Thrown from here, the error keeps the place in the program.
  return wrapSafe(content, filename);
}

Module._extensions['.json'] = function(module, filename) {
  const content = readText(filename);
  try {
    setExports(module, JSON.parse(content.startsWith('\uFEFF') ? content.slice(1) : content));
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
};

Module._extensions['.node'] = function(module, filename) {
  const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
  throw new ERR_LOOPSCOPE_UNSUPPORTED(`the native addon ${filename}`);
};

/** An ECMAScript module by require. */
function requireModule(module, filename, content) {
  setExports(module, require('internal/modules/esm/loader').requireModule(filename, module, content));
}
// Found when it is looked for, but not listed among the extensions to try.
ObjectDefineProperty(Module._extensions, '.mjs', {
  __proto__: null,
  configurable: true,
  enumerable: false,
  writable: true,
  value: (module, filename) => requireModule(module, filename, readText(filename)),
});

/** A `require` for a file name or file URL. */
Module.createRequire = function(from) {
  const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
  const { fileURLToPath } = require('internal/url');
  const isUrl = typeof from === 'object' || (typeof from === 'string' && from.startsWith('file:'));
  const file = isUrl ? fileURLToPath(from) : from;
  if (typeof file !== 'string' || !path.isAbsolute(file)) {
    throw new ERR_INVALID_ARG_VALUE('filename', from, 'must be a file URL object, file URL string, or absolute path string');
  }
  const module = new Module(file.endsWith('/') ? path.join(file, 'noop.js') : file);
  module.filename = module.id;
  module.paths = nodeModulePaths(path.dirname(module.id));
  return makeRequireFunction(module, Module);
};

Module.syncBuiltinESMExports = () => require('internal/modules/esm/records').syncBuiltins();
Module._preloadModules = function(requests) {
  if (requests.length === 0) return;
  const parent = new Module('internal/preload', null);
  parent.paths = nodeModulePaths(process.cwd());
  parent.filename = path.join(process.cwd(), 'noop.js');
  for (const request of requests) parent.require(request);
};
Module._initPaths = () => {};
Module.runMain = () => require('internal/modules/run_main').runMain();
Module.register = () => {
  const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
  throw new ERR_LOOPSCOPE_UNSUPPORTED('module.register()');
};
Module.findPackageJSON = (specifier, base) => require('internal/modules/helpers').findPackageJSON(specifier, base);
Module.enableCompileCache = () => ({ status: 3 });
Module.constants = { compileCacheStatus: { FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 } };

module.exports = { Module };
