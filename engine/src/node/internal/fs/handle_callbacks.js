// The calls of `fs` that a stream on a FileHandle makes, with callbacks as `fs` has them.
'use strict';

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { kUnref } = require('internal/fs/file_handle');

/** The calls that a stream on a FileHandle makes instead of those of `fs`. */
function fileHandleOperations(handle) {
  return {
    open() {
      throw new ERR_METHOD_NOT_IMPLEMENTED('open()');
    },
    close(fd, callback) {
      handle[kUnref]();
      handle.close().then(() => callback(), callback);
    },
    fsync(fd, callback) {
      handle.sync().then(() => callback(), callback);
    },
    read(fd, buffer, offset, length, position, callback) {
      handle.read(buffer, offset, length, position)
        .then((answer) => callback(null, answer.bytesRead, answer.buffer), (error) => callback(error, 0, buffer));
    },
    write(fd, buffer, offset, length, position, callback) {
      handle.write(buffer, offset, length, position)
        .then((answer) => callback(null, answer.bytesWritten, answer.buffer), (error) => callback(error, 0, buffer));
    },
    writev(fd, buffers, position, callback) {
      handle.writev(buffers, position)
        .then((answer) => callback(null, answer.bytesWritten, answer.buffers), (error) => callback(error, 0, buffers));
    },
  };
}

module.exports = { fileHandleOperations };
