// One readFile by callback: the calls that it is made of, one after the other (Node's doc: «fs.readFile»).
'use strict';

const { Buffer } = require('buffer');
const { AbortError, aggregateTwoErrors, codes: { ERR_FS_FILE_TOO_LARGE } } = require('internal/errors');
const { request } = require('internal/fs/binding');
const { isKind } = require('internal/fs/stats');
const { S_IFREG } = require('internal/fs/constants');
const { CHUNK_BYTES, IO_MAX_LENGTH, UNKNOWN_SIZE_CHUNK_BYTES } = require('internal/fs/utils');
const { bufferTooSmall, suppliedBuffer } = require('internal/fs/read/buffer');

/*
 * open, fstat, one read per started 512 KiB, close: four jobs for a small file. A descriptor that the program opened
 * is neither opened nor closed, and what goes wrong with it is lost, as in Node: its close step forgets the error.
 */
class ReadFileContext {
  /** @param {object} options encoding, signal, buffer */
  constructor(callback, options, isUserFd) {
    this.callback = callback;
    this.options = options;
    this.isUserFd = isUserFd;
    this.fd = undefined;
    this.size = 0;
    this.position = 0;
    this.buffer = null;
    this.chunks = undefined;
    this.error = null;
  }

  /** Takes an open file from its fstat on. */
  begin(fd) {
    this.fd = fd;
    request('fstat', (error, values) => {
      if (error) return this.close(error);
      this.readBytes(isKind(values, S_IFREG) ? values[8] : 0);
    }, fd);
  }

  /** Takes an open file of known size (0: not known) from its first read on. */
  readBytes(size) {
    this.size = size;
    if (size > IO_MAX_LENGTH) return this.close(new ERR_FS_FILE_TOO_LARGE(size));
    try {
      if (this.options.buffer !== undefined) this.buffer = suppliedBuffer(this.options, size);
      else if (size === 0) this.chunks = [];
      else this.buffer = Buffer.allocUnsafeSlow(size);
    } catch (error) {
      return this.close(error);
    }
    this.read();
  }

  read() {
    const { signal } = this.options;
    if (signal?.aborted) return this.close(new AbortError(undefined, { cause: signal.reason }));
    let chunk = this.buffer;
    let offset = this.position;
    let length = Math.min(CHUNK_BYTES, this.size - this.position);
    if (this.chunks) {
      chunk = Buffer.allocUnsafeSlow(UNKNOWN_SIZE_CHUNK_BYTES);
      offset = 0;
      length = UNKNOWN_SIZE_CHUNK_BYTES;
    } else if (this.size === 0) {
      length = Math.min(UNKNOWN_SIZE_CHUNK_BYTES, chunk.length - this.position);
      if (length === 0) return this.probeEnd();
    }
    request('read', (error, bytesRead) => this.afterRead(error, bytesRead, chunk), this.fd, chunk, offset, length, -1);
  }

  afterRead(error, bytesRead, chunk) {
    if (error) return this.close(error);
    this.position += bytesRead;
    if (bytesRead === 0 || this.position === this.size) return this.close();
    this.chunks?.push(bytesRead === chunk.length ? chunk : chunk.subarray(0, bytesRead));
    this.read();
  }

  /** A supplied buffer is full and the size was not known: one more byte would be too much. */
  probeEnd() {
    request('read', (error, bytesRead) => {
      if (error) this.close(error);
      else this.close(bytesRead === 0 ? undefined : bufferTooSmall(this.options, this.buffer));
    }, this.fd, Buffer.alloc(1), 0, 1, -1);
  }

  close(error) {
    if (this.isUserFd) {
      process.nextTick(() => this.finish(null));
      return;
    }
    this.error = error;
    request('close', (closeError) => this.finish(closeError), this.fd);
  }

  finish(closeError) {
    const { callback, options: { encoding } } = this;
    if (closeError || this.error) {
      callback(aggregateTwoErrors(closeError, this.error));
      return;
    }
    let result;
    try {
      if (this.buffer === null) result = Buffer.concat(this.chunks, this.position);
      else result = this.position < this.buffer.length ? this.buffer.subarray(0, this.position) : this.buffer;
      if (encoding) result = result.toString(encoding);
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, result);
  }
}

module.exports = ReadFileContext;
