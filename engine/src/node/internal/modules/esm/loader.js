// ECMAScript modules: the map of records, linking, evaluation, `import()`, `require()` of a module, import.meta.
// Node's doc: "Modules: ECMAScript modules".
'use strict';

const {
  evaluate, getError, getNamespace, getRequests, getStatus, instantiate, isGraphAsync, link,
} = internalBinding('module_wrap');
const { hooks } = require('internal/modules/helpers');
const { resolve } = require('internal/modules/esm/resolve');
const { createRecord } = require('internal/modules/esm/records');
const { turns } = require('internal/modules/esm/turns');
const profile = require('internal/profile');

/** Numbers of V8's Module::Status. */
const EVALUATING = 3;
const ERRORED = 5;

/** Records by URL and type attribute. */
const records = new Map();
const byId = new Map();

/** Attributes as an object, from key and value in turn. */
function toAttributes(pairs) {
  const attributes = { __proto__: null };
  for (let at = 0; at < pairs.length; at += 2) attributes[pairs[at]] = pairs[at + 1];
  return attributes;
}

function checkAttributes(url, format, attributes) {
  const { codes } = require('internal/errors');
  for (const key of Object.keys(attributes)) {
    if (key !== 'type') throw new (codes.ERR_IMPORT_ATTRIBUTE_UNSUPPORTED ?? codes.ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED)(key, attributes[key], url);
  }
  const { type } = attributes;
  if (format === 'json') {
    if (type === undefined) {
      const Missing = profile.importAttributesHaveTheirName ? codes.ERR_IMPORT_ATTRIBUTE_MISSING : codes.ERR_IMPORT_ASSERTION_TYPE_MISSING;
      throw new Missing(url, 'type', 'json');
    }
    if (type === 'json') return;
  }
  if (type === undefined) return;
  if (type !== 'json') throw new codes.ERR_IMPORT_ATTRIBUTE_UNSUPPORTED('type', type, url);
  const Wrong = profile.importAttributesHaveTheirName ? codes.ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE : codes.ERR_IMPORT_ASSERTION_TYPE_FAILED;
  throw new Wrong(url, type);
}

/** The record that a specifier leads to, loaded but perhaps not linked. `isNew` when it was not known. */
function recordFor(specifier, parentUrl, attributes) {
  const resolveIt = hooks.length > 0 ? require('internal/modules/esm/hooked').resolve : resolve;
  const { url, format } = resolveIt(specifier, parentUrl, attributes);
  // A hook may still change the format.
  if (hooks.length === 0) checkAttributes(url, format, attributes);
  const key = `${attributes.type ?? ''} ${url}`;
  const known = records.get(key);
  if (known !== undefined) return { record: known, isNew: false };
  const record = hooks.length > 0 ? hookedRecord(url, format, attributes) : createRecord(url, format);
  records.set(key, record);
  byId.set(record.id, record);
  return { record, isNew: true };
}

/** A record whose source and format the program's hooks have seen. */
function hookedRecord(url, resolvedFormat, attributes) {
  const { format, source } = require('internal/modules/esm/hooked').load(url, resolvedFormat, attributes);
  checkAttributes(url, format, attributes);
  return createRecord(url, format, source);
}

/**
 * Loads and links everything below a record.
 * @returns {boolean} whether it has imports that were not loaded before
 */
function linkGraph(record) {
  if (record.linked) return false;
  record.linked = true;
  let hasNew = false;
  const children = [];
  try {
    for (const [specifier, pairs] of getRequests(record.id)) {
      const child = recordFor(specifier, record.url, toAttributes(pairs));
      hasNew ||= child.isNew;
      children.push(child.record);
      if (profile.loadsModulesDepthFirst) linkGraph(child.record);
    }
  } catch (error) {
    record.linked = false;
    throw error;
  }
  link(record.id, children.map((child) => child.id));
  for (const child of children) linkGraph(child);
  return hasNew;
}

/** Binds the graph, if that has not been done; throws SyntaxError for missing names. */
function instantiateGraph(record) {
  try {
    instantiate(record.id);
  } catch (error) {
    throw require('internal/modules/esm/link_errors').explain(error, record);
  }
}

/** Evaluates once; gives the promise of the end. */
function evaluateRecord(record) {
  record.evaluation ??= evaluate(record.id);
  return record.evaluation;
}

/** `import(specifier)`: called by the engine; the referrer is a file name or URL. */
async function importDynamically(specifier, pairs, referrer) {
  const { pathToFileURL } = require('internal/url');
  const parentUrl = typeof referrer === 'string' && referrer.startsWith('/') ? pathToFileURL(referrer).href : referrer;
  let found;
  try {
    found = recordFor(specifier, parentUrl, toAttributes(pairs));
  } catch (error) {
    await turns(profile.failedImportTurns);
    throw error;
  }
  const { record, isNew } = found;
  if (isNew) record.arrival = arrive(record);
  if (record.arrival !== undefined) {
    await record.arrival;
    return getNamespace(record.id);
  }
  await turns(profile.loadedImportTurns - 1);
  await evaluateRecord(record);
  return getNamespace(record.id);
}

/** Links and evaluates a module that `import()` brought in; other imports of it meanwhile wait for the same end. */
async function arrive(record) {
  try {
    if (profile.freshImportsReadAsynchronously) await readGraph(record);
    let hasNewImports;
    try {
      hasNewImports = linkGraph(record);
      instantiateGraph(record);
    } catch (error) {
      await turns(profile.failedImportTurns - 1);
      throw error;
    }
    await turns(profile.freshImportLinkTurns + (hasNewImports ? profile.freshImportDependencyTurns : 0));
    await evaluateRecord(record);
    await turns(profile.freshImportSettleTurns - 1);
  } finally {
    record.arrival = undefined;
  }
}

/** Up to Node 20 the sources of new modules are read through the thread pool, those of one level side by side. */
async function readGraph(record) {
  const isRead = record.format === 'module' || record.format === 'json';
  if (!isRead || !record.url.startsWith('file:')) return;
  await require('fs/promises').readFile(require('internal/url').fileURLToPath(record.url));
  if (record.format === 'json') return;
  const below = [];
  for (const [specifier, pairs] of getRequests(record.id)) {
    const child = recordFor(specifier, record.url, toAttributes(pairs));
    if (child.isNew) below.push(readGraph(child.record));
  }
  await primordials.SafePromiseAll(below);
}

/** Whether modules may be required: by version, and as long as no flag forbids it. */
function allowsRequire() {
  return profile.requiresModules && require('internal/options').getOptionValue('--experimental-require-module');
}

/** `require()` of a module: synchronous, so its graph must have no top-level await. */
function requireModule(filename, module, source) {
  const { codes } = require('internal/errors');
  const { pathToFileURL } = require('internal/url');
  if (!allowsRequire()) throw new codes.ERR_REQUIRE_ESM(filename, false, module.parent?.filename);
  const url = pathToFileURL(filename).href;
  let record = records.get(` ${url}`);
  if (record === undefined) {
    record = createRecord(url, 'module', source);
    records.set(` ${url}`, record);
    byId.set(record.id, record);
  }
  if (getStatus(record.id) === EVALUATING) throw new codes.ERR_REQUIRE_CYCLE_MODULE(`Cannot require() ES Module ${filename} in a cycle.`);
  linkGraph(record);
  instantiateGraph(record);
  if (isGraphAsync(record.id)) throw new codes.ERR_REQUIRE_ASYNC_MODULE(filename, module.parent?.filename);
  const evaluation = evaluateRecord(record);
  if (getStatus(record.id) === ERRORED) {
    // The rejection is dealt with here: it is thrown instead.
    primordials.PromisePrototypeThen(evaluation, undefined, () => {});
    throw getError(record.id);
  }
  return exportsOf(getNamespace(record.id));
}

/** What require() gives for a namespace: its export named 'module.exports' if there is one. */
function exportsOf(namespace) {
  if (Object.hasOwn(namespace, 'module.exports')) return namespace['module.exports'];
  if (!Object.hasOwn(namespace, 'default') || Object.hasOwn(namespace, '__esModule')) return namespace;
  return require('internal/modules/esm/interop').withEsModuleMark(namespace);
}

/** Waits until the sources of the entry or a preload are read, where that takes turns of the loop. */
async function readEntry(url) {
  await readGraph(recordFor(url, 'file:///app/', { __proto__: null }).record);
}

/** Loads the entry or a preload, and gives the promise of its end; `source` when there is no file to read. */
function importEntry(url, source) {
  const record = source === undefined ? recordFor(url, 'file:///app/', { __proto__: null }).record : textRecord(url, source);
  linkGraph(record);
  instantiateGraph(record);
  return { record, evaluation: evaluateRecord(record) };
}

function textRecord(url, source) {
  const record = createRecord(url, 'module', source);
  byId.set(record.id, record);
  return record;
}

/** Fills in import.meta: called by the engine with a record's id. */
function initializeImportMeta(id, meta) {
  const { url } = byId.get(id);
  if (url.startsWith('file:') && profile.importMetaHasPaths) {
    const { fileURLToPath } = require('internal/url');
    const file = fileURLToPath(url);
    meta.dirname = require('path').dirname(file);
    meta.filename = file;
  }
  if (profile.importMetaHasMain) meta.main = url === entryUrl;
  meta.resolve = function resolveFrom(specifier) {
    require('internal/validators').validateString?.(specifier, 'specifier');
    return resolveUrl(`${specifier}`, url);
  };
  Object.defineProperty(meta.resolve, 'name', { __proto__: null, value: 'resolve', configurable: true });
  meta.url = url;
}

/** import.meta.resolve(): a file need not exist, and what cannot be loaded has an address all the same. */
function resolveUrl(specifier, parentUrl) {
  if (/^(?!file:|node:)[a-z][a-z\d+.-]+:/i.test(specifier) && URL.canParse(specifier)) return new URL(specifier).href;
  try {
    return resolve(specifier, parentUrl).url;
  } catch (error) {
    if ((error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'ERR_UNSUPPORTED_DIR_IMPORT') && error.url) return error.url;
    throw error;
  }
}

let entryUrl;

module.exports = {
  importDynamically,
  importEntry,
  initializeImportMeta,
  readEntry,
  requireModule,
  setEntryUrl: (url) => { entryUrl = url; },
};
