// An open file with promises for methods (Node's doc: «Class: FileHandle»).
'use strict';

const EventEmitter = require('events');
const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } } = require('internal/errors');
const {
  parseFileMode,
  validateBoolean,
  validateBuffer,
  validateInteger,
  validateObject,
  kValidateObjectAllowNullable,
} = require('internal/validators');
const { markTransferMode, kDeserialize, kTransfer } = require('internal/worker/js_transferable');
const profile = require('internal/profile');
const {
  FileHandleCloseReq,
  FileHandleResource,
  completionError,
  promise,
  settle,
} = require('internal/fs/binding');
const { statsFromValues } = require('internal/fs/stats');
const { validateOwner } = require('internal/fs/metadata');
const { textBytes } = require('internal/fs/files');
const {
  getOptions,
  toUnixTimestamp,
  validateBufferArray,
  validateOffsetLengthRead,
  validateOffsetLengthWrite,
  validatePosition,
  validateStringAfterArrayBufferView,
} = require('internal/fs/utils');

const EINVAL = -22;
/** What `read` makes when it is given no buffer. */
const DEFAULT_READ_BYTES = 16384;

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

/** What reads and writes answer: an object without a prototype from Node 20 on. */
function result(fields) {
  return profile.fileHandleResultsAreBare ? { __proto__: null, ...fields } : fields;
}

/** Offset and length of a read whose arguments may be options. */
function readArguments(bufferOrParams, offset, length, position) {
  let buffer = bufferOrParams;
  if (!ArrayBuffer.isView(buffer)) {
    // read([options])
    validateObject(bufferOrParams ?? {}, 'options', kValidateObjectAllowNullable);
    ({
      buffer = Buffer.alloc(DEFAULT_READ_BYTES),
      offset = 0,
      length = buffer.byteLength - offset,
      position = null,
    } = bufferOrParams ?? {});
    validateBuffer(buffer);
  } else if (offset !== null && typeof offset === 'object') {
    // read(buffer[, options])
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
  }
  return { buffer, offset, length, position };
}

async function read(handle, bufferOrParams, givenOffset, givenLength, givenPosition) {
  const given = readArguments(bufferOrParams, givenOffset, givenLength, givenPosition);
  const { buffer } = given;
  let { offset, length, position } = given;
  if (offset == null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  length ??= buffer.byteLength - offset;
  if (length === 0) return result({ bytesRead: length, buffer });
  if (buffer.byteLength === 0) {
    throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
  }
  validateOffsetLengthRead(offset, length, buffer.byteLength);
  if (position == null) position = -1;
  else if (profile.fileHandleChecksPositions) validatePosition(position, 'position', length);
  else if (!Number.isSafeInteger(position) && typeof position !== 'bigint') position = -1;
  const bytesRead = await promise('read', handle.fd, buffer, offset, length, position) || 0;
  return result({ bytesRead, buffer });
}

async function readv(handle, buffers, position) {
  validateBufferArray(buffers);
  if (typeof position !== 'number') position = -1;
  if (buffers.length === 0) throw completionError('readv', [], EINVAL);
  return result({ bytesRead: await promise('readv', handle.fd, buffers, position) || 0, buffers });
}

async function write(handle, buffer, offsetOrOptions, length, position) {
  if (buffer?.byteLength === 0) return result({ bytesWritten: 0, buffer });
  if (ArrayBuffer.isView(buffer)) {
    let offset = offsetOrOptions;
    if (typeof offset === 'object') {
      ({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? {});
    }
    if (offset == null) offset = 0;
    else validateInteger(offset, 'offset', 0);
    if (typeof length !== 'number') length = buffer.byteLength - offset;
    if (typeof position !== 'number') position = -1;
    validateOffsetLengthWrite(offset, length, buffer.byteLength);
    const bytesWritten = await promise('write', handle.fd, buffer, offset, length, position) || 0;
    return result({ bytesWritten, buffer });
  }
  validateStringAfterArrayBufferView(buffer, 'buffer');
  const bytes = textBytes(buffer, length);
  const place = typeof offsetOrOptions === 'number' ? offsetOrOptions : -1;
  const bytesWritten = await promise('write', handle.fd, bytes, 0, bytes.byteLength, place) || 0;
  return result({ bytesWritten, buffer });
}

async function writev(handle, buffers, position) {
  validateBufferArray(buffers);
  if (typeof position !== 'number') position = -1;
  if (buffers.length === 0) return result({ bytesWritten: 0, buffers });
  return result({ bytesWritten: await promise('writev', handle.fd, buffers, position) || 0, buffers });
}

async function fstat(handle, options = { bigint: false }) {
  if (profile.fsPromiseStatsCheckOptions) validateObject(options, 'options');
  const bigint = options.bigint;
  return statsFromValues(await promise('fstat', handle.fd), bigint);
}

async function ftruncate(handle, len = 0) {
  validateInteger(len, 'len');
  await promise('ftruncate', handle.fd, Math.max(0, len));
}

async function fsync(handle) {
  await promise('fsync', handle.fd);
}

async function fdatasync(handle) {
  await promise('fdatasync', handle.fd);
}

async function fchmod(handle, mode) {
  await promise('fchmod', handle.fd, parseFileMode(mode, 'mode'));
}

async function fchown(handle, uid, gid) {
  validateOwner(uid, gid);
  await promise('fchown', handle.fd, uid, gid);
}

async function futimes(handle, atime, mtime) {
  await promise('futimes', handle.fd, toUnixTimestamp(atime, 'atime'), toUnixTimestamp(mtime, 'mtime'));
}

async function readFile(handle, options) {
  const { readFileOptions } = require('internal/fs/whole_files');
  return require('internal/fs/handle_contents').readContents(handle, readFileOptions(options));
}

async function writeFile(handle, data, options) {
  const { WRITE_DEFAULTS } = require('internal/fs/whole_files');
  options = getOptions(options, WRITE_DEFAULTS);
  const { checkData, writeContents } = require('internal/fs/handle_contents');
  data = checkData(data, options.encoding);
  return writeContents(handle, data, options);
}

module.exports = { FileHandle, ftruncate, kRef, kUnref, write };
