// Files as the module loaders see them: what a path is, what it holds, where it really lies.
'use strict';

const ops = internalBinding('fs_ops');

const S_IFMT = 0o170000;
const S_IFDIR = 0o040000;
/** Index of the mode in a stat's numbers. */
const MODE = 1;
const WHOLE_FILE_LIMIT = 2 ** 31 - 1;

/** 0 for a file, 1 for a directory, negative when there is nothing. */
function internalModuleStat(path) {
  const stat = ops.stat(path, false);
  if (typeof stat === 'number') return stat;
  return (stat[MODE] & S_IFMT) === S_IFDIR ? 1 : 0;
}

/** Throws the error of a file call that gave a negative number. */
function check(result, syscall, path) {
  if (typeof result !== 'number' || result >= 0) return result;
  const { UVException } = require('internal/errors');
  throw new UVException({ errno: result, syscall, path });
}

/** The file's bytes. Throws as fs.readFileSync does. */
function readFile(path) {
  return check(ops.readWhole(path, 0, WHOLE_FILE_LIMIT, false), 'open', path);
}

/** The file's text, without a byte order mark. Throws as fs.readFileSync does. */
function readText(path) {
  const text = internalBinding('encoding_binding').decodeUTF8(readFile(path), false, false);
  return text;
}

/** The file's text, or undefined when it cannot be read. */
function readTextIfAny(path) {
  return internalModuleStat(path) === 0 ? readText(path) : undefined;
}

/** The path with every link followed. */
function realpath(path) {
  return check(ops.realpath(path, false), 'realpath', path);
}

module.exports = { internalModuleStat, readText, readTextIfAny, realpath };
