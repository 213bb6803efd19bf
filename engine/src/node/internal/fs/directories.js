// Directories by callback and at once: readdir, mkdir, mkdtemp, rmdir and rm (Node's doc: «fs.readdir» and so on).
'use strict';

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { parseFileMode, validateBoolean, validateObject } = require('internal/validators');
const profile = require('internal/profile');
const { call, callError, failed, request, tryCall } = require('internal/fs/binding');
const { Failure, must, requestSteps, runSteps } = require('internal/fs/steps');
const { direntsOf } = require('internal/fs/dirent');
const { isKind } = require('internal/fs/stats');
const { S_IFDIR, UV_DIRENT_DIR, UV_DIRENT_LINK } = require('internal/fs/constants');
const {
  encodeName,
  getOptions,
  getValidatedPath,
  makeCallback,
  makeValueCallback,
  pathText,
  rmDirectoryError,
  validateRmOptions,
  validateRmdirOptions,
} = require('internal/fs/utils');

const ENOENT = -2;
const EACCES = -13;
const EEXIST = -17;
const ENOTDIR = -20;
const ENOSPC = -28;
const EPERM = -1;

/** The names, or the Dirents, of one listing `[names, types]`. */
function entriesOf(path, listing, options) {
  if (options.withFileTypes) return direntsOf(path, listing, options.encoding);
  return listing[0].map((name) => encodeName(name, options.encoding));
}

function joinPath(directory, name) {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

/**
 * Lists a tree, a directory at a time.
 * @param {object} order
 * @param {boolean} order.isDeep enters the directory that was found last first, instead of breadth first
 * @param {boolean} order.entersLinks enters links to directories
 */
function* treeSteps(path, options, { isDeep, entersLinks }) {
  const root = pathText(path);
  const entries = [];
  const waiting = [''];
  while (waiting.length > 0) {
    const inner = isDeep ? waiting.pop() : waiting.shift();
    const isRoot = inner === '';
    const [names, types] = yield* must('readdir', isRoot ? root : joinPath(root, inner));
    if (options.withFileTypes) {
      entries.push(...direntsOf(isRoot ? path : require('path').join(root, inner), [names, types], options.encoding));
    }
    for (let i = 0; i < names.length; i++) {
      const name = isRoot ? names[i] : `${inner}/${names[i]}`;
      if (!options.withFileTypes) entries.push(encodeName(name, options.encoding));
      const isLink = types[i] === UV_DIRENT_LINK && entersLinks;
      if (types[i] === UV_DIRENT_DIR || (isLink && leadsToDirectory(joinPath(root, name)))) waiting.push(name);
    }
  }
  return entries;
}

/** The order of readdir and readdirSync up to Node 24; listings with types enter no links before 22. */
function broadSteps(path, options) {
  const entersLinks = !options.withFileTypes || profile.fsTypedTreesFollowLinks;
  return treeSteps(path, options, { isDeep: false, entersLinks });
}

/** The order of the promise flavour up to Node 24. */
function deepSteps(path, options) {
  return treeSteps(path, options, { isDeep: true, entersLinks: !options.withFileTypes });
}

/** Whether a link leads to a directory; Node looks at once, in the middle of asynchronous listings too. */
function leadsToDirectory(path) {
  const values = tryCall('stat', path);
  return !failed(values) && isKind(values, S_IFDIR);
}

/** The entries of a tree as Node 26's single job lists them: `names` are relative to `path`. */
function treeEntriesOf(path, [names, types], options) {
  if (!options.withFileTypes) return names.map((name) => encodeName(name, options.encoding));
  const root = pathText(path);
  return names.map((name, i) => {
    const cut = name.lastIndexOf('/');
    const parent = cut < 0 ? path : require('path').join(root, name.slice(0, cut));
    return direntsOf(parent, [[name.slice(cut + 1)], [types[i]]], options.encoding)[0];
  });
}

function readdir(path, options, callback) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  options = getOptions(options);
  path = getValidatedPath(path);
  if (options.recursive != null) validateBoolean(options.recursive, 'options.recursive');
  if (!options.recursive) {
    request('readdir', makeValueCallback(callback, (listing) => entriesOf(path, listing, options)), path);
  } else if (profile.fsTreesAreListedInOneJob) {
    request('readdirRecursive', makeValueCallback(callback, (listing) => treeEntriesOf(path, listing, options)), path);
  } else if (profile.fsTreesAreListedByJobs) {
    requestSteps(broadSteps(path, options), callback);
  } else {
    // Up to Node 20 the callback flavour lists a tree synchronously and calls back before it returns.
    callback(null, runSteps(broadSteps(path, options)));
  }
}

function readdirSync(path, options) {
  options = getOptions(options);
  path = getValidatedPath(path);
  if (options.recursive != null) validateBoolean(options.recursive, 'options.recursive');
  if (!options.recursive) return entriesOf(path, call('readdir', path), options);
  if (profile.fsTreesAreListedInOneJob) return treeEntriesOf(path, call('readdirRecursive', path), options);
  return runSteps(broadSteps(path, options));
}

/**
 * Makes a directory and those above it: tries the deepest first, and goes up as long as the parent is missing.
 * @returns {string | undefined} the first directory that was made
 */
function* mkdirSteps(path, mode) {
  path = pathText(path);
  const fail = (errno) => new Failure(errno, 'mkdir', [path, mode]);
  const pending = [path];
  let first;
  while (pending.length > 0) {
    const next = pending.pop();
    const errno = yield ['mkdir', next, mode];
    if (!failed(errno)) {
      first ??= next;
      continue;
    }
    const cut = next.lastIndexOf('/');
    if (errno === ENOENT && cut >= 0) {
      pending.push(next, next.slice(0, cut));
      continue;
    }
    if (errno === EACCES || errno === ENOSPC || errno === ENOTDIR || errno === EPERM) throw fail(errno);
    const values = yield ['stat', next];
    if (failed(values)) throw fail(values);
    if (!isKind(values, S_IFDIR)) throw fail(errno === EEXIST && pending.length > 0 ? ENOTDIR : errno);
  }
  return first;
}

/** The options of mkdir, which may be its mode alone. */
function mkdirOptions(options) {
  let mode = 0o777;
  let recursive = false;
  if (typeof options === 'number' || typeof options === 'string') {
    mode = parseFileMode(options, 'mode');
  } else if (options) {
    if (options.recursive !== undefined) {
      recursive = options.recursive;
      validateBoolean(recursive, 'options.recursive');
    }
    if (options.mode !== undefined) mode = parseFileMode(options.mode, 'options.mode');
  }
  return { mode, recursive };
}

function mkdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  const { mode, recursive } = mkdirOptions(options);
  if (!recursive) {
    request('mkdir', callback, path, mode);
    return;
  }
  requestSteps(mkdirSteps(path, mode), (error, first) => {
    if (error) callback(error);
    else if (first === undefined) callback(null);
    else callback(null, first);
  }, true);
}

function mkdirSync(path, options) {
  path = getValidatedPath(path);
  const { mode, recursive } = mkdirOptions(options);
  return recursive ? runSteps(mkdirSteps(path, mode)) : call('mkdir', path, mode);
}

/** The prefix of a temporary directory. */
function mkdtempPrefix(prefix) {
  prefix = getValidatedPath(prefix, 'prefix');
  if (typeof prefix === 'string' ? prefix.endsWith('X') : prefix[prefix.length - 1] === 0x58) {
    process.emitWarning('mkdtemp() templates ending with X are not portable. ' +
                        'For details see: https://nodejs.org/api/fs.html');
  }
  return prefix;
}

function mkdtemp(prefix, options, callback) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  options = getOptions(options);
  prefix = mkdtempPrefix(prefix);
  request('mkdtemp', makeValueCallback(callback, (path) => encodeName(path, options.encoding)), prefix);
}

function mkdtempSync(prefix, options) {
  options = getOptions(options);
  return encodeName(call('mkdtemp', mkdtempPrefix(prefix)), options.encoding);
}

/** A temporary directory that removes itself when a `using` block ends. */
function mkdtempDisposableSync(prefix, options) {
  const path = mkdtempSync(prefix, options);
  const fullPath = require('path').resolve(pathText(path));
  const remove = () => rmSync(fullPath, { maxRetries: 0, recursive: true, force: true, retryDelay: 0 });
  return {
    path,
    remove,
    [Symbol.dispose]() {
      remove();
    },
  };
}

/** Warns once that `rmdir` will not remove trees for ever (DEP0147). */
let warnedOfRecursiveRmdir = false;
function warnOfRecursiveRmdir() {
  if (warnedOfRecursiveRmdir) return;
  warnedOfRecursiveRmdir = true;
  process.emitWarning('In future versions of Node.js, fs.rmdir(path, { recursive: true }) will be removed. ' +
                      'Use fs.rm(path, { recursive: true }) instead', 'DeprecationWarning', 'DEP0147');
}

/**
 * The options of rmdir; `recursive` is gone from Node 26 on.
 * @returns {object | undefined} the options of the `rm` that is to be done instead, where there is one
 */
function rmdirOptions(options) {
  if (profile.rmdirRefusesRecursive) {
    if (options !== undefined) validateObject(options, 'options');
    if (options?.recursive === undefined) return undefined;
    throw new ERR_INVALID_ARG_VALUE('options.recursive', options.recursive, 'is no longer supported');
  }
  options = validateRmdirOptions(options);
  if (!options.recursive) return undefined;
  warnOfRecursiveRmdir();
  return validateRmOptions({ ...options, force: false });
}

function rmdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  const rmOptions = rmdirOptions(options);
  if (!rmOptions) {
    request('rmdir', callback, path);
    return;
  }
  request('lstat', (error, values) => {
    if (error) callback(error);
    else if (isKind(values, S_IFDIR)) require('internal/fs/rimraf').rimraf(pathText(path), rmOptions, callback);
    else request('rmdir', callback, path);
  }, path);
}

function rmdirSync(path, options) {
  path = getValidatedPath(path);
  const rmOptions = rmdirOptions(options);
  if (rmOptions && isKind(call('lstat', path), S_IFDIR)) {
    require('internal/fs/rimraf').rimrafSync(pathText(path), rmOptions);
  } else {
    call('rmdir', path);
  }
}

function rm(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  path = getValidatedPath(path);
  options = validateRmOptions(options);
  request('lstat', (error, values) => {
    if (error && !(options.force && error.code === 'ENOENT')) callback(error);
    else if (!error && isKind(values, S_IFDIR) && !options.recursive) callback(rmDirectoryError(path));
    else require('internal/fs/rimraf').rimraf(pathText(path), options, callback);
  }, path);
}

function rmSync(path, options) {
  if (!profile.rmSyncChecksOptionsFirst) path = getValidatedPath(path);
  options = validateRmOptions(options);
  path = getValidatedPath(path);
  if (!options.force || !options.recursive) {
    const values = tryCall('lstat', path);
    if (failed(values)) {
      if (!(options.force && values === ENOENT)) throw callError(values, 'lstat', [pathText(path)], rmSync);
    } else if (isKind(values, S_IFDIR) && !options.recursive) {
      throw rmDirectoryError(path);
    }
  }
  require('internal/fs/rimraf').rimrafSync(pathText(path), options);
}

module.exports = {
  deepSteps,
  entriesOf,
  mkdir,
  mkdirOptions,
  mkdirSteps,
  mkdirSync,
  mkdtemp,
  mkdtempDisposableSync,
  mkdtempPrefix,
  mkdtempSync,
  readdir,
  readdirSync,
  rm,
  rmSync,
  rmdir,
  rmdirOptions,
  rmdirSync,
  treeEntriesOf,
};
