// `fs.promises`: file calls that answer with promises (Node's doc: «Promises API»).
'use strict';

const { aggregateTwoErrors, codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { parseFileMode, validateAbortSignal, validateObject } = require('internal/validators');
const { promisify } = require('internal/util');
const profile = require('internal/profile');
const constants = require('internal/fs/constants');
const { FSReqCallback, FileJob, promise, settle } = require('internal/fs/binding');
const { promiseSteps } = require('internal/fs/steps');
const { FileHandle, ftruncate } = require('internal/fs/file_handle');
const { checkAborted, checkData, isIterable, readContents, writeContents } = require('internal/fs/handle_contents');
const { isKind, statFsFromValues, statsFromValues } = require('internal/fs/stats');
const directories = require('internal/fs/directories');
const { validateOwner } = require('internal/fs/metadata');
const { validateSymlinkType } = require('internal/fs/names');
const { WRITE_DEFAULTS, flushOption, readFileOptions, wholeFileResult } = require('internal/fs/whole_files');
const {
  CHUNK_BYTES,
  encodeName,
  getOptions,
  getValidMode,
  getValidatedPath,
  pathText,
  rmDirectoryError,
  stringToFlags,
  toUnixTimestamp,
  validateRmOptions,
} = require('internal/fs/utils');

async function access(path, mode = constants.F_OK) {
  path = getValidatedPath(path);
  await promise('access', path, getValidMode(mode, 'access'));
}

async function copyFile(src, dest, mode) {
  src = getValidatedPath(src, 'src');
  dest = getValidatedPath(dest, 'dest');
  await promise('copyFile', src, dest, getValidMode(mode, 'copyFile'));
}

async function cp(src, dest, options) {
  return require('internal/fs/cp/cp').cpPromise(src, dest, options);
}

async function* glob(pattern, options) {
  yield* require('internal/fs/glob').globIterate(pattern, options);
}

async function open(path, flags, mode) {
  path = getValidatedPath(path);
  const flagsNumber = stringToFlags(flags);
  mode = parseFileMode(mode, 'mode', 0o666);
  return new FileHandle(await promise('open', path, flagsNumber, mode));
}

async function rename(oldPath, newPath) {
  oldPath = getValidatedPath(oldPath, 'oldPath');
  await promise('rename', oldPath, getValidatedPath(newPath, 'newPath'));
}

/** Closes a handle that was opened for one operation, whatever became of it. */
async function closeAfter(operation, handle) {
  let value;
  try {
    value = await operation;
  } catch (error) {
    try {
      await handle.close();
    } catch (closeError) {
      throw aggregateTwoErrors(closeError, error);
    }
    throw error;
  }
  await handle.close();
  return value;
}

async function truncate(path, len = 0) {
  const handle = await open(path, 'r+');
  return closeAfter(ftruncate(handle, len), handle);
}

const rimraf = promisify((path, options, callback) => require('internal/fs/rimraf').rimraf(path, options, callback));

/** Checks what rm is given against what is there. */
async function checkRm(path, options) {
  options = validateRmOptions(options);
  let values;
  try {
    values = await settle(new FSReqCallback(), 'lstat', [path]);
  } catch (error) {
    if (!(options.force && error.code === 'ENOENT')) throw error;
  }
  if (values && isKind(values, constants.S_IFDIR) && !options.recursive) throw rmDirectoryError(path);
  return options;
}

async function rm(path, options) {
  path = getValidatedPath(path);
  options = await checkRm(path, options);
  return rimraf(pathText(path), options);
}

async function rmdir(path, options) {
  path = getValidatedPath(path);
  const rmOptions = directories.rmdirOptions(options);
  if (rmOptions && isKind(await promise('stat', path), constants.S_IFDIR)) return rimraf(pathText(path), rmOptions);
  await promise('rmdir', path);
}

async function mkdir(path, options) {
  path = getValidatedPath(path);
  const { mode, recursive } = directories.mkdirOptions(options);
  return recursive ? promiseSteps(directories.mkdirSteps(path, mode), true) : promise('mkdir', path, mode);
}

async function readdir(path, options) {
  options = getOptions(options);
  path = getValidatedPath(path);
  if (!options.recursive) return directories.entriesOf(path, await promise('readdir', path), options);
  if (profile.fsTreesAreListedInOneJob) {
    return directories.treeEntriesOf(path, await promise('readdirRecursive', path), options);
  }
  return promiseSteps(directories.deepSteps(path, options));
}

async function readlink(path, options) {
  options = getOptions(options);
  path = getValidatedPath(path, 'oldPath');
  return encodeName(await promise('readlink', path), options.encoding);
}

async function symlink(target, path, type) {
  validateSymlinkType(type);
  target = getValidatedPath(target, 'target');
  await promise('symlink', target, getValidatedPath(path));
}

async function lstat(path, options = { bigint: false }) {
  path = getValidatedPath(path);
  if (profile.fsPromiseStatsCheckOptions) validateObject(options, 'options');
  const bigint = options.bigint;
  return statsFromValues(await promise('lstat', path), bigint);
}

async function stat(path, options = { bigint: false, throwIfNoEntry: true }) {
  path = getValidatedPath(path);
  if (profile.fsPromiseStatsCheckOptions) validateObject(options, 'options');
  const bigint = options.bigint;
  return statsFromValues(await promise('stat', path), bigint);
}

async function statfs(path, options = { bigint: false }) {
  path = getValidatedPath(path);
  const bigint = options.bigint;
  return statFsFromValues(await promise('statfs', path), bigint);
}

async function link(existingPath, newPath) {
  existingPath = getValidatedPath(existingPath, 'existingPath');
  await promise('link', existingPath, getValidatedPath(newPath, 'newPath'));
}

async function unlink(path) {
  await promise('unlink', getValidatedPath(path));
}

async function chmod(path, mode) {
  path = getValidatedPath(path);
  await promise('chmod', path, parseFileMode(mode, 'mode'));
}

async function lchmod(path, mode) {
  throw new ERR_METHOD_NOT_IMPLEMENTED('lchmod()');
}

async function lchown(path, uid, gid) {
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  await promise('lchown', path, uid, gid);
}

async function chown(path, uid, gid) {
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  await promise('chown', path, uid, gid);
}

async function utimes(path, atime, mtime) {
  path = getValidatedPath(path);
  await promise('utimes', path, toUnixTimestamp(atime), toUnixTimestamp(mtime));
}

async function lutimes(path, atime, mtime) {
  path = getValidatedPath(path);
  await promise('lutimes', path, toUnixTimestamp(atime), toUnixTimestamp(mtime));
}

async function realpath(path, options) {
  options = getOptions(options);
  path = getValidatedPath(path);
  return encodeName(await promise('realpath', path), options.encoding);
}

async function mkdtemp(prefix, options) {
  options = getOptions(options);
  return encodeName(await promise('mkdtemp', directories.mkdtempPrefix(prefix)), options.encoding);
}

async function mkdtempDisposable(prefix, options) {
  options = getOptions(options);
  prefix = directories.mkdtempPrefix(prefix);
  const cwd = process.cwd();
  const path = encodeName(await promise('mkdtemp', prefix), options.encoding);
  const fullPath = require('path').resolve(cwd, pathText(path));
  const remove = async () => {
    await rimraf(fullPath, { maxRetries: 0, recursive: true, force: true, retryDelay: 0 });
  };
  return {
    __proto__: null,
    path,
    remove,
    async [Symbol.asyncDispose]() {
      await remove();
    },
  };
}

/** Writes a path in one job, as Node does from 26 on what is no more than 512 KiB. */
async function writeFileInOneJob(path, flags, mode, data, signal) {
  await settle(new FileJob(), 'writeFileWhole', [path, flags, mode, data]);
  checkAborted(signal);
}

async function writeFile(path, data, options) {
  options = getOptions(options, WRITE_DEFAULTS);
  const flag = options.flag || 'w';
  const flush = flushOption(options);
  data = checkData(data, options.encoding);
  validateAbortSignal(options.signal, 'options.signal');
  if (path instanceof FileHandle) return writeContents(path, data, options);
  checkAborted(options.signal);
  if (profile.wholeFilesAreOneJob && !flush && !isIterable(data) && data.byteLength <= CHUNK_BYTES) {
    path = getValidatedPath(path);
    const mode = parseFileMode(options.mode, 'mode', 0o666);
    return writeFileInOneJob(path, stringToFlags(flag), mode, data, options.signal);
  }
  const handle = await open(path, flag, options.mode);
  let writing = writeContents(handle, data, options);
  if (flush) writing = writing.then(() => handle.sync());
  return closeAfter(writing, handle);
}

async function appendFile(path, data, options) {
  options = { ...getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'a', flush: false }) };
  options.flag ||= 'a';
  return writeFile(path, data, options);
}

/** Reads a path in one job; of a file above 512 KiB that job opens it and the reads follow. */
async function readFileInOneJob(path, flags, options) {
  const answer = await settle(new FileJob(), 'readFileWhole', [path, flags, CHUNK_BYTES]);
  if (Array.isArray(answer)) {
    const [fd, size] = answer;
    const handle = new FileHandle(fd);
    return closeAfter(readContents(handle, options, size), handle);
  }
  checkAborted(options.signal);
  return wholeFileResult(answer, options.encoding);
}

async function readFile(path, options) {
  options = readFileOptions(options);
  const flag = options.flag || 'r';
  if (path instanceof FileHandle) return readContents(path, options);
  checkAborted(options.signal);
  if (profile.wholeFilesAreOneJob && options.buffer === undefined) {
    path = getValidatedPath(path);
    return readFileInOneJob(path, stringToFlags(flag), options);
  }
  const handle = await open(path, flag, 0o666);
  return closeAfter(readContents(handle, options), handle);
}

async function* _watch(filename, options = {}) {
  yield* require('internal/fs/watchers').watchIterate(filename, options);
}

const opendir = promisify(function opendir(path, options, callback) {
  require('internal/fs/dir').opendir(path, options, callback);
});

module.exports = {
  exports: {
    access,
    copyFile,
    cp,
    ...(profile.fsHasGlob && { glob }),
    open,
    opendir,
    rename,
    truncate,
    rm,
    rmdir,
    mkdir,
    readdir,
    readlink,
    symlink,
    lstat,
    stat,
    statfs,
    link,
    unlink,
    chmod,
    lchmod,
    lchown,
    chown,
    utimes,
    lutimes,
    realpath,
    mkdtemp,
    ...(profile.fsHasDisposableMkdtemp && { mkdtempDisposable }),
    writeFile,
    appendFile,
    readFile,
    watch: _watch,
    constants,
  },
  FileHandle,
};
