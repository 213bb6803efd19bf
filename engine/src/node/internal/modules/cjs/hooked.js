// require() through the program's own hooks: where a request leads, what a file holds. See internal/modules/hooks.
'use strict';

const { loadWithHooks, resolveWithHooks, textOf } = require('internal/modules/hooks');
const { isBuiltin, loadBuiltin } = require('internal/modules/helpers');
const { readText } = require('internal/modules/files');

function toUrl(filename) {
  const { pathToFileURL } = require('internal/url');
  return filename.startsWith('/') ? pathToFileURL(filename).href : filename;
}

function toFile(url) {
  return url.startsWith('file:') ? require('internal/url').fileURLToPath(url) : url;
}

/**
 * Where a request leads.
 * @param {string} request
 * @param {Module} [parent]
 * @param {boolean} isMain
 * @returns {{builtin?: *, file?: string}} exports of a builtin, or the name that a module is cached by
 */
function resolveRequest(request, parent, isMain) {
  const url = resolveToUrl(request, parent, isMain);
  if (!url.startsWith('node:')) return { file: toFile(url) };
  const { format } = loadWithHooks(url, { format: 'builtin', kind: 'require' }, () => ({ source: null, format: 'builtin' }));
  return format === 'builtin' ? { builtin: loadBuiltin(url).exports } : { file: url };
}

/** What require.resolve() gives. */
function resolveOnly(request, parent) {
  const url = resolveToUrl(request, parent, false);
  return url === `node:${request}` ? request : toFile(url);
}

function resolveToUrl(request, parent, isMain) {
  const { Module } = require('internal/modules/cjs/loader');
  const parentURL = parent?.filename ? toUrl(parent.filename) : undefined;
  const ownWay = (specifier, { importAttributes }) => {
    const found = Module._resolveFilename(toFile(specifier), parent, isMain);
    if (!isBuiltin(found)) return { url: toUrl(found), format: undefined, importAttributes };
    const isPrefixed = found.startsWith('node:');
    return { url: isPrefixed ? found : `node:${found}`, format: isPrefixed ? 'builtin' : undefined, importAttributes };
  };
  return resolveWithHooks(request, { parentURL, kind: 'require' }, ownWay).url;
}

/**
 * What a file holds.
 * @param {string} filename
 * @param {string} [format] what its name tells
 * @param {Map<string, string>} presets sources that the import of the file has brought already
 * @returns {{source: string, format?: string}}
 */
function loadFile(filename, format, presets) {
  const preset = presets.get(filename);
  if (preset !== undefined) {
    presets.delete(filename);
    return { source: preset, format: 'commonjs' };
  }
  const ownWay = (url, context) => ({ source: readText(toFile(url)), format: context.format });
  const loaded = loadWithHooks(toUrl(filename), { format, kind: 'require' }, ownWay);
  return { source: textOf(loaded.source), format: loaded.format };
}

module.exports = { loadFile, resolveOnly, resolveRequest };
