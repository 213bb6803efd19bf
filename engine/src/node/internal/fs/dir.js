// An open directory, whose entries are read one at a time (Node's doc: «Class: fs.Dir»).
'use strict';

const {
  codes: { ERR_DIR_CLOSED, ERR_DIR_CONCURRENT_OPERATION, ERR_INVALID_THIS, ERR_MISSING_ARGS },
} = require('internal/errors');
const { validateFunction, validateUint32 } = require('internal/validators');
const { promisify } = require('internal/util');
const profile = require('internal/profile');
const { DirHandle, call, callError, failed, request, tryCall } = require('internal/fs/binding');
const { direntsOf } = require('internal/fs/dirent');
const { getOptions, getValidatedPath, pathText } = require('internal/fs/utils');

/** How many entries one job reads at most, unless `bufferSize` says otherwise. */
const DEFAULT_BUFFER_SIZE = 32;

class Dir {
  #handle;
  #path;
  #options;
  #resource = new DirHandle();
  #isClosed = false;
  /** Entries that were read and not handed out. */
  #entries = [];
  /** What waits for the running job, or null when none runs. */
  #waiting = null;
  /** The directory that #entries are in: in a recursive listing it moves on. */
  #current;
  /** Directories that a recursive listing has yet to enter: a directory is entered after all of its own level. */
  #ahead = [];
  #readPromise;
  #closePromise;

  constructor(handle, path, options) {
    if (handle == null) throw new ERR_MISSING_ARGS('handle');
    this.#handle = handle;
    this.#path = path;
    this.#current = path;
    this.#options = { bufferSize: DEFAULT_BUFFER_SIZE, ...getOptions(options, { encoding: 'utf8' }) };
    validateUint32(this.#options.bufferSize, 'options.bufferSize', true);
    this.#readPromise = promisify((callback) => this.#read(false, callback));
    this.#closePromise = promisify((callback) => this.close(callback));
  }

  get path() {
    if (!(#path in this)) throw new ERR_INVALID_THIS('Dir');
    return this.#path;
  }

  read(callback) {
    if (arguments.length > 0) return this.#read(true, callback);
    if (this.#isClosed && !profile.dirReadsRejectWhenClosed) throw new ERR_DIR_CLOSED();
    return this.#readPromise();
  }

  /** @param {boolean} isDeferred whether an entry that is there already comes in a tick, not at once */
  #read(isDeferred, callback) {
    if (this.#isClosed) throw new ERR_DIR_CLOSED();
    validateFunction(callback, 'callback');
    if (this.#waiting !== null) {
      this.#waiting.push(() => this.#read(isDeferred, callback));
      return;
    }
    if (this.#entries.length > 0) {
      const entry = this.#take();
      if (isDeferred) process.nextTick(callback, null, entry);
      else callback(null, entry);
      return;
    }
    this.#waiting = [];
    request('readNext', (error, listing) => {
      process.nextTick(() => this.#resume());
      if (error) return callback(error);
      try {
        this.#fill(listing);
      } catch (error) {
        return callback(error);
      }
      callback(null, this.#take());
    }, this.#handle, this.#options.bufferSize);
  }

  /** Runs what waited for the job, in order. */
  #resume() {
    const waiting = this.#waiting;
    this.#waiting = null;
    for (const operation of waiting) operation();
  }

  /** The next entry that is there, or null at the end. */
  #take() {
    if (this.#entries.length === 0) return null;
    const entry = this.#entries.shift();
    if (this.#options.recursive && entry.isDirectory()) {
      this.#ahead.push(require('path').join(pathText(this.#current), String(entry.name)));
    }
    return entry;
  }

  /** Takes a listing in; an empty one ends the directory, and a recursive listing enters the next. */
  #fill(listing) {
    while (listing[0].length === 0 && this.#ahead.length > 0) {
      call('closedir', this.#handle);
      this.#current = this.#ahead.shift();
      this.#handle = call('opendir', this.#current);
      listing = call('readNext', this.#handle, this.#options.bufferSize);
    }
    this.#entries = direntsOf(this.#current, listing, this.#options.encoding);
  }

  readSync() {
    if (this.#isClosed) throw new ERR_DIR_CLOSED();
    if (this.#waiting !== null) throw new ERR_DIR_CONCURRENT_OPERATION();
    if (this.#entries.length === 0) this.#fill(call('readNext', this.#handle, this.#options.bufferSize));
    return this.#take();
  }

  close(callback) {
    if (callback === undefined) {
      if (this.#isClosed) return Promise.reject(new ERR_DIR_CLOSED());
      return this.#closePromise();
    }
    validateFunction(callback, 'callback');
    if (this.#isClosed) {
      process.nextTick(callback, new ERR_DIR_CLOSED());
      return;
    }
    if (this.#waiting !== null) {
      this.#waiting.push(() => this.close(callback));
      return;
    }
    this.#isClosed = true;
    request('closedir', callback, this.#handle);
  }

  closeSync() {
    if (this.#isClosed) throw new ERR_DIR_CLOSED();
    if (this.#waiting !== null) throw new ERR_DIR_CONCURRENT_OPERATION();
    this.#isClosed = true;
    call('closedir', this.#handle);
  }

  async* entries() {
    try {
      for (;;) {
        const entry = await this.#readPromise();
        if (entry === null) break;
        yield entry;
      }
    } finally {
      await this.#closePromise();
    }
  }

  [Symbol.dispose]() {
    if (!this.#isClosed) this.closeSync();
  }

  async [Symbol.asyncDispose]() {
    if (!this.#isClosed) await this.#closePromise();
  }
}

Object.defineProperty(Dir.prototype, Symbol.asyncIterator, {
  __proto__: null,
  value: Dir.prototype.entries,
  enumerable: false,
  writable: true,
  configurable: true,
});
if (!profile.fsHasDisposers) {
  delete Dir.prototype[Symbol.dispose];
  delete Dir.prototype[Symbol.asyncDispose];
}

function opendir(path, options, callback) {
  callback = typeof options === 'function' ? options : callback;
  validateFunction(callback, 'callback');
  path = getValidatedPath(path);
  options = getOptions(options, { encoding: 'utf8' });
  request('opendir', (error, handle) => {
    if (error) callback(error);
    else callback(null, new Dir(handle, path, options));
  }, path);
}

function opendirSync(path, options) {
  path = getValidatedPath(path);
  options = getOptions(options, { encoding: 'utf8' });
  const handle = tryCall('opendir', path);
  if (failed(handle)) {
    // From Node 20 on the error of this call does not name its path.
    throw callError(handle, 'opendir', profile.opendirSyncErrorsNamePath ? [pathText(path)] : [], opendirSync);
  }
  return new Dir(handle, path, options);
}

module.exports = { Dir, opendir, opendirSync };
