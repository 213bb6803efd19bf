// Watching files: watch, watchFile, unwatchFile and promises.watch (Node's doc: «fs.watch», «fs.watchFile»).
'use strict';

const { PromiseWithResolvers } = primordials;
const EventEmitter = require('events');
const { Buffer } = require('buffer');
const {
  AbortError,
  UVException,
  codes: {
    ERR_FEATURE_UNAVAILABLE_ON_PLATFORM,
    ERR_FS_WATCH_QUEUE_OVERFLOW,
    ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors');
const {
  validateAbortSignal,
  validateBoolean,
  validateFunction,
  validateInteger,
  validateObject,
  validateOneOf,
  validateUint32,
} = require('internal/validators');
const profile = require('internal/profile');
const { StatWatcherHandle } = require('internal/fs/binding');
const { statsFromValues } = require('internal/fs/stats');
const { createIgnoreMatcher } = require('internal/fs/watch_ignore');
const { getOptions, getValidatedPath, pathText } = require('internal/fs/utils');

/** The error number of a system that has no watchers left. */
const ENOSPC = -28;
/** How many numbers one stat has in what a StatWatcher's handle reports. */
const STAT_FIELDS = 18;
/** Where the link count is in it. */
const NLINK = 2;
/** How often `watchFile` looks, unless it is told otherwise (Node's doc). */
const DEFAULT_INTERVAL_MS = 5007;
/** How many events `promises.watch` keeps for a slow reader, unless it is told otherwise (Node's doc). */
const DEFAULT_MAX_QUEUE = 2048;

/** The error of a watch that cannot begin or go on. */
function watchError(errno, filename) {
  const error = new UVException({
    errno,
    syscall: 'watch',
    path: filename,
    message: errno === ENOSPC ? 'System limit for number of file watchers reached' : '',
  });
  error.filename = filename;
  return error;
}

/** A new handle: `onchange(status, eventType, filename)` is called for what happens (Node's own shape). */
function newHandle() {
  const { FSEvent } = internalBinding('fs_event_wrap');
  return new FSEvent();
}

class FSWatcher extends EventEmitter {
  constructor() {
    super();
    this._handle = newHandle();
    if (profile.watchTakesIgnore) this._ignoreMatcher = null;
    this._handle.onchange = (status, eventType, filename) => this.#changed(status, eventType, filename);
  }

  #changed(status, eventType, filename) {
    if (status < 0) {
      this._handle?.close();
      this._handle = null;
      this.emit('error', watchError(status, filename));
    } else if (!(filename != null && this._ignoreMatcher?.(filename))) {
      this.emit('change', eventType, filename);
    }
  }

  /** Begins. @throws {Error} with `filename`, and closed, when the path cannot be watched */
  start(filename, { persistent, recursive, encoding, ignore }) {
    if (this._handle === null || this._handle.initialized) return;
    if (ignore !== undefined && profile.watchTakesIgnore) this._ignoreMatcher = createIgnoreMatcher(ignore);
    const errno = this._handle.start(pathText(filename), persistent, recursive, encoding);
    if (errno) throw watchError(errno, filename);
  }

  close() {
    if (this._handle === null) return;
    const wasWatching = this._handle.initialized;
    if (wasWatching) this._handle.close();
    this._handle = null;
    if (wasWatching) process.nextTick(() => this.emit('close'));
  }

  ref() {
    this._handle?.ref();
    return this;
  }

  unref() {
    this._handle?.unref();
    return this;
  }
}

/** Closes the watcher when the signal aborts, in a tick if it has already. */
function closeOnAbort(watcher, signal) {
  if (signal.aborted) {
    process.nextTick(() => watcher.close());
    return;
  }
  const close = () => watcher.close();
  signal.addEventListener('abort', close, { __proto__: null, once: true });
  watcher.once('close', () => signal.removeEventListener('abort', close));
}

function watch(filename, options, listener) {
  if (typeof options === 'function') listener = options;
  options = { persistent: true, recursive: false, ...getOptions(options) };
  options.persistent ??= true;
  options.recursive ??= false;
  const path = getValidatedPath(filename, profile.watchErrorsNameFilename ? 'filename' : 'path');
  let watcher;
  if (options.recursive) {
    if (!profile.watchesTrees) throw new ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('watch recursively');
    const { TreeWatcher } = require('internal/fs/recursive_watch');
    validateBoolean(options.recursive, 'options.recursive');
    watcher = new TreeWatcher();
  } else {
    watcher = new FSWatcher();
  }
  watcher.start(path, options);
  if (listener) watcher.addListener('change', listener);
  if (options.signal) closeOnAbort(watcher, options.signal);
  return watcher;
}

/** Looks at a file again and again. */
class StatWatcher extends EventEmitter {
  #listeners = 0;
  #bigint;

  constructor(bigint) {
    super();
    this._handle = null;
    this.#bigint = bigint;
  }

  start(filename, persistent, interval) {
    if (this._handle !== null) return;
    this._handle = new StatWatcherHandle(false);
    let oldStatus = -1;
    this._handle.onchange = (status, values) => {
      // A file that is still missing is no news.
      if (oldStatus === -1 && status === -1 && values[NLINK] === values[STAT_FIELDS + NLINK]) return;
      oldStatus = status;
      this.emit('change', statsFromValues(values, this.#bigint), statsFromValues(values, this.#bigint, STAT_FIELDS));
    };
    if (!persistent) this.unref();
    validateUint32(interval, 'interval');
    const errno = this._handle.start(pathText(filename), interval);
    if (errno) throw watchError(errno, filename);
  }

  stop() {
    if (this._handle === null) return;
    process.nextTick(() => this.emit('stop'));
    this._handle.close();
    this._handle = null;
  }

  ref() {
    this._handle?.ref();
    return this;
  }

  unref() {
    this._handle?.unref();
    return this;
  }
}

/** The watchers of watchFile by their absolute paths. */
const statWatchers = new Map();

function watchFile(filename, options, listener) {
  filename = require('path').resolve(pathText(getValidatedPath(filename)));
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = null;
  }
  options = { interval: DEFAULT_INTERVAL_MS, persistent: true, ...options };
  validateFunction(listener, 'listener');
  let watcher = statWatchers.get(filename);
  if (watcher === undefined) {
    watcher = new StatWatcher(options.bigint);
    watcher.start(filename, options.persistent, options.interval);
    statWatchers.set(filename, watcher);
  }
  watcher.addListener('change', listener);
  return watcher;
}

function unwatchFile(filename, listener) {
  filename = require('path').resolve(pathText(getValidatedPath(filename)));
  const watcher = statWatchers.get(filename);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') === 0) {
    watcher.stop();
    statWatchers.delete(filename);
  }
}

/** Checks what promises.watch is given. */
function iterateOptions(options) {
  validateObject(options, 'options');
  const {
    persistent = true,
    recursive = false,
    encoding = 'utf8',
    maxQueue = DEFAULT_MAX_QUEUE,
    overflow = 'ignore',
    signal,
    ignore,
  } = options;
  validateBoolean(persistent, 'options.persistent');
  validateBoolean(recursive, 'options.recursive');
  validateInteger(maxQueue, 'options.maxQueue');
  validateOneOf(overflow, 'options.overflow', ['ignore', 'error']);
  validateAbortSignal(signal, 'options.signal');
  if (encoding && !Buffer.isEncoding(encoding) && encoding !== 'buffer') {
    const reason = 'is invalid encoding';
    if (profile.watchEncodingErrorsAreSwapped) throw new ERR_INVALID_ARG_VALUE(encoding, 'encoding', reason);
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, reason);
  }
  return { persistent, recursive, encoding, maxQueue, overflow, signal, ignore };
}

/** The events of a path, as an async iteration that ends when it is left or the signal aborts. */
async function* watchIterate(filename, givenOptions) {
  const path = getValidatedPath(filename);
  const options = iterateOptions(givenOptions);
  const { maxQueue, overflow, signal } = options;
  const abortError = () => new AbortError(undefined, { cause: signal.reason });
  if (signal?.aborted) throw abortError();

  const areBare = profile.watchEventsAreBare && !options.recursive;
  const queue = [];
  let wake = PromiseWithResolvers();
  const watcher = options.recursive ? new (require('internal/fs/recursive_watch').TreeWatcher)() : new FSWatcher();
  watcher.on('error', (error) => wake.reject(error));
  watcher.on('change', (eventType, filename) => {
    if (queue.length < maxQueue) {
      queue.push(areBare ? { __proto__: null, eventType, filename } : { eventType, filename });
      wake.resolve();
    } else if (overflow === 'error') {
      queue.length = 0;
      wake.reject(new ERR_FS_WATCH_QUEUE_OVERFLOW(maxQueue));
    } else {
      process.emitWarning('fs.watch maxQueue exceeded');
      wake.resolve();
    }
  });
  const cancel = () => {
    watcher.close();
    wake.resolve();
  };
  try {
    signal?.addEventListener('abort', cancel, { __proto__: null, once: true });
    watcher.start(path, options);
    while (!signal?.aborted) {
      await wake.promise;
      while (queue.length > 0) yield queue.shift();
      wake = PromiseWithResolvers();
    }
    throw abortError();
  } finally {
    watcher.close();
    signal?.removeEventListener('abort', cancel);
  }
}

module.exports = { FSWatcher, StatWatcher, newHandle, unwatchFile, watch, watchError, watchFile, watchIterate };
