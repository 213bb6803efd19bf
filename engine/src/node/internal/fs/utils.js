// What file calls have in common: options, paths, flags, modes, buffers and positions, checked as Node checks them
// (Node's doc: «File system», «File paths», «File system flags»).
'use strict';

const {
  codes: {
    ERR_FS_EISDIR,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_OUT_OF_RANGE,
  },
  hideStackFrames,
} = require('internal/errors');
const {
  validateAbortSignal,
  validateBoolean,
  validateFunction,
  validateInt32,
  validateInteger,
  validateObject,
  validateUint32,
} = require('internal/validators');
const { toPathIfFileURL } = require('internal/url/file');
const { Buffer } = require('buffer');
const profile = require('internal/profile');
const {
  COPYFILE_EXCL, COPYFILE_FICLONE, COPYFILE_FICLONE_FORCE, F_OK, O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_SYNC,
  O_TRUNC, O_WRONLY, R_OK, UV_FS_SYMLINK_DIR, UV_FS_SYMLINK_JUNCTION, W_OK, X_OK,
} = require('internal/fs/constants');

/** The largest count of bytes that one read or write of a file may ask for: what libuv's int32 holds. */
const IO_MAX_LENGTH = 2 ** 31 - 1;
/** Whole-file reads and writes by several jobs go in pieces of this size (measured: 512 KiB in every version). */
const CHUNK_BYTES = 512 * 1024;
/** How much a read of a file of unknown size asks for at a time. */
const UNKNOWN_SIZE_CHUNK_BYTES = 64 * 1024;

const FLAGS = {
  '__proto__': null,
  'r': O_RDONLY,
  'rs': O_RDONLY | O_SYNC,
  'sr': O_RDONLY | O_SYNC,
  'r+': O_RDWR,
  'rs+': O_RDWR | O_SYNC,
  'sr+': O_RDWR | O_SYNC,
  'w': O_TRUNC | O_CREAT | O_WRONLY,
  'wx': O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
  'xw': O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
  'w+': O_TRUNC | O_CREAT | O_RDWR,
  'wx+': O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  'xw+': O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  'a': O_APPEND | O_CREAT | O_WRONLY,
  'ax': O_APPEND | O_CREAT | O_WRONLY | O_EXCL,
  'xa': O_APPEND | O_CREAT | O_WRONLY | O_EXCL,
  'as': O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
  'sa': O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
  'a+': O_APPEND | O_CREAT | O_RDWR,
  'ax+': O_APPEND | O_CREAT | O_RDWR | O_EXCL,
  'xa+': O_APPEND | O_CREAT | O_RDWR | O_EXCL,
  'as+': O_APPEND | O_CREAT | O_RDWR | O_SYNC,
  'sa+': O_APPEND | O_CREAT | O_RDWR | O_SYNC,
};

/** The callback of a file call: a function, called without a receiver. */
function makeCallback(callback) {
  validateFunction(callback, 'cb');
  return (...args) => Reflect.apply(callback, this, args);
}

/** As `makeCallback`, making the second argument with `convert` when there is no error. */
function makeValueCallback(callback, convert) {
  validateFunction(callback, 'cb');
  return (error, value) => {
    if (error) callback(error);
    else callback(error, convert(value));
  };
}

const assertEncoding = hideStackFrames((encoding) => {
  if (!encoding || Buffer.isEncoding(encoding)) return;
  const reason = 'is invalid encoding';
  if (profile.fsEncodingErrorsAreSwapped) throw new ERR_INVALID_ARG_VALUE(encoding, 'encoding', reason);
  throw new ERR_INVALID_ARG_VALUE('encoding', encoding, reason);
});

/**
 * The options of a call, which may be an encoding, an object, nothing, or the callback in their place.
 * @throws {ERR_INVALID_ARG_TYPE | ERR_INVALID_ARG_VALUE}
 */
function getOptions(options, defaults = {}) {
  if (options == null || typeof options === 'function') return defaults;
  if (typeof options === 'string') options = { ...defaults, encoding: options };
  else if (typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  if (options.encoding !== 'buffer') assertEncoding(options.encoding);
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  return options;
}

/** @throws {ERR_INVALID_ARG_TYPE | ERR_INVALID_ARG_VALUE} unless it is text or bytes without a null byte */
const validatePath = hideStackFrames((path, name = 'path') => {
  const isText = typeof path === 'string';
  if (!isText && !isUint8Array(path)) throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], path);
  if (isText ? !path.includes('\u0000') : !path.includes(0)) return;
  throw new ERR_INVALID_ARG_VALUE(name, path, profile.fsPathErrorsNameUrls ?
    'must be a string, Uint8Array, or URL without null bytes' :
    'must be a string or Uint8Array without null bytes');
});

function isUint8Array(value) {
  return ArrayBuffer.isView(value) && value instanceof Uint8Array;
}

/** A path given as text, bytes or file: URL, as text or bytes. */
const getValidatedPath = hideStackFrames((fileURLOrPath, name = 'path') => {
  const path = toPathIfFileURL(fileURLOrPath);
  validatePath(path, name);
  return path;
});

/** A file descriptor; -0 is 0. */
const getValidatedFd = hideStackFrames((fd, name = 'fd') => {
  if (Object.is(fd, -0)) return 0;
  validateInt32(fd, name, 0);
  return fd;
});

/** Whether a path argument is a file descriptor instead. */
function isFd(value) {
  return Number.isInteger(value) && value >= 0 && value <= IO_MAX_LENGTH;
}

/** The number of open's flags. */
function stringToFlags(flags, name = 'flags') {
  if (typeof flags === 'number') {
    validateInt32(flags, name);
    return flags;
  }
  if (flags == null) return O_RDONLY;
  if (typeof flags === 'string' && flags in FLAGS) return FLAGS[flags];
  throw new ERR_INVALID_ARG_VALUE(name, flags);
}

function stringToSymlinkType(type) {
  if (typeof type !== 'string') return 0;
  if (type === 'dir') return UV_FS_SYMLINK_DIR;
  return type === 'junction' ? UV_FS_SYMLINK_JUNCTION : 0;
}

/**
 * The mode of `access` (`kind` 'access') or of `copyFile`, which Node checks in C++ from 20 on, in other words.
 * @returns {number}
 */
function getValidMode(mode, kind) {
  if (mode == null) return kind === 'access' ? F_OK : 0;
  const max = kind === 'access' ? F_OK | R_OK | W_OK | X_OK :
    COPYFILE_EXCL | COPYFILE_FICLONE | COPYFILE_FICLONE_FORCE;
  if (!profile.fsBindingChecksArguments) {
    validateInteger(mode, 'mode', 0, max);
    return mode;
  }
  if (typeof mode !== 'number') {
    throw bareError(TypeError, 'ERR_INVALID_ARG_TYPE', 'mode must be int32 or null/undefined');
  }
  if (!Number.isFinite(mode)) throw bareError(RangeError, 'ERR_OUT_OF_RANGE', 'mode is out of range');
  if (mode < 0 || mode > max) {
    throw bareError(RangeError, 'ERR_OUT_OF_RANGE', `mode is out of range: >= 0 && <= ${max}`);
  }
  return Math.trunc(mode);
}

/** An error as Node's C++ makes it: the code as a property, words of its own. */
function bareError(Type, code, message) {
  const error = new Type(message);
  error.code = code;
  return error;
}

/** A time in seconds: from a number, a Date or a numeric string; a negative number means now. */
function toUnixTimestamp(time, name = 'time') {
  if (typeof time === 'string' && !Number.isNaN(+time)) return +time;
  if (Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (require('internal/util/types').isDate(time)) return time.getTime() / 1000;
  throw new ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time);
}

const validateOffsetLengthRead = hideStackFrames((offset, length, bufferLength) => {
  if (offset < 0) throw new ERR_OUT_OF_RANGE('offset', '>= 0', offset);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  if (offset + length > bufferLength) throw new ERR_OUT_OF_RANGE('length', `<= ${bufferLength - offset}`, length);
});

const validateOffsetLengthWrite = hideStackFrames((offset, length, byteLength) => {
  if (offset > byteLength) throw new ERR_OUT_OF_RANGE('offset', `<= ${byteLength}`, offset);
  if (length > byteLength - offset) throw new ERR_OUT_OF_RANGE('length', `<= ${byteLength - offset}`, length);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  validateInt32(length, 'length', 0);
});

/** A position in a file: an integer or bigint from -1, the file's own position, up to what leaves room for `length`. */
const validatePosition = hideStackFrames((position, name, length) => {
  if (position < 0 && profile.readPositionsMayBeNegative) return;
  if (typeof position === 'number') {
    validateInteger(position, name, -1);
  } else if (typeof position === 'bigint') {
    const max = 2n ** 63n - 1n - BigInt(length);
    if (position < -1n || position > max) throw new ERR_OUT_OF_RANGE(name, `>= -1 && <= ${max}`, position);
  } else {
    throw new ERR_INVALID_ARG_TYPE(name, ['integer', 'bigint'], position);
  }
});

const validateBufferArray = hideStackFrames((buffers, name = 'buffers') => {
  if (!Array.isArray(buffers) || !buffers.every((buffer) => ArrayBuffer.isView(buffer))) {
    throw new ERR_INVALID_ARG_TYPE(name, 'ArrayBufferView[]', buffers);
  }
  return buffers;
});

const validateStringAfterArrayBufferView = hideStackFrames((buffer, name) => {
  if (typeof buffer === 'string') return;
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
});

const validateRetries = hideStackFrames((options) => {
  validateInt32(options.retryDelay, 'options.retryDelay', 0);
  validateUint32(options.maxRetries, 'options.maxRetries');
});

/** Options of `rmdir` where it may still be recursive, up to Node 24. */
const validateRmdirOptions = hideStackFrames((options) => {
  const defaults = { retryDelay: 100, maxRetries: 0, recursive: false };
  if (options === undefined) return defaults;
  validateObject(options, 'options');
  options = { ...defaults, ...options };
  validateBoolean(options.recursive, 'options.recursive');
  validateRetries(options);
  return options;
});

/** Options of `rm`; `force` is looked at first from Node 26 on, last before. */
const validateRmOptions = hideStackFrames((options) => {
  const defaults = { recursive: false, force: false, retryDelay: 100, maxRetries: 0 };
  if (options === undefined) return defaults;
  validateObject(options, 'options');
  options = { ...defaults, ...options };
  if (profile.rmdirRefusesRecursive) validateBoolean(options.force, 'options.force');
  validateBoolean(options.recursive, 'options.recursive');
  validateRetries(options);
  validateBoolean(options.force, 'options.force');
  return options;
});

/** The refusal of `rm` to remove a directory without `recursive`. */
function rmDirectoryError(path) {
  return new ERR_FS_EISDIR({
    code: 'EISDIR',
    message: 'is a directory',
    path,
    syscall: 'rm',
    errno: 21,
  });
}

/** A path given as text or bytes, as text. */
function pathText(path) {
  return typeof path === 'string' ? path : Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString();
}

/** A name from the binding in the encoding that the call asked for. */
function encodeName(name, encoding) {
  if (!encoding || encoding === 'utf8' || encoding === 'utf-8') return name;
  const bytes = Buffer.from(name);
  return encoding === 'buffer' ? bytes : bytes.toString(encoding);
}

module.exports = {
  CHUNK_BYTES,
  IO_MAX_LENGTH,
  UNKNOWN_SIZE_CHUNK_BYTES,
  assertEncoding,
  encodeName,
  getOptions,
  getValidMode,
  getValidatedFd,
  getValidatedPath,
  isFd,
  makeCallback,
  makeValueCallback,
  pathText,
  rmDirectoryError,
  stringToFlags,
  stringToSymlinkType,
  toUnixTimestamp,
  validateBufferArray,
  validateOffsetLengthRead,
  validateOffsetLengthWrite,
  validatePath,
  validatePosition,
  validateRmOptions,
  validateRmdirOptions,
  validateStringAfterArrayBufferView,
};
