// What a FileHandle does while it is open: reads, writes, and all that asks or changes its file.
// Node's documentation: fs, "Class: FileHandle".
'use strict';

const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { completionError, promise } = require('internal/fs/binding');
const { textBytes } = require('internal/fs/files');
const { validateOwner } = require('internal/fs/metadata');
const { statsFromValues } = require('internal/fs/stats');
const {
  getOptions,
  toUnixTimestamp,
  validateBufferArray,
  validateOffsetLengthRead,
  validateOffsetLengthWrite,
  validatePosition,
  validateStringAfterArrayBufferView,
} = require('internal/fs/utils');
const {
  parseFileMode, validateBuffer, validateInteger, validateObject, kValidateObjectAllowNullable,
} = require('internal/validators');
const profile = require('internal/profile');

const EINVAL = -22;

/** What `read` makes when it is given no buffer. */
const DEFAULT_READ_BYTES = 16384;

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

module.exports = {
  DEFAULT_READ_BYTES,
  fchmod,
  fchown,
  fdatasync,
  fstat,
  fsync,
  ftruncate,
  futimes,
  read,
  readFile,
  readv,
  write,
  writeFile,
  writev,
};
