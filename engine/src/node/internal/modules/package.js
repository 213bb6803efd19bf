// package.json: scopes, `exports`, `imports`, `type`, `main`. Node's doc: "Modules: Packages", resolution algorithm.
'use strict';

const { readTextIfAny } = require('internal/modules/files');
const path = require('path');

/** @typedef {{path: string, exists: boolean, name?: string, main?: string, type: string, exports?: *, imports?: *}} Package */

const cache = new Map();
const NONE = Object.freeze({ exists: false, type: 'none' });

/**
 * The package.json at `file`, read once.
 * @param {string} file
 * @param {string} [importing] what is imported and from where, for the message when it is no JSON
 * @returns {Package} throws ERR_INVALID_PACKAGE_CONFIG, or SyntaxError
 */
function readPackage(file, importing) {
  let known = cache.get(file);
  if (known === undefined) {
    known = parse(file, readTextIfAny(file), importing);
    cache.set(file, known);
  }
  return known;
}

function parse(file, text, importing) {
  if (text === undefined) return { ...NONE, path: file };
  let json;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw malformed(file, error, importing);
  }
  const string = (value) => (typeof value === 'string' ? value : undefined);
  return {
    path: file,
    exists: true,
    name: string(json.name),
    main: string(json.main),
    type: json.type === 'module' || json.type === 'commonjs' ? json.type : 'none',
    exports: json.exports ?? undefined,
    imports: typeof json.imports === 'object' && json.imports !== null ? json.imports : undefined,
  };
}

/** The error for a package.json that is no JSON. Its reader was JavaScript up to Node 20, and told more. */
function malformed(file, error, importing) {
  const profile = require('internal/profile');
  if (profile.packageErrorsTellOfJson && importing === undefined) {
    error.path = file;
    error.message = `Error parsing ${file}: ${error.message}`;
    return error;
  }
  const { codes: { ERR_INVALID_PACKAGE_CONFIG } } = require('internal/errors');
  // The empty part of the message leaves its full stop.
  const config = new ERR_INVALID_PACKAGE_CONFIG(file, importing, profile.packageErrorsTellOfJson ? error.message : undefined);
  if (!profile.packageErrorsTellOfJson) config.message += '.';
  return config;
}

/** The package that a file belongs to: the nearest package.json above it, not past a node_modules folder. */
function packageScope(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (folder.endsWith('/node_modules')) break;
    const found = readPackage(path.join(folder, 'package.json'));
    if (found.exists) return found;
    if (folder === path.dirname(folder)) break;
  }
  return NONE;
}

/** The folder of a package as messages have it, with a slash at its end. */
const folderOf = (pkg) => path.dirname(pkg.path).replace(/\/?$/, '/');

/** The conditions of this run, for `require` or for `import`. */
function conditions(kind) {
  const { getOptionValue } = require('internal/options');
  const profile = require('internal/profile');
  // In the order that hooks see them.
  const addons = profile.addonsIsACondition ? ['node-addons'] : [];
  const sync = profile.requiresModules ? ['module-sync'] : [];
  const given = getOptionValue('--conditions');
  return new Set(kind === 'require' ? [kind, 'node', ...addons, ...given, ...sync] : ['node', kind, ...sync, ...addons, ...given]);
}

/** Splits `@scope/name/sub/path` into name and `./sub/path`. */
function parseSpecifier(specifier) {
  const match = /^((?:@[^/\\%]+\/)?[^./\\%@][^/\\%]*)(\/[^]*)?$/.exec(specifier);
  if (match === null) return undefined;
  return { name: match[1], subpath: `.${match[2] ?? ''}` };
}

const isConditions = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether `exports` is sugar for its main entry: a string, a list, or conditions only. */
function isSugar(exports, file, base) {
  if (!isConditions(exports)) return true;
  const keys = Object.keys(exports);
  const dotted = keys.filter((key) => key.startsWith('.')).length;
  if (dotted > 0 && dotted < keys.length) {
    const { codes: { ERR_INVALID_PACKAGE_CONFIG } } = require('internal/errors');
    throw new ERR_INVALID_PACKAGE_CONFIG(file, base,
      '"exports" cannot contain some keys starting with \'.\' and some not. The exports object must either be an ' +
      'object of package subpath keys or an object of main entry condition name keys only.');
  }
  return dotted === 0;
}

/**
 * Resolves a subpath of a package through its `exports`.
 * @returns {string} an absolute path; throws ERR_PACKAGE_PATH_NOT_EXPORTED
 */
function resolveExports(pkg, subpath, base, conditionNames) {
  const { exports } = pkg;
  const map = isSugar(exports, pkg.path, base) ? { '.': exports } : exports;
  const resolved = resolveMap(map, subpath, pkg, base, conditionNames, false);
  if (resolved === undefined) {
    const { codes: { ERR_PACKAGE_PATH_NOT_EXPORTED } } = require('internal/errors');
    throw new ERR_PACKAGE_PATH_NOT_EXPORTED(folderOf(pkg), subpath, base);
  }
  return resolved;
}

/**
 * Resolves `#name` through the `imports` of the scope that `file` is in.
 * @returns {string} an absolute path or a bare specifier; throws ERR_PACKAGE_IMPORT_NOT_DEFINED
 */
function resolveImports(name, file, conditionNames) {
  const pkg = packageScope(file);
  const { codes: { ERR_INVALID_MODULE_SPECIFIER, ERR_PACKAGE_IMPORT_NOT_DEFINED } } = require('internal/errors');
  if (name === '#' || name.startsWith('#/') || name.endsWith('/')) {
    throw new ERR_INVALID_MODULE_SPECIFIER(name, 'is not a valid internal imports specifier name', file);
  }
  const resolved = pkg.imports && resolveMap(pkg.imports, name, pkg, file, conditionNames, true);
  if (resolved === undefined || resolved === null) {
    throw new ERR_PACKAGE_IMPORT_NOT_DEFINED(name, pkg.exists ? folderOf(pkg) : undefined, file);
  }
  return resolved;
}

/** Finds the entry for a key, exact or by the longest pattern with one `*`. */
function resolveMap(map, key, pkg, base, conditionNames, internal) {
  if (Object.hasOwn(map, key) && !key.includes('*') && !key.endsWith('/')) {
    return resolveTarget(map[key], '', key, pkg, base, conditionNames, internal) ?? undefined;
  }
  const matches = (pattern) => {
    const star = pattern.indexOf('*');
    return star >= 0 && pattern.indexOf('*', star + 1) < 0 && key.startsWith(pattern.slice(0, star)) &&
      key.length >= pattern.length && key.endsWith(pattern.slice(star + 1));
  };
  const byLength = (a, b) => b.indexOf('*') - a.indexOf('*') || b.length - a.length;
  const [best] = Object.keys(map).filter(matches).sort(byLength);
  if (best === undefined) return undefined;
  const star = best.indexOf('*');
  const part = key.slice(star, key.length - (best.length - star - 1));
  return resolveTarget(map[best], part, best, pkg, base, conditionNames, internal) ?? undefined;
}

/** What a target stands for: null forbids, undefined means that no condition holds. */
function resolveTarget(target, part, key, pkg, base, conditionNames, internal) {
  if (typeof target === 'string') return resolveString(target, part, key, pkg, base, internal);
  if (Array.isArray(target)) return resolveFirst(target, part, key, pkg, base, conditionNames, internal);
  if (!isConditions(target)) return target === null ? null : invalidTarget(key, target, pkg, base, internal);
  for (const name of Object.keys(target)) {
    if (name !== 'default' && !conditionNames.has(name)) continue;
    const resolved = resolveTarget(target[name], part, key, pkg, base, conditionNames, internal);
    if (resolved !== undefined) return resolved;
  }
  return undefined;
}

/** The first target of a list that is valid and resolves. */
function resolveFirst(targets, part, key, pkg, base, conditionNames, internal) {
  let failure = null;
  for (const target of targets) {
    try {
      const resolved = resolveTarget(target, part, key, pkg, base, conditionNames, internal);
      if (resolved === undefined) continue;
      if (resolved !== null) return resolved;
      failure = null;
    } catch (error) {
      if (error.code !== 'ERR_INVALID_PACKAGE_TARGET') throw error;
      failure = error;
    }
  }
  if (failure !== null) throw failure;
  return null;
}

function resolveString(target, part, key, pkg, base, internal) {
  const withPart = target.replaceAll('*', () => part);
  const isRelative = target.startsWith('./');
  if (!isRelative && internal && !target.startsWith('../') && !target.startsWith('/')) return withPart;
  const climbs = (text) => /(^|[\\/])(\.\.?|node_modules)([\\/]|$)/i.test(text);
  if (!isRelative || climbs(target.slice(2))) invalidTarget(key, target, pkg, base, internal);
  if (climbs(part)) {
    const { codes: { ERR_INVALID_MODULE_SPECIFIER } } = require('internal/errors');
    throw new ERR_INVALID_MODULE_SPECIFIER(key.replace('*', () => part),
      `request is not a valid match in pattern "${key}" for the "${internal ? 'imports' : 'exports'}" resolution of ${pkg.path}`, base);
  }
  return path.join(path.dirname(pkg.path), withPart);
}

function invalidTarget(key, target, pkg, base, internal) {
  const { codes: { ERR_INVALID_PACKAGE_TARGET } } = require('internal/errors');
  const shown = typeof target === 'object' ? JSON.stringify(target, null, '') : `${target}`;
  throw new ERR_INVALID_PACKAGE_TARGET(folderOf(pkg), key, shown, internal, base);
}

module.exports = { readPackage, packageScope, conditions, parseSpecifier, resolveExports, resolveImports };
