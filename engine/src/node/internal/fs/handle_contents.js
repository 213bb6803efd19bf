// All that an open file holds, read or written through its handle (Node's doc: «filehandle.readFile», «writeFile»).
'use strict';

const { Buffer } = require('buffer');
const { AbortError, codes: { ERR_FS_FILE_TOO_LARGE } } = require('internal/errors');
const profile = require('internal/profile');
const { promise } = require('internal/fs/binding');
const { isKind } = require('internal/fs/stats');
const { S_IFREG } = require('internal/fs/constants');
const { bufferTooSmall, suppliedBuffer } = require('internal/fs/read/buffer');
const {
  CHUNK_BYTES,
  IO_MAX_LENGTH,
  UNKNOWN_SIZE_CHUNK_BYTES,
  validateStringAfterArrayBufferView,
} = require('internal/fs/utils');

/** @throws {AbortError} when the signal has aborted */
function checkAborted(signal) {
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

/** Reads a file of known size into one buffer; the first read that comes up short of a small file ends it. */
async function readSized(handle, size, buffer, signal) {
  let position = 0;
  while (position < size) {
    checkAborted(signal);
    const length = Math.min(CHUNK_BYTES, size - position);
    const bytesRead = await promise('read', handle.fd, buffer, position, length, -1);
    position += bytesRead;
    if (bytesRead === 0 || (size <= CHUNK_BYTES && bytesRead < size)) break;
  }
  return buffer.subarray(0, position);
}

/** Reads a file whose size says nothing, 64 KiB at a time. */
async function readUnsized(handle, signal) {
  const chunks = [];
  for (;;) {
    checkAborted(signal);
    const chunk = Buffer.allocUnsafeSlow(UNKNOWN_SIZE_CHUNK_BYTES);
    const bytesRead = await promise('read', handle.fd, chunk, 0, chunk.length, -1);
    if (bytesRead > 0) chunks.push(chunk.subarray(0, bytesRead));
    if (bytesRead === 0 || (profile.fsPromiseReadsStopShort && bytesRead < chunk.length)) break;
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

/** Reads a file of unknown size into the program's buffer, which must hold all of it. */
async function readUnsizedInto(handle, buffer, options) {
  let position = 0;
  for (;;) {
    checkAborted(options.signal);
    const isFull = position === buffer.length;
    const bytesRead = isFull ? await promise('read', handle.fd, Buffer.alloc(1), 0, 1, -1) :
      await promise('read', handle.fd, buffer, position, buffer.length - position, -1);
    if (bytesRead === 0) return buffer.subarray(0, position);
    if (isFull) throw bufferTooSmall(options, buffer);
    position += bytesRead;
  }
}

/**
 * Reads from the file's position to its end.
 * @param {object} options encoding, signal, buffer
 * @param {number} [knownSize] spares the fstat
 */
async function readContents(handle, options, knownSize) {
  const { buffer, encoding, signal } = options;
  checkAborted(signal);
  let size = knownSize;
  if (size === undefined) {
    const values = await promise('fstat', handle.fd);
    checkAborted(signal);
    size = isKind(values, S_IFREG) ? values[8] : 0;
  }
  if (size > IO_MAX_LENGTH) throw new ERR_FS_FILE_TOO_LARGE(size);
  let bytes;
  if (buffer !== undefined) {
    const supplied = suppliedBuffer(options, size);
    bytes = await (size > 0 ? readSized(handle, size, supplied, signal) : readUnsizedInto(handle, supplied, options));
  } else if (size > 0) {
    bytes = await readSized(handle, size, Buffer.allocUnsafeSlow(size), signal);
  } else {
    bytes = await readUnsized(handle, signal);
  }
  return encoding ? bytes.toString(encoding) : bytes;
}

/** Whether data comes in parts: an iterable that is neither text nor bytes. */
function isIterable(data) {
  return data != null && typeof data !== 'string' && !ArrayBuffer.isView(data) &&
    (typeof data[Symbol.asyncIterator] === 'function' || typeof data[Symbol.iterator] === 'function');
}

/** What is to be written: bytes, or an iterable of parts. @throws {ERR_INVALID_ARG_TYPE} */
function checkData(data, encoding) {
  if (ArrayBuffer.isView(data) || isIterable(data)) return data;
  validateStringAfterArrayBufferView(data, 'data');
  return Buffer.from(data, encoding || 'utf8');
}

/** Writes one part, at most 512 KiB a job. */
async function writePart(handle, bytes, signal) {
  let position = 0;
  while (position < bytes.byteLength) {
    checkAborted(signal);
    const length = Math.min(CHUNK_BYTES, bytes.byteLength - position);
    position += await promise('write', handle.fd, bytes, position, length, -1);
  }
}

/** Writes at the file's position what `checkData` gave. */
async function writeContents(handle, data, { encoding, signal }) {
  checkAborted(signal);
  if (!isIterable(data)) {
    await writePart(handle, data, signal);
    return;
  }
  for await (const part of data) {
    checkAborted(signal);
    await writePart(handle, ArrayBuffer.isView(part) ? part : Buffer.from(part, encoding || 'utf8'), signal);
    checkAborted(signal);
  }
}

module.exports = { checkAborted, checkData, isIterable, readContents, writeContents };
