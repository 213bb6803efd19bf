// CommonJS modules: `require`, its cache and cycles, and the Module class. Node's doc: "Modules: CommonJS modules".
'use strict';

const { ObjectDefineProperty, ReflectApply, SafeMap, SafeWeakMap, Symbol } = primordials;
const path = require('path');
const { readText } = require('internal/modules/files');
const { isRelative, nodeModulePaths, findPath, findImport, trySelf } = require('internal/modules/cjs/resolve');
const { hooks, isBuiltin, loadBuiltin, makeRequireFunction, builtinModules } = require('internal/modules/helpers');
const { packageScope } = require('internal/modules/package');
const profile = require('internal/profile');
const { exportsInCycle, leaveCycle } = require('internal/modules/cjs/cycles');
const { compileFunction } = internalBinding('contextify');

const WRAPPER_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
/** Marks the program's first module. */
const kIsMain = Symbol('kIsMain');
const parents = new SafeWeakMap();
let isPreloading = false;

class Module {
  constructor(id = '', parent) {
    this.id = id;
    this.path = path.dirname(id);
    setExports(this, {});
    this.filename = null;
    this.loaded = false;
    this.children = [];
    parents.set(this, parent);
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
    this.paths = Module._nodeModulePaths(path.dirname(filename));
    Module._extensions[extensionOf(filename)](this, filename);
    this.loaded = true;
  }

  /** Runs `content` as this module's body; a source of no known format may turn out to be a module. */
  _compile(content, filename, format) {
    const wrapper = format === 'commonjs' ? wrapSafe(content, filename) : wrapUnlessModule(content, filename);
    if (wrapper === undefined) {
      requireModule(this, filename, content);
      return undefined;
    }
    const require = makeRequireFunction(this, Module);
    return ReflectApply(wrapper, this.exports, [this.exports, require, this, filename, path.dirname(filename)]);
  }
}

/** Who required a module first; writable, as programs have done for long. */
ObjectDefineProperty(Module.prototype, 'parent', {
  __proto__: null,
  enumerable: false,
  configurable: true,
  get() { return parents.get(this); },
  set(parent) { parents.set(this, parent); },
});
/** Whether the module belongs to what `--require` loads. */
ObjectDefineProperty(Module.prototype, 'isPreloading', {
  __proto__: null, enumerable: false, configurable: true, get: () => isPreloading,
});

function setExports(module, exports) {
  module.exports = exports;
}

function wrapSafe(content, filename) {
  if (isWrapperPatched) return require('vm').runInThisContext(Module.wrap(content), { filename });
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
Module.globalPaths = [];
/** Where packages are looked for behind all folders: what `globalPaths` shows a copy of. */
let modulePaths = [];
Module._nodeModulePaths = nodeModulePaths;
Module._findPath = (request, paths) => findPath(request, paths, Object.keys(Module._extensions));
Module.builtinModules = Object.freeze(builtinModules());
Module.isBuiltin = isBuiltin;
Module.Module = Module;
/** Whether a program has put a wrapper of its own in place: then its modules are compiled as that says. */
let isWrapperPatched = false;
const patchable = (name, value) => ObjectDefineProperty(Module, name, {
  __proto__: null,
  enumerable: false,
  configurable: true,
  get: () => value,
  set(given) {
    isWrapperPatched = true;
    value = given;
  },
});
patchable('wrapper', new Proxy(['(function (exports, require, module, __filename, __dirname) { ', '\n});'], {
  __proto__: null,
  set(target, name, value, receiver) {
    isWrapperPatched = true;
    return Reflect.set(target, name, value, receiver);
  },
}));
patchable('wrap', (script) => `${Module.wrapper[0]}${script}${Module.wrapper[1]}`);

Module._resolveLookupPaths = function(request, parent) {
  if (isBuiltin(request)) return null;
  if (!isRelative(request)) return [...(parent?.paths ?? []), ...modulePaths];
  return [parent?.filename ? path.dirname(parent.filename) : '.'];
};

/** The file, or builtin, that a request leads to. Throws MODULE_NOT_FOUND. */
Module._resolveFilename = function(request, parent, isMain, options) {
  if (isBuiltin(request)) return request;
  const extensions = Object.keys(Module._extensions);
  const parentFile = parent?.filename ?? undefined;
  if (request.startsWith('#') && parentFile && packageScope(parentFile).imports !== undefined) {
    const imported = findImport(request, parentFile, extensions);
    if (imported) return imported;
  }
  const self = trySelf(request, parentFile);
  if (self !== undefined) return self;
  const found = Module._findPath(request, lookupPaths(request, parent, options), isMain);
  if (found) return found;
  throw notFound(request, parent);
};

function lookupPaths(request, parent, options) {
  if (options?.paths === undefined) return Module._resolveLookupPaths(request, parent);
  if (!Array.isArray(options.paths)) {
    const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_VALUE('options.paths', options.paths);
  }
  if (isRelative(request)) return options.paths;
  return options.paths.flatMap((from) => [...nodeModulePaths(from), ...modulePaths]);
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

/** Files by the folder and request that led there: a request is resolved once as long as its module is cached. */
const resolved = new SafeMap();

/** The exports of a cached module, for one that requires it. */
function shareCached(cached, parent) {
  if (parent && !parent.children.includes(cached)) parent.children.push(cached);
  return cached.loaded || !profile.warnsOfCycles ? cached.exports : exportsInCycle(cached);
}

/** Loads a module once, and gives its exports: those it has so far when it is being loaded. */
Module._load = function(request, parent, isMain) {
  const key = parent ? `${parent.path}\0${request}` : undefined;
  const known = Module._cache[resolved.get(key)];
  if (known !== undefined) return shareCached(known, parent);
  let filename;
  if (hooks.length > 0 && !presets.has(request)) {
    const { builtin, file } = require('internal/modules/cjs/hooked').resolveRequest(request, parent, isMain);
    if (builtin !== undefined) return builtin;
    filename = file;
  } else {
    if (request.startsWith('node:')) return loadBuiltin(request).exports;
    filename = Module._resolveFilename(request, parent, isMain);
  }
  if (key !== undefined) resolved.set(key, filename);
  const cached = Module._cache[filename];
  if (cached !== undefined) return shareCached(cached, parent);
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
    } else {
      leaveCycle(module);
    }
  }
  return module.exports;
};

function setMain(module) {
  process.mainModule = module;
  module.id = '.';
  module[kIsMain] = true;
}

/** The format that a file's name and package tell; undefined when they say nothing. */
function formatOf(filename) {
  if (!filename.endsWith('.js')) return filename.endsWith('.mjs') ? 'module' : filename.endsWith('.json') ? 'json' : 'commonjs';
  const { type } = packageScope(filename);
  return type === 'none' ? undefined : type;
}

/** A file's source and format, as hooks have them if there are any. */
function sourceOf(filename) {
  const format = formatOf(filename);
  if (hooks.length === 0 && presets.size === 0) return { source: readText(filename), format };
  return require('internal/modules/cjs/hooked').loadFile(filename, format, presets);
}

/** Sources that a hook gave for CommonJS modules that are imported, by file. */
const presets = new SafeMap();

Module._extensions['.js'] = function(module, filename) {
  const { source, format } = sourceOf(filename);
  if (format === 'module') requireModule(module, filename, source);
  else if (format === 'json') setExports(module, parseJson(source, filename));
  else module._compile(source, filename, format);
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

function parseJson(content, filename) {
  try {
    return JSON.parse(content.startsWith('\uFEFF') ? content.slice(1) : content);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
}

Module._extensions['.json'] = function(module, filename) {
  setExports(module, parseJson(sourceOf(filename).source, filename));
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
  value: (module, filename) => requireModule(module, filename, sourceOf(filename).source),
});

/** A `require` for a file name or file URL. */
Module.createRequire = function(from) {
  const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
  const { fileURLToPath } = require('internal/url');
  const isUrl = from instanceof require('internal/url').URL || (typeof from === 'string' && from.startsWith('file:'));
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
  isPreloading = true;
  for (const request of requests) parent.require(request);
  isPreloading = false;
};
/** Reads where packages of the whole machine lie. Node's doc: "Modules: CommonJS modules", Loading from the global folders. */
Module._initPaths = function() {
  const { HOME: home, NODE_PATH: given } = process.env;
  modulePaths = [
    ...(given ? given.split(':').filter(Boolean) : []),
    ...(home ? [`${home}/.node_modules`, `${home}/.node_libraries`] : []),
    path.resolve(process.execPath, '../../lib/node'),
  ];
  Module.globalPaths = [...modulePaths];
};
Module.runMain = () => require('internal/modules/run_main').runMain();
Module.register = () => {
  const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
  throw new ERR_LOOPSCOPE_UNSUPPORTED('module.register()');
};
Module.findPackageJSON = (...args) => require('internal/modules/helpers').findPackageJSON(...args);
Module.enableCompileCache = () => ({ status: 3 });
Module.constants = { compileCacheStatus: { FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 } };

module.exports = { Module, presets };
