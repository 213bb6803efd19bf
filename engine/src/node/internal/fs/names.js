// Calls on names, by callback and at once: access, rename, links, copyFile, realpath (Node's doc: «fs.access» …).
'use strict';

const { codes } = require('internal/errors');
const { validateFunction, validateOneOf } = require('internal/validators');
const { promisify } = require('internal/util');
const { toPathIfFileURL } = require('internal/url/file');
const profile = require('internal/profile');
const { call, failed, request, tryCall } = require('internal/fs/binding');
const { must, requestSteps, runSteps } = require('internal/fs/steps');
const { isKind } = require('internal/fs/stats');
const { F_OK, S_IFLNK } = require('internal/fs/constants');
const {
  encodeName,
  getOptions,
  getValidMode,
  getValidatedPath,
  makeCallback,
  makeValueCallback,
  validatePath,
} = require('internal/fs/utils');

function access(path, mode, callback) {
  if (typeof mode === 'function') {
    callback = mode;
    mode = F_OK;
  }
  path = getValidatedPath(path);
  callback = makeCallback(callback);
  request('access', callback, path, getValidMode(mode, 'access'));
}

function accessSync(path, mode) {
  path = getValidatedPath(path);
  call('access', path, getValidMode(mode, 'access'));
}

function exists(path, callback) {
  validateFunction(callback, 'cb');
  try {
    path = getValidatedPath(path);
  } catch {
    callback(false);
    return;
  }
  request('access', (error) => callback(!error), path, F_OK);
}

Object.defineProperty(exists, promisify.custom, {
  __proto__: null,
  value: function exists(path) {
    return new Promise((resolve) => module.exports.exists(path, resolve));
  },
});

let hasWarnedOfNoPath = false;

function warnOfNoPath() {
  if (hasWarnedOfNoPath || !profile.existsSyncWarnsOfNoPath) return;
  hasWarnedOfNoPath = true;
  process.emitWarning('Passing invalid argument types to fs.existsSync is deprecated', 'DeprecationWarning', 'DEP0187');
}

function existsSync(path) {
  try {
    path = getValidatedPath(path);
  } catch (error) {
    if (error.code === 'ERR_INVALID_ARG_TYPE') warnOfNoPath();
    return false;
  }
  return !failed(tryCall('access', path, F_OK));
}

function rename(oldPath, newPath, callback) {
  callback = makeCallback(callback);
  request('rename', callback, getValidatedPath(oldPath, 'oldPath'), getValidatedPath(newPath, 'newPath'));
}

function renameSync(oldPath, newPath) {
  call('rename', getValidatedPath(oldPath, 'oldPath'), getValidatedPath(newPath, 'newPath'));
}

function link(existingPath, newPath, callback) {
  callback = makeCallback(callback);
  request('link', callback, getValidatedPath(existingPath, 'existingPath'), getValidatedPath(newPath, 'newPath'));
}

function linkSync(existingPath, newPath) {
  call('link', getValidatedPath(existingPath, 'existingPath'), getValidatedPath(newPath, 'newPath'));
}

/** The kind of a symbolic link matters on Windows only; elsewhere it is checked and dropped. */
function validateSymlinkType(type) {
  if (profile.symlinkTypesMustBeKnown) {
    validateOneOf(type, 'type', ['dir', 'file', 'junction', null, undefined]);
  } else if (typeof type === 'string' && !['dir', 'file', 'junction'].includes(type)) {
    throw new codes.ERR_FS_INVALID_SYMLINK_TYPE(type);
  }
}

function symlink(target, path, type, callback) {
  if (!profile.symlinkTypesMustBeKnown) {
    callback = makeCallback(arguments[arguments.length - 1]);
    target = getValidatedPath(target, 'target');
    path = getValidatedPath(path);
    if (typeof type !== 'function') validateSymlinkType(type);
  } else if (callback === undefined) {
    callback = makeCallback(type);
  } else {
    validateSymlinkType(type);
    // OK because Node does not look at the callback here either, and calls it only if it can be called.
    if (typeof callback !== 'function') callback = () => {};
  }
  request('symlink', callback, getValidatedPath(target, 'target'), getValidatedPath(path));
}

function symlinkSync(target, path, type) {
  if (profile.symlinkTypesMustBeKnown) validateSymlinkType(type);
  target = getValidatedPath(target, 'target');
  path = getValidatedPath(path);
  validateSymlinkType(type);
  call('symlink', target, path);
}

function unlink(path, callback) {
  callback = makeCallback(callback);
  request('unlink', callback, getValidatedPath(path));
}

function unlinkSync(path) {
  call('unlink', getValidatedPath(path));
}

function readlink(path, options, callback) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  options = getOptions(options);
  path = getValidatedPath(path, profile.readlinkErrorsNameOldPath ? 'oldPath' : 'path');
  request('readlink', makeValueCallback(callback, (target) => encodeName(target, options.encoding)), path);
}

function readlinkSync(path, options) {
  options = getOptions(options);
  path = getValidatedPath(path, profile.readlinkErrorsNameOldPath ? 'oldPath' : 'path');
  return encodeName(call('readlink', path), options.encoding);
}

function copyFile(src, dest, mode, callback) {
  if (typeof mode === 'function') {
    callback = mode;
    mode = 0;
  }
  src = getValidatedPath(src, 'src');
  dest = getValidatedPath(dest, 'dest');
  callback = makeCallback(callback);
  request('copyFile', callback, src, dest, getValidMode(mode, 'copyFile'));
}

function copyFileSync(src, dest, mode) {
  src = getValidatedPath(src, 'src');
  dest = getValidatedPath(dest, 'dest');
  call('copyFile', src, dest, getValidMode(mode, 'copyFile'));
}

/** The absolute path that realpath resolves; unlike other calls it takes anything that has a text. */
function realpathArgument(path) {
  path = toPathIfFileURL(path);
  if (typeof path !== 'string') path += '';
  validatePath(path);
  return require('path').resolve(path);
}

/**
 * Resolves every link of an absolute path: looks at one part after the other, and starts again at the target when a
 * part is a link. Parts that were seen to be no links are not looked at twice.
 */
function* realpathSteps(path) {
  const known = new Set();
  let position = 1;
  while (position < path.length) {
    const next = path.indexOf('/', position);
    const base = next < 0 ? path : path.slice(0, next);
    const rest = next < 0 ? '' : path.slice(next);
    position = base.length + 1;
    if (known.has(base)) continue;
    const values = yield* must('lstat', base);
    if (!isKind(values, S_IFLNK)) {
      known.add(base);
      continue;
    }
    yield* must('stat', base);
    const target = yield* must('readlink', base);
    const { dirname, resolve } = require('path');
    path = resolve(dirname(base), target, rest === '' ? '.' : rest.slice(1));
    position = 1;
  }
  return path;
}

function realpath(path, options, callback) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  options = getOptions(options);
  const steps = realpathSteps(realpathArgument(path));
  const done = makeValueCallback(callback, (resolved) => encodeName(resolved, options.encoding));
  requestSteps(steps, done);
}

function realpathSync(path, options) {
  options = getOptions(options);
  return encodeName(runSteps(realpathSteps(realpathArgument(path))), options.encoding);
}

realpath.native = function(path, options, callback) {
  callback = makeCallback(callback || options);
  options = getOptions(options);
  path = getValidatedPath(path);
  request('realpath', makeValueCallback(callback, (resolved) => encodeName(resolved, options.encoding)), path);
};

realpathSync.native = function(path, options) {
  options = getOptions(options);
  return encodeName(call('realpath', getValidatedPath(path)), options.encoding);
};

module.exports = {
  access,
  accessSync,
  copyFile,
  copyFileSync,
  exists,
  existsSync,
  link,
  linkSync,
  readlink,
  readlinkSync,
  realpath,
  realpathSync,
  rename,
  renameSync,
  symlink,
  symlinkSync,
  unlink,
  unlinkSync,
  validateSymlinkType,
};
