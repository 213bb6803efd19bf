// import through the program's own hooks: where a specifier leads, what a module holds. See internal/modules/hooks.
'use strict';

const { loadWithHooks, resolveWithHooks, textOf } = require('internal/modules/hooks');
const ownWay = require('internal/modules/esm/resolve');

/** Where specifiers of the command line count from: no module, as far as hooks are told. */
const COMMAND_LINE = 'file:///app/';
/** A format that only the source decides. */
const UNDECIDED = 'commonjs-or-module';

/** Whether only hooks can know what an address of that kind holds: Node itself refuses it when it is loaded. */
function isForeign(specifier) {
  return /^(?!file:|node:|data:|https?:)[a-z][a-z\d+.-]*:/i.test(specifier) && URL.canParse(specifier);
}

/**
 * Where a specifier leads.
 * @param {string} specifier
 * @param {string} parentUrl
 * @param {object} importAttributes
 * @returns {{url: string, format?: string}}
 */
function resolve(specifier, parentUrl, importAttributes) {
  let found;
  const last = (given, context) => {
    found = isForeign(given) ? { url: given } : ownWay.resolve(given, context.parentURL ?? parentUrl);
    const format = found.format === UNDECIDED || (found.format === 'builtin') ? undefined : found.format;
    return { url: found.url, format, importAttributes: context.importAttributes };
  };
  const parentURL = parentUrl === COMMAND_LINE ? undefined : parentUrl;
  const { url, format } = resolveWithHooks(specifier, { parentURL, importAttributes, kind: 'import' }, last);
  return { url, format: format ?? (found?.url === url ? found.format : undefined) };
}

/**
 * What a module holds.
 * @param {string} url
 * @param {string} [resolvedFormat]
 * @param {object} importAttributes
 * @returns {{format: string, source?: string}}
 */
function load(url, resolvedFormat, importAttributes) {
  const last = (given, { format = resolvedFormat }) => {
    if (given.startsWith('node:')) return { format: 'builtin', source: null };
    // Throws, and says which schemes there are.
    if (isForeign(given)) ownWay.resolve(given, COMMAND_LINE);
    const shown = format === UNDECIDED ? undefined : format;
    return { format: shown, responseURL: given, source: Buffer.from(require('internal/modules/esm/records').sourceOf(given)) };
  };
  const isOpen = resolvedFormat === UNDECIDED || resolvedFormat === 'builtin';
  const loaded = loadWithHooks(url, { format: isOpen ? undefined : resolvedFormat, importAttributes, kind: 'import' }, last);
  return { format: loaded.format ?? resolvedFormat ?? UNDECIDED, source: textOf(loaded.source) };
}

module.exports = { resolve, load };
