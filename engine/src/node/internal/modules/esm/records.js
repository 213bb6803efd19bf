// From a URL to a module record of V8: source text, CommonJS, JSON and builtins. Node's "translators".
'use strict';

const { readText } = require('internal/modules/files');
const { loadBuiltin, shouldRetryAsModule } = require('internal/modules/helpers');
const { compileModule, createSynthetic, setSyntheticExport } = internalBinding('module_wrap');
const profile = require('internal/profile');

/** @typedef {{url: string, format: string, id: number}} ModuleRecord */

/**
 * Makes the record for a resolved URL.
 * @param {string} url
 * @param {string} format
 * @param {string} [source] when it is known already
 */
function createRecord(url, format, source) {
  switch (format) {
    case 'builtin': return { url, format, id: builtinModule(url) };
    case 'json': return { url, format, id: jsonModule(url, source) };
    case 'commonjs': return { url, format, id: commonjsModule(url, source) };
    case 'commonjs-or-module': return ambiguousModule(url, source);
    case 'module': return { url, format, id: compileModule(source ?? sourceOf(url), url) };
    default: {
      const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
      throw new ERR_LOOPSCOPE_UNSUPPORTED(`importing ${format} modules`);
    }
  }
}

function sourceOf(url) {
  if (url.startsWith('data:')) return dataSource(url);
  const text = readText(require('internal/url').fileURLToPath(url));
  return text.startsWith('#!') ? `//${text}` : text;
}

function dataSource(url) {
  const [, base64, body] = /^data:[^,;]*(?:;[^,;]*?)*?(;base64)?,([^]*)$/.exec(url);
  const text = decodeURIComponent(body);
  return base64 ? Buffer.from(text, 'base64').toString() : text;
}

/** A `.js` file whose package says nothing: CommonJS, unless only a module can be written like that. */
function ambiguousModule(url, source) {
  const file = url.startsWith('file:') ? require('internal/url').fileURLToPath(url) : url;
  const text = source ?? sourceOf(url);
  try {
    internalBinding('contextify').compileFunction(text, file, ['exports', 'require', 'module', '__filename', '__dirname']);
  } catch (error) {
    if (shouldRetryAsModule(error, file, 'none')) return { url, format: 'module', id: compileModule(text, url) };
  }
  return { url, format: 'commonjs', id: commonjsModule(url, source) };
}

function builtinModule(url) {
  const { exports } = loadBuiltin(url);
  const names = Object.keys(exports).filter((name) => name !== 'default');
  const id = createSynthetic(url, [...names, 'default'], () => syncBuiltin(id, exports, names));
  builtinRecords.push({ id, exports, names });
  return id;
}

const builtinRecords = [];

function syncBuiltin(id, exports, names) {
  for (const name of names) setSyntheticExport(id, name, exports[name]);
  setSyntheticExport(id, 'default', exports.default ?? exports);
}

/** Brings the named exports of builtins up to date: module.syncBuiltinESMExports(). */
function syncBuiltins() {
  for (const { id, exports, names } of builtinRecords) syncBuiltin(id, exports, names);
}

/** JSON from a file is the same object for import and require: both look in CommonJS's cache. */
function jsonModule(url, source) {
  const { Module } = require('internal/modules/cjs/loader');
  const file = url.startsWith('file:') ? require('internal/url').fileURLToPath(url) : url;
  let module = Module._cache[file];
  if (!module?.loaded) {
    module = new Module(file);
    module.filename = file;
    module.exports = parseJson(source ?? sourceOf(url), file);
    module.loaded = true;
    if (file !== url) Module._cache[file] = module;
  }
  const id = createSynthetic(url, ['default'], () => setSyntheticExport(id, 'default', module.exports));
  return id;
}

function parseJson(text, file) {
  try {
    return JSON.parse(text);
  } catch (error) {
    error.message = `${file}: ${error.message}`;
    throw error;
  }
}

function commonjsModule(url, source) {
  const { Module, presets } = require('internal/modules/cjs/loader');
  const file = url.startsWith('file:') ? require('internal/url').fileURLToPath(url) : url;
  const found = require('internal/modules/cjs/lexer').exportNames(file, source);
  if (source !== undefined && source !== null && Module._cache[file] === undefined) presets.set(file, source);
  const names = [...found].filter((name) => name !== 'default' && name !== 'module.exports');
  const all = profile.cjsNamespaceHasModuleExports ? [...names, 'default', 'module.exports'] : [...names, 'default'];
  const id = createSynthetic(url, all, () => {
    const exports = Module._load(file, undefined, mainUrl === url);
    for (const name of names) {
      if (exports !== null && exports !== undefined && Object.hasOwn(Object(exports), name)) setSyntheticExport(id, name, exports[name]);
    }
    setSyntheticExport(id, 'default', exports);
    if (profile.cjsNamespaceHasModuleExports) setSyntheticExport(id, 'module.exports', exports);
  });
  return id;
}

let mainUrl;

module.exports = { createRecord, sourceOf, syncBuiltins, setMainUrl: (url) => { mainUrl = url; } };
