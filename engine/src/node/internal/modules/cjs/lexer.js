// Which names a CommonJS file exports, read off its text without running it.
//
// It knows the forms that people and compilers write: `exports.a = …`, `module.exports = { a, b: … }`,
// `Object.defineProperty(exports, 'a', …)`, `module.exports = require('…')`, `__exportStar(require('…'), exports)`, and
// `Object.keys(required).forEach(function(key) { … exports[key] = required[key] … })`.
'use strict';

const path = require('path');
const { readTextIfAny } = require('internal/modules/files');

const NAME = '[A-Za-z_$][\\w$]*';
const EXPORTS = '(?:module\\s*\\.\\s*exports|(?<![\\w$.])exports)';
const ASSIGNED = new RegExp(`${EXPORTS}\\s*(?:\\.\\s*(${NAME})|\\[\\s*(?:'([^']*)'|"([^"]*)")\\s*\\])\\s*=(?!=)`, 'g');
const DEFINED = new RegExp(`Object\\s*\\.\\s*defineProperty\\s*\\(\\s*${EXPORTS}\\s*,\\s*(?:'([^']*)'|"([^"]*)")`, 'g');
const REPLACED = /(?<![\w$.])module\s*\.\s*exports\s*=\s*/g;
const STAR = new RegExp(`(?:__exportStar|__export|tslib(?:_\\d+)?\\.__exportStar)\\s*\\(\\s*require\\s*\\(\\s*(?:'([^']*)'|"([^"]*)")\\s*\\)`, 'g');
const COPIED = new RegExp(`Object\\s*\\.\\s*keys\\s*\\(\\s*(${NAME})\\s*\\)\\s*\\.\\s*forEach\\s*\\(\\s*function\\s*\\(\\s*(${NAME})\\s*\\)\\s*\\{`, 'g');
const REQUIRED = /^require\s*\(\s*(?:'([^']*)'|"([^"]*)")\s*\)/;

/** The text with comments blanked out; strings stay. */
function withoutComments(text) {
  return text.replace(/("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`)|\/\/[^\n]*|\/\*[^]*?\*\//g,
                      (whole, string) => string ?? ' ');
}

/** The keys of an object literal that begins at `text`, up to the first one that is not plain. */
function literalKeys(text, names, reexports) {
  const KEY = new RegExp(`^\\s*(?:\\.\\.\\.\\s*require\\s*\\(\\s*(?:'([^']*)'|"([^"]*)")\\s*\\)|(?:(${NAME})|'([^']*)'|"([^"]*)")\\s*(:\\s*)?)`);
  let rest = text.slice(1);
  for (;;) {
    const match = KEY.exec(rest);
    if (match === null) return;
    const [whole, spread1, spread2, name, quoted1, quoted2, colon] = match;
    rest = rest.slice(whole.length);
    if (spread1 ?? spread2) reexports.push(spread1 ?? spread2);
    else names.add(name ?? quoted1 ?? quoted2);
    if (colon !== undefined) {
      // Only a plain name may be its value: what follows anything else is not looked at.
      const value = new RegExp(`^(?:${NAME}(?:\\.${NAME})*|\\d[\\w.]*|'[^']*'|"[^"]*"|true|false|null)\\s*(?=[,}])`).exec(rest);
      if (value === null) return;
      rest = rest.slice(value[0].length);
    }
    const comma = /^\s*,/.exec(rest);
    if (comma === null) return;
    rest = rest.slice(comma[0].length);
  }
}

/** The module that was required under this name, as `required` or `interop(required)`. */
function requiredAs(text, name) {
  const escaped = name.replaceAll('$', '\\$');
  const declared = new RegExp(`(?<![\\w$.])${escaped}\\s*=\\s*(?:[\\w$.]+\\s*\\(\\s*)?require\\s*\\(\\s*(?:'([^']*)'|"([^"]*)")`).exec(text);
  return declared?.[1] ?? declared?.[2];
}

/** Modules whose exports are copied one by one, as compilers write `export * from '…'`. */
function copiedModules(text) {
  const found = [];
  for (const { 0: { length }, 1: name, 2: key, index } of text.matchAll(COPIED)) {
    const body = text.slice(index + length, text.indexOf('})', index + length)).replace(/\s/g, '');
    const copies = body.includes(`exports[${key}]=${name}[${key}]`) || body.includes(`defineProperty(exports,${key},`);
    const request = copies ? requiredAs(text, name) : undefined;
    if (request !== undefined) found.push(request);
  }
  return found;
}

function scan(source) {
  const text = withoutComments(source);
  const names = new Set();
  const reexports = copiedModules(text);
  for (const [, plain, single, double] of text.matchAll(ASSIGNED)) names.add(plain ?? single ?? double);
  for (const [, single, double] of text.matchAll(DEFINED)) names.add(single ?? double);
  for (const [, single, double] of text.matchAll(STAR)) reexports.push(single ?? double);
  let replacement;
  for (const match of text.matchAll(REPLACED)) {
    const rest = text.slice(match.index + match[0].length);
    const required = REQUIRED.exec(rest);
    // Of several the last one counts, whatever decides between them.
    if (required !== null) replacement = required[1] ?? required[2];
    else if (rest.startsWith('{')) literalKeys(rest, names, reexports);
  }
  if (replacement !== undefined) reexports.push(replacement);
  return { names, reexports };
}

const cache = new Map();

/** The names that a CommonJS file, or a source for it, exports, those of the files it re-exports among them. */
function exportNames(file, given) {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const names = new Set();
  cache.set(file, names);
  const source = given ?? (file.endsWith('.json') || file.endsWith('.node') ? undefined : readTextIfAny(file));
  if (source === undefined) return names;
  const found = scan(source);
  for (const name of found.names) names.add(name);
  for (const request of found.reexports) addReexports(request, file, names);
  return names;
}

function addReexports(request, file, names) {
  const { Module } = require('internal/modules/cjs/loader');
  const { isBuiltin, loadBuiltin } = require('internal/modules/helpers');
  if (isBuiltin(request)) {
    for (const name of Object.keys(loadBuiltin(request).exports)) names.add(name);
    return;
  }
  try {
    const parent = { filename: file, paths: Module._nodeModulePaths(path.dirname(file)) };
    for (const name of exportNames(Module._resolveFilename(request, parent))) names.add(name);
  } catch {
    // What cannot be found is reported when the module runs.
  }
}

module.exports = { exportNames };
