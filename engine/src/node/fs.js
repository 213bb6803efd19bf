// node:fs: the table of its functions; what is rarely used is loaded when it is called (Node's doc: «File system»).
'use strict';

const profile = require('internal/profile');
const constants = require('internal/fs/constants');
const directories = require('internal/fs/directories');
const files = require('internal/fs/files');
const metadata = require('internal/fs/metadata');
const names = require('internal/fs/names');
const wholeFiles = require('internal/fs/whole_files');
const { Dirent } = require('internal/fs/dirent');
const { Stats } = require('internal/fs/stats');
const { toUnixTimestamp } = require('internal/fs/utils');

function cp(src, dest, options, callback) {
  require('internal/fs/cp/cp').cp(src, dest, options, callback);
}

function cpSync(src, dest, options) {
  require('internal/fs/cp/cp').cpSync(src, dest, options);
}

function createReadStream(path, options) {
  const { ReadStream } = require('internal/fs/streams');
  return new ReadStream(path, options);
}

function createWriteStream(path, options) {
  const { WriteStream } = require('internal/fs/streams');
  return new WriteStream(path, options);
}

function glob(pattern, options, callback) {
  require('internal/fs/glob').glob(pattern, options, callback);
}

function globSync(pattern, options) {
  return require('internal/fs/glob').globSync(pattern, options);
}

function openAsBlob(path, options = {}) {
  return require('internal/fs/blob').openAsBlob(path, options);
}

function openAsBlobSync(path, options = {}) {
  return require('internal/fs/blob').openAsBlobSync(path, options);
}

function opendir(path, options, callback) {
  require('internal/fs/dir').opendir(path, options, callback);
}

function opendirSync(path, options) {
  return require('internal/fs/dir').opendirSync(path, options);
}

function unwatchFile(filename, listener) {
  require('internal/fs/watchers').unwatchFile(filename, listener);
}

function watch(filename, options, listener) {
  return require('internal/fs/watchers').watch(filename, options, listener);
}

function watchFile(filename, options, listener) {
  return require('internal/fs/watchers').watchFile(filename, options, listener);
}

/** `fs.Stats`, which programs are told not to make from Node 22 on (DEP0180). */
function publicStats() {
  if (!profile.fsStatsIsDeprecated) return Stats;
  return require('internal/util').deprecate(Stats, 'fs.Stats constructor is deprecated.', 'DEP0180');
}

const fs = module.exports = {
  appendFile: wholeFiles.appendFile,
  appendFileSync: wholeFiles.appendFileSync,
  access: names.access,
  accessSync: names.accessSync,
  chown: metadata.chown,
  chownSync: metadata.chownSync,
  chmod: metadata.chmod,
  chmodSync: metadata.chmodSync,
  close: files.close,
  closeSync: files.closeSync,
  copyFile: names.copyFile,
  copyFileSync: names.copyFileSync,
  cp,
  cpSync,
  createReadStream,
  createWriteStream,
  exists: names.exists,
  existsSync: names.existsSync,
  fchown: metadata.fchown,
  fchownSync: metadata.fchownSync,
  fchmod: metadata.fchmod,
  fchmodSync: metadata.fchmodSync,
  fdatasync: files.fdatasync,
  fdatasyncSync: files.fdatasyncSync,
  fstat: metadata.fstat,
  fstatSync: metadata.fstatSync,
  fsync: files.fsync,
  fsyncSync: files.fsyncSync,
  ftruncate: files.ftruncate,
  ftruncateSync: files.ftruncateSync,
  futimes: metadata.futimes,
  futimesSync: metadata.futimesSync,
  ...(profile.fsHasGlob && { glob, globSync }),
  lchown: metadata.lchown,
  lchownSync: metadata.lchownSync,
  // These two exist on macOS only.
  lchmod: undefined,
  lchmodSync: undefined,
  link: names.link,
  linkSync: names.linkSync,
  lstat: metadata.lstat,
  lstatSync: metadata.lstatSync,
  lutimes: metadata.lutimes,
  lutimesSync: metadata.lutimesSync,
  mkdir: directories.mkdir,
  mkdirSync: directories.mkdirSync,
  mkdtemp: directories.mkdtemp,
  mkdtempSync: directories.mkdtempSync,
  ...(profile.fsHasDisposableMkdtemp && { mkdtempDisposableSync: directories.mkdtempDisposableSync }),
  open: files.open,
  openSync: files.openSync,
  ...(profile.fsHasOpenAsBlob && { openAsBlob }),
  ...(profile.fsHasOpenAsBlobSync && { openAsBlobSync }),
  readdir: directories.readdir,
  readdirSync: directories.readdirSync,
  read: files.read,
  readSync: files.readSync,
  readv: files.readv,
  readvSync: files.readvSync,
  readFile: wholeFiles.readFile,
  readFileSync: wholeFiles.readFileSync,
  readlink: names.readlink,
  readlinkSync: names.readlinkSync,
  realpath: names.realpath,
  realpathSync: names.realpathSync,
  rename: names.rename,
  renameSync: names.renameSync,
  rm: directories.rm,
  rmSync: directories.rmSync,
  rmdir: directories.rmdir,
  rmdirSync: directories.rmdirSync,
  stat: metadata.stat,
  statfs: metadata.statfs,
  statSync: metadata.statSync,
  statfsSync: metadata.statfsSync,
  symlink: names.symlink,
  symlinkSync: names.symlinkSync,
  truncate: files.truncate,
  truncateSync: files.truncateSync,
  unwatchFile,
  unlink: names.unlink,
  unlinkSync: names.unlinkSync,
  utimes: metadata.utimes,
  utimesSync: metadata.utimesSync,
  watch,
  watchFile,
  writeFile: wholeFiles.writeFile,
  writeFileSync: wholeFiles.writeFileSync,
  write: files.write,
  writeSync: files.writeSync,
  writev: files.writev,
  writevSync: files.writevSync,
  Dirent,
  Stats: publicStats(),
};

/** The stream classes, loaded when they are asked for; programs may put others in their place. */
for (const [name, original] of [
  ['ReadStream', 'ReadStream'],
  ['WriteStream', 'WriteStream'],
  ['FileReadStream', 'ReadStream'],
  ['FileWriteStream', 'WriteStream'],
]) {
  let replaced;
  const accessors = {
    get [name]() {
      return replaced ?? require('internal/fs/streams')[original];
    },
    set [name](value) {
      replaced = value;
    },
  };
  const { get, set } = Object.getOwnPropertyDescriptor(accessors, name);
  Object.defineProperty(fs, name, { __proto__: null, configurable: true, enumerable: true, get, set });
}

if (profile.fsHasUtf8Stream) {
  Object.defineProperty(fs, 'Utf8Stream', {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      return require('internal/streams/fast-utf8-stream');
    },
  });
}

fs._toUnixTimestamp = toUnixTimestamp;

Object.defineProperty(fs, 'Dir', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return require('internal/fs/dir').Dir;
  },
});
fs.opendir = opendir;
fs.opendirSync = opendirSync;

/** The access modes under their old names: constants up to Node 22, deprecated in 24 (DEP0176), gone in 26. */
for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) {
  if (profile.fsHasAccessModes) {
    Object.defineProperty(fs, name, { __proto__: null, enumerable: true, value: constants[name] });
  } else if (profile.fsDeprecatesAccessModes) {
    const get = require('internal/util').deprecate(
      () => constants[name], `fs.${name} is deprecated, use fs.constants.${name} instead`, 'DEP0176');
    Object.defineProperty(fs, name, { __proto__: null, get });
  }
}

Object.defineProperties(fs, {
  constants: { __proto__: null, enumerable: true, value: constants },
  promises: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      return require('internal/fs/promises').exports;
    },
  },
});
