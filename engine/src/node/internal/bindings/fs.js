// internalBinding('fs'): file calls in the shape that internal/fs/binding.js describes, over the engine's operations.
'use strict';

const ops = internalBinding('fs_ops');
const { Request, start } = require('internal/requests');
const { AsyncWrap } = require('internal/async_wrap');
const { Handle } = require('internal/handles');

class FSReqCallback extends Request {
  constructor() {
    super('FSREQCALLBACK', 'FSReqCallback');
  }
}

class FSReqPromise extends Request {
  constructor() {
    super('FSREQPROMISE', 'FSReqPromise');
  }
}

class FileHandleCloseReq extends Request {
  constructor() {
    super('FILEHANDLECLOSEREQ', 'CloseReq');
  }
}

/** A job that Node runs without a request of its own. */
class FileJob extends Request {
  constructor() {
    super('FSREQCALLBACK');
  }
}

/** Makes a call: now, or as a job of the pool when there is a request. `convert` turns its answer into Node's. */
function make(op, args, req, convert) {
  if (req === undefined) {
    const answer = op(...args, false);
    return typeof answer === 'number' && answer < 0 ? answer : convert(answer);
  }
  req.convertBy(convert);
  start(op(...args, true), req);
  return undefined;
}

const same = (answer) => answer;
const nothing = () => 0;

/** A call whose arguments go through as they are: `count` of them. */
function plain(op, count, convert = same) {
  return (...args) => make(op, args.slice(0, count), args[count], convert);
}

function read(fd, view, offset, length, position, req) {
  return make(ops.read, [fd, length, Number(position)], req, (count) => {
    ops.takeRead(view, offset, 0);
    return count;
  });
}

function readv(fd, views, position, req) {
  const length = views.reduce((sum, view) => sum + view.byteLength, 0);
  return make(ops.read, [fd, length, Number(position)], req, (count) => {
    let from = 0;
    for (const view of views) {
      ops.takeRead(view, 0, from);
      from += view.byteLength;
    }
    return count;
  });
}

/** The bytes of a view between two offsets. */
function part(view, offset, length) {
  return new Uint8Array(view.buffer, view.byteOffset + offset, length);
}

function write(fd, view, offset, length, position, req) {
  return make(ops.write, [fd, part(view, offset, length), Number(position)], req, same);
}

function writev(fd, views, position, req) {
  return make(ops.writev, [fd, views, Number(position)], req, same);
}

/** Node's list has the fragment size between the block size and the blocks. */
function statfs(path, req) {
  return make(ops.statfs, [path], req, ([type, bsize, ...rest]) => [type, bsize, bsize, ...rest]);
}

const COPYFILE_EXCL = 1;
function copyFile(from, to, flags, req) {
  return make(ops.copyFile, [from, to, (flags & COPYFILE_EXCL) !== 0], req, nothing);
}

/** Everything below a folder, breadth first: one listing for each folder. */
function readdirRecursive(path, req) {
  const walk = (answer) => {
    const names = [...answer[0]];
    const types = [...answer[1]];
    for (let at = 0; at < names.length; at++) {
      if (types[at] !== UV_DIRENT_DIR) continue;
      const below = ops.readdir(`${path}/${names[at]}`, false);
      if (typeof below === 'number') return below;
      names.push(...below[0].map((name) => `${names[at]}/${name}`));
      types.push(...below[1]);
    }
    return [names, types];
  };
  return make(ops.readdir, [path], req, walk);
}
const UV_DIRENT_DIR = 2;

function readFileWhole(path, flags, limit, req) {
  const SIZE = 8;
  return make(ops.readWhole, [path, flags, limit], req, (answer) => (
    Array.isArray(answer) ? [answer[0], answer[1][SIZE]] : answer
  ));
}

function writeFileWhole(path, flags, mode, view, req) {
  return make(ops.writeWhole, [path, flags, mode, view, false], req, nothing);
}

class FileHandle extends AsyncWrap {
  constructor() {
    super('FILEHANDLE');
    this.announce();
  }
}

class DirHandle extends AsyncWrap {
  constructor() {
    super('DIRHANDLE');
    this.announce();
  }
}

/** Compares a path's stat with the one before, every so often: uv_fs_poll_t. */
class StatWatcher extends Handle {
  #path;
  #interval;
  #last;

  constructor() {
    super('STATWATCHER', 'StatWatcher');
  }

  /** Looks once now, then every `interval` milliseconds. Gives 0 or a negative error number. */
  start(path, interval) {
    this.#path = path;
    this.#interval = interval;
    this.setActive(true);
    this.#look();
    return 0;
  }

  onWake() {
    this.#look();
  }

  #look() {
    const request = new Request('FSREQCALLBACK');
    request.oncomplete = (answer) => this.#compare(answer);
    start(ops.stat(this.#path, true), request);
  }

  #compare(answer) {
    if (!this.isActive()) return;
    const status = typeof answer === 'number' ? answer : 0;
    const now = status < 0 ? new Array(18).fill(0) : answer;
    const before = this.#last;
    this.#last = now;
    const first = before === undefined;
    const changed = first ? status < 0 : now.some((value, at) => value !== before[at]);
    this.startTimer(this.#interval);
    if (changed) this.onchange(status, [...now, ...(before ?? now)]);
  }
}

module.exports = {
  FSReqCallback,
  FSReqPromise,
  FileHandleCloseReq,
  FileJob,
  FileHandle,
  DirHandle,
  StatWatcher,
  open: plain(ops.open, 3),
  close: plain(ops.close, 1, nothing),
  read,
  readv,
  write,
  writev,
  stat: plain(ops.stat, 1),
  lstat: plain(ops.lstat, 1),
  fstat: plain(ops.fstat, 1),
  statfs,
  access: plain(ops.access, 2, nothing),
  readdir: plain(ops.readdir, 1),
  readdirRecursive,
  opendir: plain(ops.opendir, 1),
  readNext: plain(ops.readdirNext, 2),
  closedir: plain(ops.closedir, 1, nothing),
  mkdir: plain(ops.mkdir, 2, nothing),
  mkdtemp: plain(ops.mkdtemp, 1),
  rmdir: plain(ops.rmdir, 1, nothing),
  unlink: plain(ops.unlink, 1, nothing),
  rename: plain(ops.rename, 2, nothing),
  link: plain(ops.link, 2, nothing),
  symlink: plain(ops.symlink, 2, nothing),
  readlink: plain(ops.readlink, 1),
  realpath: plain(ops.realpath, 1),
  chmod: plain(ops.chmod, 2, nothing),
  fchmod: plain(ops.fchmod, 2, nothing),
  chown: plain(ops.chown, 3, nothing),
  fchown: plain(ops.fchown, 3, nothing),
  lchown: plain(ops.lchown, 3, nothing),
  utimes: plain(ops.utimes, 3, nothing),
  futimes: plain(ops.futimes, 3, nothing),
  lutimes: plain(ops.lutimes, 3, nothing),
  ftruncate: plain(ops.ftruncate, 2, nothing),
  fsync: plain(ops.fsync, 1, nothing),
  fdatasync: plain(ops.fdatasync, 1, nothing),
  copyFile,
  readFileWhole,
  writeFileWhole,
};
