// Whole files by callback and at once: readFile, writeFile, appendFile (Node's doc: «fs.readFile», «fs.writeFile» …).
'use strict';

const { Buffer } = require('buffer');
const { AbortError, aggregateTwoErrors, codes: { ERR_FS_FILE_TOO_LARGE } } = require('internal/errors');
const { isInt32, isUint32, parseFileMode, validateBoolean, validateFunction } = require('internal/validators');
const profile = require('internal/profile');
const { call, request, requestJob } = require('internal/fs/binding');
const { closeSync, fsyncSync, open, openSync, readSync, writeSync } = require('internal/fs/files');
const { isKind } = require('internal/fs/stats');
const { S_IFREG } = require('internal/fs/constants');
const { bufferTooSmall, suppliedBuffer, validateBufferOption } = require('internal/fs/read/buffer');
const {
  CHUNK_BYTES,
  IO_MAX_LENGTH,
  getOptions,
  getValidatedFd,
  getValidatedPath,
  stringToFlags,
  validateStringAfterArrayBufferView,
} = require('internal/fs/utils');

/** How much the synchronous read of a file of unknown size asks for at a time. */
const SYNC_UNKNOWN_SIZE_CHUNK_BYTES = 8192;

/** Whether a path argument is a descriptor; from Node 20 on a negative number is taken for one, and refused as such. */
function isFd(value) {
  return profile.fsNegativeNumbersAreFds ? isInt32(value) : isUint32(value);
}

/** Whether the signal has aborted; then the callback is called, at once, before the call returns. */
function checkAborted(signal, callback) {
  if (!signal?.aborted) return false;
  callback(abortErrorOf(signal));
  return true;
}

function abortErrorOf(signal) {
  return new AbortError(undefined, { cause: signal.reason });
}

/** The options of readFile in all its flavours. */
function readFileOptions(options) {
  const { encoding, flag, signal, buffer } = getOptions(options, { flag: 'r' });
  options = { encoding, flag, signal, buffer: profile.readFileTakesBuffer ? buffer : undefined };
  validateBufferOption(options);
  return options;
}

function readFile(path, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  options = readFileOptions(options);
  const ReadFileContext = require('internal/fs/read/context');
  if (isFd(path)) {
    const context = new ReadFileContext(callback, options, true);
    process.nextTick(() => context.begin(getValidatedFd(path)));
    return;
  }
  if (checkAborted(options.signal, callback)) return;
  const flags = stringToFlags(options.flag, 'options.flag');
  path = getValidatedPath(path);
  const context = new ReadFileContext(callback, options, false);
  if (profile.wholeFilesAreOneJob && options.buffer === undefined) {
    readFileInOneJob(path, flags, options, context, callback);
    return;
  }
  request('open', (error, fd) => {
    if (error) callback(error);
    else context.begin(fd);
  }, path, flags, 0o666);
}

/** From Node 26 on: all in one job, or, of a file above 512 KiB, what comes before the reads. */
function readFileInOneJob(path, flags, options, context, callback) {
  const { encoding, signal } = options;
  requestJob('readFileWhole', (error, answer) => {
    if (error) return callback(error);
    if (Array.isArray(answer)) {
      context.fd = answer[0];
      context.readBytes(answer[1]);
      return;
    }
    if (checkAborted(signal, callback)) return;
    let result;
    try {
      result = wholeFileResult(answer, encoding);
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, result);
  }, path, flags, CHUNK_BYTES);
}

/** The bytes of a single-job read as readFile gives them. */
function wholeFileResult(bytes, encoding) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return encoding ? buffer.toString(encoding) : buffer;
}

/** @returns {number} the size of an open regular file, 0 of anything else */
function sizeOfSync(fd) {
  const values = call('fstat', fd);
  return isKind(values, S_IFREG) ? values[8] : 0;
}

/** Reads until the end, or until `size` bytes are there. */
function readAllSync(fd, size, options) {
  if (options.buffer !== undefined) return readSuppliedSync(fd, size, options);
  if (size > IO_MAX_LENGTH) throw new ERR_FS_FILE_TOO_LARGE(size);
  if (size > 0) {
    const buffer = Buffer.allocUnsafeSlow(size);
    return buffer.subarray(0, fillSync(fd, buffer, size));
  }
  const chunks = [];
  for (;;) {
    const chunk = Buffer.allocUnsafe(SYNC_UNKNOWN_SIZE_CHUNK_BYTES);
    const bytesRead = readSync(fd, chunk, 0, chunk.length, null);
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, bytesRead));
  }
}

/** Reads into `buffer` up to `length` bytes. @returns {number} how many there were */
function fillSync(fd, buffer, length) {
  let position = 0;
  while (position < length) {
    const bytesRead = readSync(fd, buffer, position, length - position, null);
    if (bytesRead === 0) break;
    position += bytesRead;
  }
  return position;
}

function readSuppliedSync(fd, size, options) {
  const buffer = suppliedBuffer(options, size);
  const position = fillSync(fd, buffer, size || buffer.length);
  if (size === 0 && position === buffer.length && readSync(fd, Buffer.alloc(1)) > 0) {
    throw bufferTooSmall(options, buffer);
  }
  return buffer.subarray(0, position);
}

function readFileSync(path, options) {
  options = readFileOptions(options);
  const isUserFd = isFd(path);
  const fd = isUserFd ? getValidatedFd(path) : openSync(path, options.flag, 0o666);
  let buffer;
  try {
    buffer = readAllSync(fd, sizeOfSync(fd), options);
  } finally {
    if (!isUserFd) closeSync(fd);
  }
  return options.encoding ? buffer.toString(options.encoding) : buffer;
}

/** What is to be written, as bytes. */
function dataBytes(data, encoding) {
  if (ArrayBuffer.isView(data)) return data;
  validateStringAfterArrayBufferView(data, 'data');
  return Buffer.from(String(data), encoding || 'utf8');
}

/** Writes all of `bytes`, then syncs if asked to, and closes what was opened here. */
function writeAll(fd, isUserFd, bytes, offset, options, callback) {
  const finish = (error) => {
    if (isUserFd) callback(error ?? null);
    else request('close', (closeError) => callback(aggregateTwoErrors(closeError, error) ?? null), fd);
  };
  if (options.signal?.aborted) {
    finish(abortErrorOf(options.signal));
    return;
  }
  const length = bytes.byteLength - offset;
  request('write', (error, written) => {
    if (error) finish(error);
    else if (written < length) writeAll(fd, isUserFd, bytes, offset + written, options, callback);
    else if (options.flush) request('fsync', finish, fd);
    else finish();
  }, fd, bytes, offset, length, -1);
}

const WRITE_DEFAULTS = { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false };

function writeFile(path, data, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  options = getOptions(options, WRITE_DEFAULTS);
  const flag = options.flag || 'w';
  options = { ...options, flush: flushOption(options) };
  const bytes = dataBytes(data, options.encoding);
  if (isFd(path)) {
    writeAll(getValidatedFd(path), true, bytes, 0, options, callback);
    return;
  }
  if (checkAborted(options.signal, callback)) return;
  if (profile.wholeFilesAreOneJob && !options.flush) {
    path = getValidatedPath(path);
    const mode = parseFileMode(options.mode, 'mode', 0o666);
    requestJob('writeFileWhole', (error) => {
      if (error) callback(error);
      else if (!checkAborted(options.signal, callback)) callback(null);
    }, path, stringToFlags(flag), mode, bytes);
    return;
  }
  open(path, flag, options.mode, (error, fd) => {
    if (error) callback(error);
    else writeAll(fd, false, bytes, 0, options, callback);
  });
}

/** The `flush` option, which Node knows from 20 on. */
function flushOption(options) {
  if (!profile.writeFileTakesFlush) return false;
  const flush = options.flush ?? false;
  validateBoolean(flush, 'options.flush');
  return flush;
}

function writeFileSync(path, data, options) {
  options = getOptions(options, WRITE_DEFAULTS);
  const flush = flushOption(options);
  const bytes = dataBytes(data, options.encoding);
  const isUserFd = isFd(path);
  const fd = isUserFd ? getValidatedFd(path) : openSync(path, options.flag || 'w', options.mode);
  try {
    for (let offset = 0; offset < bytes.byteLength;) {
      offset += writeSync(fd, bytes, offset, bytes.byteLength - offset);
    }
    if (flush) fsyncSync(fd);
  } finally {
    if (!isUserFd) closeSync(fd);
  }
}

/** The options of appendFile: those of writeFile with another default. */
function appendOptions(path, options) {
  options = { ...getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'a', flush: false }) };
  if (!options.flag || isFd(path)) options.flag = 'a';
  return options;
}

function appendFile(path, data, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  writeFile(path, data, appendOptions(path, options), callback);
}

function appendFileSync(path, data, options) {
  writeFileSync(path, data, appendOptions(path, options));
}

module.exports = {
  WRITE_DEFAULTS,
  appendFile,
  appendFileSync,
  flushOption,
  readFile,
  readFileOptions,
  readFileSync,
  wholeFileResult,
  writeFile,
  writeFileSync,
};
