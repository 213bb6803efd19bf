// Open files by callback and at once: open, close, read, write, truncate, fsync (Node's doc: «fs.open» and so on).
'use strict';

const { Buffer } = require('buffer');
const { aggregateTwoErrors, codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { customPromisifyArgs } = require('internal/util');
const {
  parseFileMode,
  validateBuffer,
  validateEncoding,
  validateFunction,
  validateInteger,
  validateObject,
  kValidateObjectAllowNullable,
} = require('internal/validators');
const profile = require('internal/profile');
const { call, callError, request } = require('internal/fs/binding');
const {
  getValidatedFd,
  getValidatedPath,
  makeCallback,
  stringToFlags,
  validateBufferArray,
  validateOffsetLengthRead,
  validateOffsetLengthWrite,
  validatePosition,
  validateStringAfterArrayBufferView,
} = require('internal/fs/utils');

const EINVAL = -22;
/** What `read` makes when it is given no buffer. */
const DEFAULT_READ_BYTES = 16 * 1024;

function open(path, flags, mode, callback) {
  path = getValidatedPath(path);
  if (arguments.length < 3) {
    callback = flags;
    flags = 'r';
    mode = 0o666;
  } else if (typeof mode === 'function') {
    callback = mode;
    mode = 0o666;
  } else {
    mode = parseFileMode(mode, 'mode', 0o666);
  }
  flags = stringToFlags(flags);
  callback = makeCallback(callback);
  request('open', callback, path, flags, mode);
}

function openSync(path, flags, mode) {
  return call('open', getValidatedPath(path), stringToFlags(flags), parseFileMode(mode, 'mode', 0o666));
}

/** What happens to the error of a `close` without a callback. */
function throwError(error) {
  if (error != null) throw error;
}

function close(fd, callback = throwError) {
  if (!profile.fsBindingChecksArguments) fd = getValidatedFd(fd);
  if (callback !== throwError) callback = makeCallback(callback);
  request('close', callback, getValidatedFd(fd));
}

function closeSync(fd) {
  call('close', getValidatedFd(fd));
}

/** Takes the optional and named forms of read's arguments apart. */
function readArguments(args, fd, buffer, offsetOrOptions, length, position, callback) {
  let offset = offsetOrOptions;
  let params = null;
  if (args.length <= 4) {
    if (args.length === 4) {
      // read(fd, buffer, options, callback)
      validateObject(offsetOrOptions, 'options', kValidateObjectAllowNullable);
      callback = length;
      params = offsetOrOptions;
    } else if (args.length === 3) {
      // read(fd, bufferOrOptions, callback)
      if (!ArrayBuffer.isView(buffer)) {
        params = buffer;
        validateObject(params, 'options', kValidateObjectAllowNullable);
        ({ buffer = Buffer.alloc(DEFAULT_READ_BYTES) } = params ?? {});
      }
      callback = offsetOrOptions;
    } else {
      // read(fd, callback)
      callback = buffer;
      buffer = Buffer.alloc(DEFAULT_READ_BYTES);
    }
    ({ offset = 0, length = buffer?.byteLength - offset, position = null } = params ?? {});
  }
  return { buffer, offset, length, position, callback };
}

/** The place in the file that the binding is to be given: -1 is the file's own position. */
function readPosition(position, length) {
  if (position == null) return -1;
  validatePosition(position, 'position', length);
  return position;
}

function readOffset(offset) {
  if (offset == null) return 0;
  validateInteger(offset, 'offset', 0);
  return offset;
}

function validateNotEmpty(buffer) {
  if (buffer.byteLength === 0) {
    throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
  }
}

function read(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = getValidatedFd(fd);
  const given = readArguments(arguments, fd, buffer, offsetOrOptions, length, position, callback);
  ({ buffer, callback } = given);
  validateBuffer(buffer);
  validateFunction(callback, 'cb');
  const offset = readOffset(given.offset);
  length = given.length | 0;
  if (length === 0) {
    process.nextTick(() => callback(null, 0, buffer));
    return;
  }
  validateNotEmpty(buffer);
  validateOffsetLengthRead(offset, length, buffer.byteLength);
  position = readPosition(given.position, length);
  request('read', (error, bytesRead) => callback(error, bytesRead || 0, buffer), fd, buffer, offset, length, position);
}

Object.defineProperty(read, customPromisifyArgs, {
  __proto__: null,
  value: ['bytesRead', 'buffer'],
  enumerable: false,
});

function readSync(fd, buffer, offsetOrOptions, length, position) {
  if (!profile.fsSyncIoChecksFdLast) fd = getValidatedFd(fd);
  validateBuffer(buffer);
  let offset = offsetOrOptions;
  if (arguments.length <= 3 || (profile.fsBindingChecksArguments && typeof offsetOrOptions === 'object')) {
    if (offsetOrOptions !== undefined) validateObject(offsetOrOptions, 'options', kValidateObjectAllowNullable);
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? {});
  }
  offset = readOffset(offset);
  length |= 0;
  if (length === 0) return 0;
  validateNotEmpty(buffer);
  validateOffsetLengthRead(offset, length, buffer.byteLength);
  position = readPosition(position, length);
  return call('read', getValidatedFd(fd), buffer, offset, length, position);
}

/** The place of a list of buffers: only a number counts. */
function numberOr(position, otherwise) {
  return typeof position === 'number' ? position : otherwise;
}

function readv(fd, buffers, position, callback) {
  fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  callback ||= position;
  validateFunction(callback, 'cb');
  const done = (error, bytesRead) => callback(error, bytesRead || 0, buffers);
  if (buffers.length === 0) {
    // libuv refuses an empty list before it queues anything, so the callback comes at once.
    done(callError(EINVAL, 'readv', []));
    return;
  }
  request('readv', done, fd, buffers, numberOr(position, -1));
}

Object.defineProperty(readv, customPromisifyArgs, {
  __proto__: null,
  value: ['bytesRead', 'buffers'],
  enumerable: false,
});

function readvSync(fd, buffers, position) {
  if (!profile.fsSyncIoChecksFdLast) fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  fd = getValidatedFd(fd);
  if (buffers.length === 0) throw callError(EINVAL, 'readv', [], readvSync);
  return call('readv', fd, buffers, numberOr(position, -1));
}

/** Offset, length and position of a write of a buffer, which may come as options. */
function writeRange(buffer, offsetOrOptions, length, position) {
  let offset = offsetOrOptions;
  if (typeof offsetOrOptions === 'object') {
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? {});
  }
  if (offset == null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  if (typeof length !== 'number') length = buffer.byteLength - offset;
  validateOffsetLengthWrite(offset, length, buffer.byteLength);
  return [offset, length, numberOr(position, -1)];
}

/** The bytes of a text that is to be written; an encoding that is none counts as UTF-8. */
function textBytes(text, encoding) {
  validateEncoding(text, encoding);
  return Buffer.from(text, Buffer.isEncoding(encoding) ? encoding : 'utf8');
}

function write(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = getValidatedFd(fd);
  if (ArrayBuffer.isView(buffer)) {
    callback ||= position || length || offsetOrOptions;
    validateFunction(callback, 'cb');
    const offset = typeof offsetOrOptions === 'function' ? 0 : offsetOrOptions;
    const range = writeRange(buffer, offset, length, position);
    request('write', (error, written) => callback(error, written || 0, buffer), fd, buffer, ...range);
    return;
  }
  validateStringAfterArrayBufferView(buffer, 'buffer');
  // write(fd, string[, position[, encoding]], callback)
  let place = offsetOrOptions;
  let encoding = length;
  if (typeof position !== 'function') {
    if (typeof offsetOrOptions === 'function') {
      position = offsetOrOptions;
      place = null;
    } else {
      position = length;
    }
    encoding = 'utf8';
  }
  const bytes = textBytes(buffer, encoding);
  callback = position;
  validateFunction(callback, 'cb');
  const done = (error, written) => callback(error, written || 0, buffer);
  request('write', done, fd, bytes, 0, bytes.byteLength, numberOr(place, -1));
}

Object.defineProperty(write, customPromisifyArgs, {
  __proto__: null,
  value: ['bytesWritten', 'buffer'],
  enumerable: false,
});

function writeSync(fd, buffer, offsetOrOptions, length, position) {
  if (!profile.fsSyncIoChecksFdLast) fd = getValidatedFd(fd);
  if (ArrayBuffer.isView(buffer)) {
    const range = writeRange(buffer, offsetOrOptions, length, position);
    return call('write', getValidatedFd(fd), buffer, ...range);
  }
  validateStringAfterArrayBufferView(buffer, 'buffer');
  const bytes = textBytes(buffer, length);
  return call('write', getValidatedFd(fd), bytes, 0, bytes.byteLength, numberOr(offsetOrOptions, -1));
}

function writev(fd, buffers, position, callback) {
  fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  callback ||= position;
  validateFunction(callback, 'cb');
  if (buffers.length === 0) {
    process.nextTick(callback, null, 0, buffers);
    return;
  }
  const done = (error, written) => callback(error, written || 0, buffers);
  request('writev', done, fd, buffers, numberOr(position, -1));
}

Object.defineProperty(writev, customPromisifyArgs, {
  __proto__: null,
  value: ['bytesWritten', 'buffer'],
  enumerable: false,
});

function writevSync(fd, buffers, position) {
  if (!profile.fsSyncIoChecksFdLast) fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  if (buffers.length === 0) return 0;
  return call('writev', getValidatedFd(fd), buffers, numberOr(position, -1));
}

function ftruncate(fd, len = 0, callback) {
  if (typeof len === 'function') {
    callback = len;
    len = 0;
  }
  if (!profile.fsBindingChecksArguments) fd = getValidatedFd(fd);
  validateInteger(len, 'len');
  callback = makeCallback(callback);
  request('ftruncate', callback, getValidatedFd(fd), Math.max(0, len));
}

function ftruncateSync(fd, len = 0) {
  if (!profile.fsBindingChecksArguments) fd = getValidatedFd(fd);
  validateInteger(len, 'len');
  call('ftruncate', getValidatedFd(fd), Math.max(0, len));
}

/** Up to Node 22 truncate takes a descriptor, too, and warns of it once (DEP0081). */
let warnedOfTruncate = false;
function takesFd(path) {
  if (typeof path !== 'number' || !profile.truncateTakesFds) return false;
  if (!warnedOfTruncate) {
    warnedOfTruncate = true;
    process.emitWarning('Using fs.truncate with a file descriptor is deprecated. Please use fs.ftruncate with a ' +
                        'file descriptor instead.', 'DeprecationWarning', 'DEP0081');
  }
  return true;
}

function truncate(path, len, callback) {
  if (takesFd(path)) {
    ftruncate(path, len, callback);
    return;
  }
  if (typeof len === 'function') {
    callback = len;
    len = 0;
  } else if (len === undefined) {
    len = 0;
  }
  validateInteger(len, 'len');
  len = Math.max(0, len);
  validateFunction(callback, 'cb');
  open(path, 'r+', (error, fd) => {
    if (error) return callback(error);
    request('ftruncate', (error) => {
      close(fd, (closeError) => callback(aggregateTwoErrors(closeError, error)));
    }, fd, len);
  });
}

function truncateSync(path, len) {
  if (takesFd(path)) {
    ftruncateSync(path, len);
    return;
  }
  if (len === undefined) len = 0;
  const fd = openSync(path, 'r+');
  try {
    ftruncateSync(fd, len);
  } finally {
    closeSync(fd);
  }
}

function fsync(fd, callback) {
  if (!profile.fsBindingChecksArguments) fd = getValidatedFd(fd);
  callback = makeCallback(callback);
  request('fsync', callback, getValidatedFd(fd));
}

function fsyncSync(fd) {
  call('fsync', getValidatedFd(fd));
}

function fdatasync(fd, callback) {
  if (!profile.fsBindingChecksArguments) fd = getValidatedFd(fd);
  callback = makeCallback(callback);
  request('fdatasync', callback, getValidatedFd(fd));
}

function fdatasyncSync(fd) {
  call('fdatasync', getValidatedFd(fd));
}

module.exports = {
  close,
  closeSync,
  fdatasync,
  fdatasyncSync,
  fsync,
  fsyncSync,
  ftruncate,
  ftruncateSync,
  open,
  openSync,
  read,
  readSync,
  readv,
  readvSync,
  textBytes,
  truncate,
  truncateSync,
  write,
  writeSync,
  writev,
  writevSync,
};
