// Directory entries with their kinds (Node's doc: «Class: fs.Dirent»).
'use strict';

const profile = require('internal/profile');
const { encodeName } = require('internal/fs/utils');
const {
  UV_DIRENT_BLOCK, UV_DIRENT_CHAR, UV_DIRENT_DIR, UV_DIRENT_FIFO, UV_DIRENT_FILE, UV_DIRENT_LINK, UV_DIRENT_SOCKET,
} = require('internal/fs/constants');

const kType = Symbol('type');

/** One entry; `type` is a UV_DIRENT_* number, `path` the directory it is in. */
class Dirent {
  constructor(name, type, path) {
    this.name = name;
    this.parentPath = path;
    if (profile.direntsHavePath) this.path = path;
    this[kType] = type;
  }

  isDirectory() {
    return this[kType] === UV_DIRENT_DIR;
  }

  isFile() {
    return this[kType] === UV_DIRENT_FILE;
  }

  isBlockDevice() {
    return this[kType] === UV_DIRENT_BLOCK;
  }

  isCharacterDevice() {
    return this[kType] === UV_DIRENT_CHAR;
  }

  isSymbolicLink() {
    return this[kType] === UV_DIRENT_LINK;
  }

  isFIFO() {
    return this[kType] === UV_DIRENT_FIFO;
  }

  isSocket() {
    return this[kType] === UV_DIRENT_SOCKET;
  }
}

/** The entries of a listing `[names, types]` of directory `path`. */
function direntsOf(path, [names, types], encoding) {
  return names.map((name, i) => new Dirent(encodeName(name, encoding), types[i], path));
}

module.exports = { Dirent, direntsOf };
