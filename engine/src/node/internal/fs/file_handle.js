// An open file with promises for methods (Node's doc: «Class: FileHandle»).
'use strict';

const EventEmitter = require('events');
const { codes: { ERR_INVALID_STATE } } = require('internal/errors');
const { FileHandleCloseReq, FileHandleResource, settle } = require('internal/fs/binding');
const {
  DEFAULT_READ_BYTES, fchmod, fchown, fdatasync, fstat, fsync, ftruncate, futimes, read, readFile, readv, write, writeFile,
  writev,
} = require('internal/fs/handle_operations');
const { validateBoolean } = require('internal/validators');
const { markTransferMode, kDeserialize, kTransfer } = require('internal/worker/js_transferable');
const profile = require('internal/profile');

const kHandle = Symbol('kHandle');
const kFd = Symbol('kFd');
const kRefs = Symbol('kRefs');
const kClosePromise = Symbol('kClosePromise');
const kCloseResolve = Symbol('kCloseResolve');
const kCloseReject = Symbol('kCloseReject');
const kRef = Symbol('kRef');
const kUnref = Symbol('kUnref');
const kLocked = Symbol('kLocked');
const kIsTransferred = Symbol('kIsTransferred');

/** Runs `operation` on an open handle, which cannot be closed meanwhile. @throws {Error} EBADF once it is closed */
async function whileOpen(operation, handle, ...args) {
  if (handle.fd === -1) {
    const isNamed = handle[kIsTransferred] && profile.transferredFileHandlesSaySo;
    const error = new Error(isNamed ? 'The FileHandle has been transferred' : 'file closed');
    error.code = 'EBADF';
    error.syscall = operation.name;
    throw error;
  }
  try {
    handle[kRef]();
    return await operation(handle, ...args);
  } finally {
    handle[kUnref]();
  }
}

class FileHandle extends EventEmitter {
  /** @param {number | undefined} fd */
  constructor(fd) {
    super();
    this[kHandle] = new FileHandleResource();
    this[kFd] = fd ?? -1;
    this[kRefs] = 1;
    this[kClosePromise] = null;
    markTransferMode(this, false, true);
  }

  /** Moving it to another thread, which has the descriptor from then on. */
  [kTransfer]() {
    const data = { fd: this[kFd] };
    this[kFd] = -1;
    this[kIsTransferred] = true;
    return { data, deserializeInfo: 'internal/fs/file_handle:FileHandle' };
  }

  [kDeserialize]({ fd }) {
    this[kFd] = fd;
  }

  getAsyncId() {
    return this[kHandle].getAsyncId();
  }

  get fd() {
    return this[kFd];
  }

  appendFile(data, options) {
    return whileOpen(writeFile, this, data, options);
  }

  chmod(mode) {
    return whileOpen(fchmod, this, mode);
  }

  chown(uid, gid) {
    return whileOpen(fchown, this, uid, gid);
  }

  datasync() {
    return whileOpen(fdatasync, this);
  }

  sync() {
    return whileOpen(fsync, this);
  }

  read(buffer, offset, length, position) {
    return whileOpen(read, this, buffer, offset, length, position);
  }

  readv(buffers, position) {
    return whileOpen(readv, this, buffers, position);
  }

  readFile(options) {
    return whileOpen(readFile, this, options);
  }

  readLines(options = undefined) {
    return require('readline').createInterface({
      input: this.createReadStream(options),
      crlfDelay: Infinity,
    });
  }

  stat(options) {
    return whileOpen(fstat, this, options);
  }

  truncate(len = 0) {
    return whileOpen(ftruncate, this, len);
  }

  utimes(atime, mtime) {
    return whileOpen(futimes, this, atime, mtime);
  }

  write(buffer, offset, length, position) {
    return whileOpen(write, this, buffer, offset, length, position);
  }

  writev(buffers, position) {
    return whileOpen(writev, this, buffers, position);
  }

  writeFile(data, options) {
    return whileOpen(writeFile, this, data, options);
  }

  /** Closes once nothing uses the file any more; 'close' is emitted at once. */
  close = () => {
    if (this[kFd] === -1) return Promise.resolve();
    if (this[kClosePromise]) return this[kClosePromise];
    this[kRefs]--;
    if (this[kRefs] === 0) {
      this[kClosePromise] = closeFd(this);
    } else {
      this[kClosePromise] = new Promise((resolve, reject) => {
        this[kCloseResolve] = resolve;
        this[kCloseReject] = reject;
      }).finally(() => {
        this[kClosePromise] = undefined;
        this[kCloseReject] = undefined;
        this[kCloseResolve] = undefined;
      });
    }
    this.emit('close');
    return this[kClosePromise];
  };

  readableWebStream(options = {}) {
    if (this[kFd] === -1) throw new ERR_INVALID_STATE('The FileHandle is closed');
    if (this[kClosePromise]) throw new ERR_INVALID_STATE('The FileHandle is closing');
    if (this[kLocked]) throw new ERR_INVALID_STATE('The FileHandle is locked');
    this[kLocked] = true;
    return makeWebStream(this, options);
  }

  createReadStream(options = undefined) {
    const { ReadStream } = require('internal/fs/streams');
    return new ReadStream(undefined, { ...options, fd: this });
  }

  createWriteStream(options = undefined) {
    const { WriteStream } = require('internal/fs/streams');
    return new WriteStream(undefined, { ...options, fd: this });
  }

  async [Symbol.asyncDispose]() {
    await this.close();
  }

  [kRef]() {
    this[kRefs]++;
  }

  [kUnref]() {
    this[kRefs]--;
    if (this[kRefs] === 0) closeFd(this).then(this[kCloseResolve], this[kCloseReject]);
  }
}

/** Closes the descriptor of a handle that nothing uses; it is gone for others at once. */
function closeFd(handle) {
  const fd = handle[kFd];
  handle[kFd] = -1;
  return settle(new FileHandleCloseReq(), 'close', [fd]).finally(() => {
    handle[kClosePromise] = undefined;
  });
}

/** Reads a file as a byte stream of the web, 16 KiB at a time. */
function makeWebStream(handle, { autoClose = false }) {
  validateBoolean(autoClose, 'options.autoClose');
  async function finish() {
    handle[kUnref]();
    if (autoClose) await handle.close();
  }
  const stream = new ReadableStream({
    type: 'bytes',
    autoAllocateChunkSize: DEFAULT_READ_BYTES,
    async pull(controller) {
      const { view } = controller.byobRequest;
      const { bytesRead } = await handle.read(view, view.byteOffset, view.byteLength);
      if (bytesRead === 0) {
        controller.close();
        await finish();
      }
      controller.byobRequest.respond(bytesRead);
    },
    cancel: finish,
  });
  handle[kRef]();
  handle.once('close', () => {
    if (!stream.locked) stream.cancel().catch(() => {});
  });
  return stream;
}

module.exports = { FileHandle, ftruncate, kRef, kUnref, write };
