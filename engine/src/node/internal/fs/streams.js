// Files as streams: fs.ReadStream and fs.WriteStream (Node's doc: «fs.createReadStream», «fs.createWriteStream»).
'use strict';

const {
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_METHOD_NOT_IMPLEMENTED,
    ERR_OUT_OF_RANGE,
    ERR_STREAM_DESTROYED,
    ERR_SYSTEM_ERROR,
  },
} = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger } = require('internal/validators');
const { Buffer } = require('buffer');
const { Readable, Writable, finished } = require('stream');
const { errorOrDestroy } = require('internal/streams/destroy');
const { toPathIfFileURL } = require('internal/url/file');
const profile = require('internal/profile');
const fs = require('fs');
const { getOptions, getValidatedFd, validatePath } = require('internal/fs/utils');

const kFs = Symbol('kFs');
const kHandle = Symbol('kHandle');
const kIsPerformingIO = Symbol('kIsPerformingIO');
/** Emitted, with the error if there is one, when the read or write that delayed a destroy is over. */
const kIoDone = Symbol('kIoDone');

/** How often a write may take nothing before the stream gives up. */
const EMPTY_WRITES_MAX = 5;

/** Takes over a descriptor or FileHandle that the program opened. */
function importFd(stream, options) {
  if (typeof options.fd === 'number') {
    stream[kFs] = options.fs || fs;
    return options.fd;
  }
  const { FileHandle, kRef } = require('internal/fs/file_handle');
  if (typeof options.fd === 'object' && options.fd instanceof FileHandle) {
    if (options.fs) throw new ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
    stream[kHandle] = options.fd;
    stream[kFs] = require('internal/fs/handle_callbacks').fileHandleOperations(options.fd);
    options.fd[kRef]();
    options.fd.on('close', () => stream.close());
    return options.fd.fd;
  }
  throw new ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], options.fd);
}

/** Sets what the stream is on: a path that is yet to be opened, or an open file. */
function setFile(stream, path, options, defaultFlags) {
  if (options.fd != null) {
    stream.fd = getValidatedFd(importFd(stream, options));
    return;
  }
  stream.fd = null;
  stream[kFs] = options.fs || fs;
  validateFunction(stream[kFs].open, 'options.fs.open');
  // Path, flags and mode mean nothing when there is a descriptor.
  stream.path = toPathIfFileURL(path);
  stream.flags = options.flags === undefined ? defaultFlags : options.flags;
  stream.mode = options.mode === undefined ? 0o666 : options.mode;
  validatePath(stream.path);
}

/** Opens the file; the streams machinery waits for the callback with all else. */
function _construct(callback) {
  const stream = this;
  if (typeof stream.fd === 'number') {
    callback();
    return;
  }
  stream[kFs].open(stream.path, stream.flags, stream.mode, (error, fd) => {
    if (error) {
      callback(error);
      return;
    }
    stream.fd = fd;
    callback();
    stream.emit('open', stream.fd);
    stream.emit('ready');
  });
}

/** Closes what the stream has open, after a sync if it was asked for. */
function close(stream, error, callback) {
  if (!stream.fd) {
    callback(error);
  } else if (stream.flush) {
    stream[kFs].fsync(stream.fd, (flushError) => closeNow(stream, error || flushError, callback));
  } else {
    closeNow(stream, error, callback);
  }
}

function closeNow(stream, error, callback) {
  stream[kFs].close(stream.fd, (closeError) => callback(closeError || error));
  stream.fd = null;
}

/** Destroys now, or once the call that is on its way has come back: a descriptor in use must not be closed. */
function destroyWhenIdle(stream, error, callback) {
  if (stream[kIsPerformingIO]) stream.once(kIoDone, (ioError) => close(stream, error || ioError, callback));
  else close(stream, error, callback);
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = { ...getOptions(options) };
  if (options.highWaterMark === undefined) options.highWaterMark = 64 * 1024;
  setFile(this, path, options, 'r');
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  validateFunction(this[kFs].read, 'options.fs.read');
  if (options.autoDestroy) validateFunction(this[kFs].close, 'options.fs.close');
  this.start = options.start;
  this.end = options.end ?? Infinity;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end) {
      throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
    }
  }
  Reflect.apply(Readable, this, [options]);
  if (options.encoding) this.setEncoding(options.encoding);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

Object.defineProperty(ReadStream.prototype, 'autoClose', {
  __proto__: null,
  get() {
    return this._readableState.autoDestroy;
  },
  set(value) {
    this._readableState.autoDestroy = value;
  },
});

ReadStream.prototype._construct = _construct;

ReadStream.prototype._read = function(n) {
  const place = this.pos !== undefined ? this.pos : this.bytesRead;
  n = Math.min(this.end - place + 1, n);
  if (n <= 0) {
    this.push(null);
    return;
  }
  const buffer = Buffer.allocUnsafeSlow(n);
  this[kIsPerformingIO] = true;
  this[kFs].read(this.fd, buffer, 0, n, this.pos, (error, bytesRead, buffer) => {
    this[kIsPerformingIO] = false;
    // A destroy that waits for this read goes on now.
    if (this.destroyed) {
      this.emit(kIoDone, error);
      return;
    }
    if (error) {
      errorOrDestroy(this, error);
    } else if (bytesRead > 0) {
      if (this.pos !== undefined) this.pos += bytesRead;
      this.bytesRead += bytesRead;
      // A short read is copied, so that it does not keep the whole buffer alive.
      this.push(bytesRead === buffer.length ? buffer : Buffer.copyBytesFrom(buffer, 0, bytesRead));
    } else {
      this.push(null);
    }
  });
};

ReadStream.prototype._destroy = function(error, callback) {
  destroyWhenIdle(this, error, callback);
};

ReadStream.prototype.close = function(callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};

Object.defineProperty(ReadStream.prototype, 'pending', {
  __proto__: null,
  get() {
    return this.fd === null;
  },
  configurable: true,
});

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = { ...getOptions(options), decodeStrings: true };
  setFile(this, path, options, 'w');
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  const { write, writev } = this[kFs];
  if (!write && !writev) throw new ERR_INVALID_ARG_TYPE('options.fs.write', 'function', write);
  if (write) validateFunction(write, 'options.fs.write');
  if (writev) validateFunction(writev, 'options.fs.writev');
  if (options.autoDestroy) validateFunction(this[kFs].close, 'options.fs.close');
  if (profile.writeFileTakesFlush) {
    this.flush = options.flush ?? false;
    validateBoolean(this.flush, 'options.flush');
    if (this.flush) validateFunction(this[kFs].fsync, 'options.fs.fsync');
  }
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this[kIsPerformingIO] = false;
  // Without one of the two calls the streams machinery must not offer it work.
  if (!write) this._write = null;
  if (!writev) this._writev = null;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  Reflect.apply(Writable, this, [options]);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

Object.defineProperty(WriteStream.prototype, 'autoClose', {
  __proto__: null,
  get() {
    return this._writableState.autoDestroy;
  },
  set(value) {
    this._writableState.autoDestroy = value;
  },
});

WriteStream.prototype._construct = _construct;

/** What a write that came back means for the rest: done, more to write, or too many that took nothing. */
function afterWrite(stream, error, bytesWritten, left, retries, callback, writeRest) {
  if (error?.code === 'EAGAIN') {
    error = null;
    bytesWritten = 0;
  }
  if (stream.destroyed || error) {
    callback(error || new ERR_STREAM_DESTROYED('write'));
    return;
  }
  stream.bytesWritten += bytesWritten;
  retries = bytesWritten ? 0 : retries + 1;
  if (retries > EMPTY_WRITES_MAX) {
    callback(new ERR_SYSTEM_ERROR({ syscall: 'write', code: 'EAGAIN', message: 'write failed' }));
  } else if (left - bytesWritten > 0) {
    writeRest(bytesWritten, retries);
  } else {
    callback();
  }
}

function writeAll(stream, data, size, position, callback, retries = 0) {
  stream[kFs].write(stream.fd, data, 0, size, position, (error, bytesWritten, buffer) => {
    afterWrite(stream, error, bytesWritten, size, retries, callback, (done, retries) => {
      writeAll(stream, buffer.subarray(done), size - done, position + done, callback, retries);
    });
  });
}

function writevAll(stream, chunks, size, position, callback, retries = 0) {
  stream[kFs].writev(stream.fd, chunks, position, (error, bytesWritten, buffers) => {
    afterWrite(stream, error, bytesWritten, size, retries, callback, (done, retries) => {
      writevAll(stream, [Buffer.concat(buffers).subarray(done)], size - done, position + done, callback, retries);
    });
  });
}

/** Marks a write as running, and tells a waiting destroy when it is over. */
function performWrite(stream, callback) {
  stream[kIsPerformingIO] = true;
  return (error) => {
    stream[kIsPerformingIO] = false;
    callback(error);
    if (stream.destroyed) stream.emit(kIoDone, error);
  };
}

WriteStream.prototype._write = function(data, encoding, callback) {
  writeAll(this, data, data.length, this.pos, performWrite(this, callback));
  if (this.pos !== undefined) this.pos += data.length;
};

WriteStream.prototype._writev = function(data, callback) {
  const chunks = data.map(({ chunk }) => chunk);
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  writevAll(this, chunks, size, this.pos, performWrite(this, callback));
  if (this.pos !== undefined) this.pos += size;
};

WriteStream.prototype._destroy = function(error, callback) {
  destroyWhenIdle(this, error, callback);
};

WriteStream.prototype.close = function(callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  // Without autoClose nothing destroys the stream by itself.
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};

/** There is no shutdown() for files. */
WriteStream.prototype.destroySoon = WriteStream.prototype.end;

Object.defineProperty(WriteStream.prototype, 'pending', {
  __proto__: null,
  get() {
    return this.fd === null;
  },
  configurable: true,
});

module.exports = { ReadStream, WriteStream };
