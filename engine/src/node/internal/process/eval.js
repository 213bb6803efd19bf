// Programs that are given as text instead of a file: `node -e`, workers with `eval`. Node's doc: "Command-line API",
// -e.
'use strict';

const path = require('path');

/**
 * Runs a classic script in the global scope, where it finds the names that a CommonJS module has.
 * @param {string} name what stacks call it, such as `[eval]`
 * @param {string} source
 * @returns {*} its completion value
 */
function evalScript(name, source) {
  const { Module } = require('internal/modules/cjs/loader');
  const { runScript } = internalBinding('contextify');
  const cwd = process.cwd();
  const module = new Module(name);
  module.filename = path.join(cwd, name);
  module.paths = Module._nodeModulePaths(cwd);
  const { makeRequireFunction } = require('internal/modules/helpers');
  globalThis.module = module;
  globalThis.__filename = name;
  globalThis.__dirname = '.';
  globalThis.exports = module.exports;
  globalThis.require = makeRequireFunction(module, Module);
  return runScript(source, name);
}

/** Loads a text as a module. @returns {{ record: object, evaluation: Promise }} */
function importSource(name, source) {
  const { importEntry, setEntryUrl } = require('internal/modules/esm/loader');
  const { pathToFileURL } = require('internal/url');
  const url = `${pathToFileURL(`${process.cwd()}/`)}${name.replace(']', '1]')}`;
  setEntryUrl(url);
  return importEntry(url, source);
}

/** Whether a text that nobody has called a module can only be one. */
function isModuleSource(name, source) {
  const { shouldRetryAsModule } = require('internal/modules/helpers');
  try {
    internalBinding('contextify').compileScript(source, name);
  } catch (error) {
    return shouldRetryAsModule(error, '.js', 'none');
  }
  return false;
}

module.exports = { evalScript, importSource, isModuleSource };
