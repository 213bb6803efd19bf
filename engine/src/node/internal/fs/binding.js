// The one file of JavaScript that touches the file binding: runs a file call now, with a callback or as a promise,
// and turns a negative errno into Node's error (Node's doc: «Errors», SystemError; libuv: «File system operations»).
'use strict';

/*
 * internalBinding('fs'), as the engine gives it. Every call takes plain values. Without a last argument `req` it
 * runs at once and returns its value, or -errno. With one it queues ONE thread-pool job, and when the loop reports
 * it done the engine calls `req.oncomplete(value or -errno)` in the request's async context. Paths are strings;
 * `position` is -1 (or any negative number) for the file's own position; calls without a value answer 0.
 *
 *   open(path, flags, mode) -> fd                      close(fd)
 *   read(fd, view, offset, length, position) -> n      readv(fd, views, position) -> n
 *   write(fd, view, offset, length, position) -> n     writev(fd, views, position) -> n
 *   stat(path) lstat(path) fstat(fd) -> 18 numbers: dev mode nlink uid gid rdev blksize ino size blocks, then
 *                                       seconds and nanoseconds of atime, mtime, ctime, birthtime
 *   statfs(path) -> 8 numbers: type bsize frsize blocks bfree bavail files ffree
 *   access(path, mode)          mkdir(path, mode)           rmdir(path)        unlink(path)
 *   mkdtemp(prefix) -> path     rename(from, to)            link(from, to)     symlink(target, path)
 *   readlink(path) -> text      realpath(path) -> path      copyFile(from, to, flags)
 *   readdir(path) -> [names, types]            names sorted as the real scandir sorts them; types are UV_DIRENT_*
 *   readdirRecursive(path) -> [names, types]   names relative to path, breadth first, as Node 26 lists them
 *   chmod(path, mode)  fchmod(fd, mode)  chown(path, uid, gid)  lchown(…)  fchown(fd, uid, gid)
 *   utimes(path, atime, mtime)  lutimes(…)  futimes(fd, atime, mtime)   both in seconds, fractions allowed
 *   ftruncate(fd, length)       fsync(fd)                   fdatasync(fd)
 *   opendir(path) -> handle     readNext(handle, count) -> [names, types], empty at the end     closedir(handle)
 *   readFileWhole(path, flags, limit) -> Uint8Array, or [fd, size] of a regular file above `limit` bytes, left open
 *   writeFileWhole(path, flags, mode, view) -> 0
 *     These two are one job each.
 *
 * Classes, for the names that async_hooks and getActiveResourcesInfo show: FSReqCallback, FSReqPromise,
 * FileHandleCloseReq (type FILEHANDLECLOSEREQ, active as CloseReq), FileJob (type FSREQCALLBACK, not listed as
 * active), FileHandle and DirHandle (resources without a request; `getAsyncId()`), StatWatcher (Node's shape:
 * `new StatWatcher(bigint)`, start(path, intervalMs), onchange(status, [18 of now, 18 before]), close, ref, unref).
 */
const binding = internalBinding('fs');

const profile = require('internal/profile');

/**
 * What the calls are named in errors, how many of the first arguments are paths, and whether there is a value.
 * @type {Record<string, [syscall: string, paths: number, hasValue?: boolean]>}
 */
const CALLS = {
  __proto__: null,
  access: ['access', 1],
  chmod: ['chmod', 1],
  chown: ['chown', 1],
  close: ['close', 0],
  closedir: ['closedir', 0],
  copyFile: ['copyfile', 2],
  fchmod: ['fchmod', 0],
  fchown: ['fchown', 0],
  fdatasync: ['fdatasync', 0],
  fstat: ['fstat', 0, true],
  fsync: ['fsync', 0],
  ftruncate: ['ftruncate', 0],
  futimes: ['futime', 0],
  lchown: ['lchown', 1],
  link: ['link', 2],
  lstat: ['lstat', 1, true],
  lutimes: ['lutime', 1],
  mkdir: ['mkdir', 1],
  mkdtemp: ['mkdtemp', 1, true],
  open: ['open', 1, true],
  opendir: ['opendir', 1, true],
  read: ['read', 0, true],
  readFileWhole: ['open', 1, true],
  readNext: ['scandir', 0, true],
  readdir: ['scandir', 1, true],
  readdirRecursive: ['scandir', 1, true],
  readlink: ['readlink', 1, true],
  readv: ['read', 0, true],
  realpath: ['realpath', 1, true],
  rename: ['rename', 2],
  rmdir: ['rmdir', 1],
  stat: ['stat', 1, true],
  statfs: ['statfs', 1, true],
  symlink: ['symlink', 2],
  unlink: ['unlink', 1],
  utimes: ['utime', 1],
  write: ['write', 0, true],
  writeFileWhole: ['open', 1],
  writev: ['write', 0, true],
};

/** Whether an answer of the binding is an error. */
function failed(answer) {
  return typeof answer === 'number' && answer < 0;
}

/** Paths given as bytes become text, which is what the binding and the error messages take. */
function namePaths(args, count) {
  for (let i = 0; i < count; i++) {
    if (typeof args[i] !== 'string') args[i] = require('internal/fs/utils').pathText(args[i]);
  }
  return args;
}

/**
 * The error of a failed call. `listsSyscallFirst` is the order of the properties that Node 18 gave to the errors of
 * its synchronous calls, which inspect shows.
 */
function makeError(errno, syscall, path, dest, listsSyscallFirst) {
  const { uvErrmapGet } = require('internal/errors');
  const [code, text] = uvErrmapGet(errno) ?? ['UNKNOWN', 'unknown error'];
  let message = `${code}: ${text}, ${syscall}`;
  // Node 18 took an empty path of a synchronous call for no path.
  if (listsSyscallFirst && path === '') path = undefined;
  if (listsSyscallFirst && dest === '') dest = undefined;
  if (path !== undefined) message += ` '${path}'`;
  if (dest !== undefined) message += ` -> '${dest}'`;
  const error = new Error(message);
  error.errno = errno;
  if (listsSyscallFirst) error.syscall = syscall;
  error.code = code;
  error.syscall = syscall;
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

/** Numbers of errno.h that tell which step of a whole file's job failed. */
const EISDIR = 21;
const ENOSPC = 28;
const EFBIG = 27;

/** The step that failed of a job that takes several; undefined for the first. */
function failedStep(name, args, errno) {
  const { O_RDWR, O_WRONLY } = require('internal/fs/constants');
  // A folder can be opened, but not read.
  if (name === 'readFileWhole' && errno === -EISDIR && (args[1] & (O_RDWR | O_WRONLY)) === 0) return 'read';
  if (name === 'writeFileWhole' && (errno === -ENOSPC || errno === -EFBIG)) return 'write';
  return undefined;
}

/** What an error says of the arguments of a call. */
function describe(name, args, errno, listsSyscallFirst) {
  const [syscall, paths] = CALLS[name];
  const path = paths > 0 ? args[0] : undefined;
  const dest = paths > 1 ? args[1] : undefined;
  const shown = name === 'mkdtemp' ? `${path}XXXXXX` : path;
  return makeError(errno, failedStep(name, args, errno) ?? syscall, shown, dest, listsSyscallFirst);
}

/** An error that came with a completion: no JavaScript was running, so its stack has no frames. */
function completionError(name, args, errno) {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return describe(name, args, errno, false);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/**
 * Runs a file call on this thread, which is blocked meanwhile.
 * @returns its value, or undefined for calls without one
 * @throws {Error} with code, errno, syscall, path and dest
 */
function call(name, ...args) {
  const answer = binding[name](...namePaths(args, CALLS[name][1]));
  if (failed(answer)) throw callError(answer, name, args, call);
  return CALLS[name][2] ? answer : undefined;
}

/** As `call`, but a failure is returned as the negative errno. */
function tryCall(name, ...args) {
  return binding[name](...namePaths(args, CALLS[name][1]));
}

/**
 * The error of a failed `tryCall`.
 * @param {number} errno what it returned
 * @param {Function} [above] the function below which the stack begins
 */
function callError(errno, name, args, above = callError) {
  const error = describe(name, args, errno, profile.fsSyncErrorsListSyscallFirst);
  Error.captureStackTrace(error, above);
  return error;
}

/** Queues one job on `req`; `done(value or -errno)` follows when it has run. */
function attempt(req, name, args, done) {
  req.oncomplete = done;
  binding[name](...namePaths(args, CALLS[name][1]), req);
}

/** Queues one job on `req`; `done(error)`, `done(null, value)` or `done(null)` follows when it has run. */
function queue(req, name, args, done) {
  attempt(req, name, args, (answer) => {
    if (failed(answer)) done(completionError(name, args, answer));
    else if (CALLS[name][2]) done(null, answer);
    else done(null);
  });
}

/** Queues one job; `callback(error)`, `callback(null, value)` or `callback(null)` follows. */
function request(name, callback, ...args) {
  queue(new binding.FSReqCallback(), name, args, callback);
}

/** As `request`, as a job that Node does not list among the active resources. */
function requestJob(name, callback, ...args) {
  queue(new binding.FileJob(), name, args, callback);
}

/** Queues one job on `req`; the promise settles when it has run. */
function settle(req, name, args) {
  return new Promise((resolve, reject) => {
    queue(req, name, args, (error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
}

/**
 * Gives a rejection of the binding the stack of the `await` that met it, as Node does from 20 on.
 * @throws {Error} always
 */
function rethrow(error) {
  if (profile.fsPromiseErrorsHaveStack) Error.captureStackTrace(error, rethrow);
  throw error;
}

/** Queues one job; the promise settles when it has run. */
async function promise(name, ...args) {
  try {
    return await settle(new binding.FSReqPromise(), name, args);
  } catch (error) {
    rethrow(error);
  }
}

module.exports = {
  DirHandle: binding.DirHandle,
  FSReqCallback: binding.FSReqCallback,
  FSReqPromise: binding.FSReqPromise,
  FileHandleCloseReq: binding.FileHandleCloseReq,
  FileHandleResource: binding.FileHandle,
  FileJob: binding.FileJob,
  StatWatcherHandle: binding.StatWatcher,
  attempt,
  call,
  callError,
  completionError,
  failed,
  promise,
  request,
  requestJob,
  rethrow,
  settle,
  tryCall,
};
