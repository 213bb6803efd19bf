// What is known about files, by callback and at once: stat and its kin, mode, owner, times (Node's doc: «fs.stat» …).
'use strict';

const { parseFileMode, validateInteger } = require('internal/validators');
const profile = require('internal/profile');
const { call, callError, failed, request, tryCall } = require('internal/fs/binding');
const { statFsFromValues, statsFromValues } = require('internal/fs/stats');
const {
  getValidatedFd,
  getValidatedPath,
  makeCallback,
  makeValueCallback,
  pathText,
  toUnixTimestamp,
} = require('internal/fs/utils');

const ENOENT = -2;
/** The largest user or group number. */
const ID_MAX = 2 ** 32 - 1;

/** The name that a bad time is given in errors: only futimes says which of the two it is. */
function times(atime, mtime, areNamed) {
  return areNamed ? [toUnixTimestamp(atime, 'atime'), toUnixTimestamp(mtime, 'mtime')] :
    [toUnixTimestamp(atime), toUnixTimestamp(mtime)];
}

/** A user and a group; -1 leaves one as it is. */
function validateOwner(uid, gid) {
  validateInteger(uid, 'uid', -1, ID_MAX);
  validateInteger(gid, 'gid', -1, ID_MAX);
}

/** A stat call by callback; its options are whatever has a `bigint`. */
function requestStats(name, target, options, callback, convert = statsFromValues) {
  const bigint = name === 'statfs' ? options.bigint : options?.bigint;
  if (name === 'fstat' && !profile.fsBindingChecksArguments) target = getValidatedFd(target);
  callback = makeValueCallback(callback, (values) => convert(values, bigint));
  request(name, callback, name === 'fstat' ? getValidatedFd(target) : getValidatedPath(target));
}

function fstat(fd, options = { bigint: false }, callback) {
  if (typeof options === 'function') requestStats('fstat', fd, {}, options);
  else requestStats('fstat', fd, options, callback);
}

function lstat(path, options = { bigint: false }, callback) {
  if (typeof options === 'function') requestStats('lstat', path, {}, options);
  else requestStats('lstat', path, options, callback);
}

function stat(path, options = { bigint: false, throwIfNoEntry: true }, callback) {
  if (typeof options === 'function') requestStats('stat', path, {}, options);
  else requestStats('stat', path, options, callback);
}

function statfs(path, options = { bigint: false }, callback) {
  if (typeof options === 'function') requestStats('statfs', path, {}, options, statFsFromValues);
  else requestStats('statfs', path, options, callback, statFsFromValues);
}

function fstatSync(fd, options = { bigint: false }) {
  return statsFromValues(call('fstat', getValidatedFd(fd)), options.bigint);
}

/** One of the two that can answer nothing when there is nothing. */
function statByPathSync(name, path, options) {
  const bigint = options.bigint;
  path = getValidatedPath(path);
  const values = tryCall(name, path);
  if (!failed(values)) return statsFromValues(values, bigint);
  if (options.throwIfNoEntry === false && values === ENOENT) return undefined;
  throw callError(values, name, [pathText(path)], module.exports[`${name}Sync`]);
}

function lstatSync(path, options = { bigint: false, throwIfNoEntry: true }) {
  return statByPathSync('lstat', path, options);
}

function statSync(path, options = { bigint: false, throwIfNoEntry: true }) {
  return statByPathSync('stat', path, options);
}

function statfsSync(path, options = { bigint: false }) {
  return statFsFromValues(call('statfs', getValidatedPath(path)), options.bigint);
}

function chmod(path, mode, callback) {
  path = getValidatedPath(path);
  mode = parseFileMode(mode, 'mode');
  callback = makeCallback(callback);
  request('chmod', callback, path, mode);
}

function chmodSync(path, mode) {
  path = getValidatedPath(path);
  call('chmod', path, parseFileMode(mode, 'mode'));
}

/** Runs the checks of a call on a descriptor: its own come first up to Node 18, last from 20 on. */
function checkWithFd(fd, checkOthers) {
  if (!profile.fsBindingChecksArguments) fd = getValidatedFd(fd);
  const others = checkOthers();
  return [getValidatedFd(fd), ...others];
}

function fchmod(fd, mode, callback) {
  const args = checkWithFd(fd, () => {
    mode = parseFileMode(mode, 'mode');
    callback = makeCallback(callback);
    return [mode];
  });
  request('fchmod', callback, ...args);
}

function fchmodSync(fd, mode) {
  call('fchmod', ...checkWithFd(fd, () => [parseFileMode(mode, 'mode')]));
}

function fchown(fd, uid, gid, callback) {
  const args = checkWithFd(fd, () => {
    validateOwner(uid, gid);
    callback = makeCallback(callback);
    return [uid, gid];
  });
  request('fchown', callback, ...args);
}

function fchownSync(fd, uid, gid) {
  call('fchown', ...checkWithFd(fd, () => {
    validateOwner(uid, gid);
    return [uid, gid];
  }));
}

function chown(path, uid, gid, callback) {
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  request('chown', callback, path, uid, gid);
}

function chownSync(path, uid, gid) {
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  call('chown', path, uid, gid);
}

function lchown(path, uid, gid, callback) {
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  request('lchown', callback, path, uid, gid);
}

function lchownSync(path, uid, gid) {
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  call('lchown', path, uid, gid);
}

function utimes(path, atime, mtime, callback) {
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  request('utimes', callback, path, ...times(atime, mtime));
}

function utimesSync(path, atime, mtime) {
  path = getValidatedPath(path);
  call('utimes', path, ...times(atime, mtime));
}

function lutimes(path, atime, mtime, callback) {
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  request('lutimes', callback, path, ...times(atime, mtime));
}

function lutimesSync(path, atime, mtime) {
  path = getValidatedPath(path);
  call('lutimes', path, ...times(atime, mtime));
}

function futimes(fd, atime, mtime, callback) {
  const args = checkWithFd(fd, () => {
    const seconds = times(atime, mtime, true);
    callback = makeCallback(callback);
    return seconds;
  });
  request('futimes', callback, ...args);
}

function futimesSync(fd, atime, mtime) {
  call('futimes', ...checkWithFd(fd, () => times(atime, mtime, true)));
}

module.exports = {
  chmod,
  chmodSync,
  chown,
  chownSync,
  fchmod,
  fchmodSync,
  fchown,
  fchownSync,
  fstat,
  fstatSync,
  futimes,
  futimesSync,
  lchown,
  lchownSync,
  lstat,
  lstatSync,
  lutimes,
  lutimesSync,
  stat,
  statSync,
  statfs,
  statfsSync,
  utimes,
  utimesSync,
  validateOwner,
};
