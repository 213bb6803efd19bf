// Removes a file or a tree, as `rm` and `rmdir({ recursive: true })` do (Node's doc: «fs.rm»).
'use strict';

const { call, request } = require('internal/fs/binding');
const { isKind } = require('internal/fs/stats');
const { S_IFDIR } = require('internal/fs/constants');

/** A removal that failed for one of these is tried again, `maxRetries` times, a little later each time. */
const RETRIED = new Set(['EBUSY', 'EMFILE', 'ENFILE', 'ENOTEMPTY', 'EPERM']);
/** What rmdir says of a directory that has entries. */
const NOT_EMPTY = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM']);

/** Removes `path`; a path that is gone counts as removed. Entries of a directory are removed at the same time. */
function rimraf(path, options, callback) {
  let tries = 0;
  function attempted(error) {
    if (error && RETRIED.has(error.code) && tries < options.maxRetries) {
      tries++;
      require('timers').setTimeout(remove, tries * options.retryDelay, path, options, attempted);
    } else {
      callback(error?.code === 'ENOENT' ? null : error);
    }
  }
  remove(path, options, attempted);
}

function remove(path, options, callback) {
  request('lstat', (error, values) => {
    if (error) return callback(error);
    if (isKind(values, S_IFDIR)) return removeDirectory(path, options, error, callback);
    request('unlink', (error) => {
      if (error?.code === 'EPERM' || error?.code === 'EISDIR') removeDirectory(path, options, error, callback);
      else callback(error);
    }, path);
  }, path);
}

function removeDirectory(path, options, originalError, callback) {
  request('rmdir', (error) => {
    if (error && NOT_EMPTY.has(error.code)) removeEntries(path, options, callback);
    else callback(error?.code === 'ENOTDIR' ? originalError : error);
  }, path);
}

function removeEntries(path, options, callback) {
  request('readdir', (error, listing) => {
    if (error) return callback(error);
    const [names] = listing;
    if (names.length === 0) return request('rmdir', callback, path);
    let left = names.length;
    let isDone = false;
    for (const name of names) {
      rimraf(`${path}/${name}`, options, (error) => {
        if (isDone) return;
        isDone = Boolean(error) || --left === 0;
        if (error) callback(error);
        else if (isDone) request('rmdir', callback, path);
      });
    }
  }, path);
}

/** As `rimraf`, now; retries wait without doing anything else. @throws {Error} of the call that failed */
function rimrafSync(path, options) {
  for (let tries = 1; ; tries++) {
    try {
      removeSync(path, options);
      return;
    } catch (error) {
      if (error.code === 'ENOENT') return;
      if (!RETRIED.has(error.code) || tries > options.maxRetries) throw error;
      if (options.retryDelay > 0) require('internal/util').sleep(tries * options.retryDelay);
    }
  }
}

function removeSync(path, options) {
  if (!isKind(call('lstat', path), S_IFDIR)) {
    call('unlink', path);
    return;
  }
  try {
    call('rmdir', path);
  } catch (error) {
    if (!NOT_EMPTY.has(error.code)) throw error;
    const [names] = call('readdir', path);
    for (const name of names) rimrafSync(`${path}/${name}`, options);
    call('rmdir', path);
  }
}

module.exports = { rimraf, rimrafSync };
