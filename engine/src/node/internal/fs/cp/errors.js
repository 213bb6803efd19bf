// What `cp` refuses, in its words: those of Node's JavaScript, or, in cpSync from 22 on, those of its C++.
'use strict';

const { codes } = require('internal/errors');
const profile = require('internal/profile');

/** Error numbers of Linux, as the errors' `info` gives them. */
const EEXIST = 17;
const ENOTDIR = 20;
const EISDIR = 21;
const EINVAL = 22;

/** @param {boolean} isBare whether to speak as the binding does: an Error with nothing but a code */
function refusal(isBare, code, bareMessage, info) {
  if (!isBare) return new codes[code](info);
  const error = new Error(bareMessage);
  error.code = code;
  return error;
}

function samePath(path, isBare) {
  return refusal(isBare, 'ERR_FS_CP_EINVAL', `src and dest cannot be the same ${path}`, {
    message: 'src and dest cannot be the same',
    path,
    syscall: 'cp',
    errno: EINVAL,
    code: 'EINVAL',
  });
}

function intoItself(src, dest, isBare) {
  return refusal(isBare, 'ERR_FS_CP_EINVAL', `Cannot copy ${src}/ to a subdirectory of self ${dest}`, {
    message: `cannot copy ${src} to a subdirectory of self ${dest}`,
    path: dest,
    syscall: 'cp',
    errno: EINVAL,
    code: 'EINVAL',
  });
}

function directoryOverFile(src, dest, isBare) {
  const text = profile.cpErrorsAreSwapped ? `overwrite directory ${src} with non-directory ${dest}` :
    `overwrite non-directory ${dest} with directory ${src}`;
  return refusal(isBare, 'ERR_FS_CP_DIR_TO_NON_DIR', `Cannot ${text}`, {
    message: `cannot ${text}`,
    path: dest,
    syscall: 'cp',
    errno: EISDIR,
    code: 'EISDIR',
  });
}

function fileOverDirectory(src, dest, isBare) {
  const text = profile.cpErrorsAreSwapped ? `overwrite non-directory ${src} with directory ${dest}` :
    `overwrite directory ${dest} with non-directory ${src}`;
  return refusal(isBare, 'ERR_FS_CP_NON_DIR_TO_DIR', `Cannot ${text}`, {
    message: `cannot ${text}`,
    path: dest,
    syscall: 'cp',
    errno: ENOTDIR,
    code: 'ENOTDIR',
  });
}

function notRecursive(src, isBare, isSync) {
  return refusal(isBare, 'ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${src}/`, {
    message: `${src} is a directory (not copied)`,
    path: src,
    syscall: 'cp',
    errno: isSync ? EINVAL : EISDIR,
    code: 'EISDIR',
  });
}

function alreadyExists(dest) {
  return refusal(false, 'ERR_FS_CP_EEXIST', '', {
    message: `${dest} already exists`,
    path: dest,
    syscall: 'cp',
    errno: EEXIST,
    code: 'EEXIST',
  });
}

function linkIntoItself(from, to) {
  return refusal(false, 'ERR_FS_CP_EINVAL', '', {
    message: `cannot copy ${from} to a subdirectory of self ${to}`,
    path: to,
    syscall: 'cp',
    errno: EINVAL,
    code: 'EINVAL',
  });
}

function linkOverParent(from, to) {
  return refusal(false, 'ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', '', {
    message: `cannot overwrite ${to} with ${from}`,
    path: to,
    syscall: 'cp',
    errno: EINVAL,
    code: 'EINVAL',
  });
}

/** @param {'SOCKET' | 'FIFO_PIPE' | 'UNKNOWN'} kind */
function uncopyable(kind, dest) {
  const what = { SOCKET: 'a socket file', FIFO_PIPE: 'a FIFO pipe', UNKNOWN: 'an unknown file type' }[kind];
  return refusal(false, `ERR_FS_CP_${kind}`, '', {
    message: `cannot copy ${what}: ${dest}`,
    path: dest,
    syscall: 'cp',
    errno: EINVAL,
    code: 'EINVAL',
  });
}

module.exports = {
  alreadyExists,
  directoryOverFile,
  fileOverDirectory,
  intoItself,
  linkIntoItself,
  linkOverParent,
  notRecursive,
  samePath,
  uncopyable,
};
