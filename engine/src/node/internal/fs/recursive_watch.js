// Watches a tree on a system that can only watch directories: one handle each (Node's doc: «fs.watch», recursive).
'use strict';

const EventEmitter = require('events');
const { basename } = require('path');
const { call, failed, tryCall } = require('internal/fs/binding');
const { isKind } = require('internal/fs/stats');
const { S_IFDIR, UV_DIRENT_DIR } = require('internal/fs/constants');
const { newHandle, watchError } = require('internal/fs/watchers');
const { createIgnoreMatcher } = require('internal/fs/watch_ignore');
const { encodeName, pathText } = require('internal/fs/utils');

class TreeWatcher extends EventEmitter {
  #root;
  #options;
  #ignores = null;
  /** The handles by the directories' paths below the root; the root is ''. */
  #handles = new Map();
  #isClosed = false;

  /** Begins. @throws {Error} when the path is not there */
  start(path, options) {
    this.#root = pathText(path);
    this.#options = options;
    if (options.ignore !== undefined) this.#ignores = createIgnoreMatcher(options.ignore);
    const values = call('stat', this.#root);
    if (isKind(values, S_IFDIR)) this.#enter('');
    else this.#watch('', this.#root);
  }

  /** Watches a directory and all below it. */
  #enter(inner) {
    const path = inner === '' ? this.#root : `${this.#root}/${inner}`;
    this.#watch(inner, path);
    const listing = tryCall('readdir', path);
    if (failed(listing)) return;
    const [names, types] = listing;
    names.forEach((name, i) => {
      if (types[i] === UV_DIRENT_DIR) this.#enter(inner === '' ? name : `${inner}/${name}`);
    });
  }

  #watch(inner, path) {
    if (this.#handles.has(inner)) return;
    const handle = newHandle();
    handle.onchange = (status, eventType, name) => {
      if (status < 0) this.emit('error', watchError(status, path));
      else this.#changed(inner, eventType, name);
    };
    const errno = handle.start(path, this.#options.persistent, false, 'utf8');
    if (errno) throw watchError(errno, path);
    this.#handles.set(inner, handle);
  }

  #changed(inner, eventType, name) {
    const path = inner === '' ? this.#root : `${this.#root}/${inner}`;
    // A directory that is gone reports itself; its parent says so, too, and that is enough.
    if (inner !== '' && name === basename(inner) && failed(tryCall('lstat', path))) {
      this.#leave(inner);
      return;
    }
    const changed = inner === '' ? name : `${inner}/${name}`;
    if (eventType === 'rename') {
      const values = tryCall('lstat', `${this.#root}/${changed}`);
      if (failed(values)) this.#leave(changed);
      else if (isKind(values, S_IFDIR)) this.#enter(changed);
    }
    if (this.#ignores?.(changed)) return;
    this.emit('change', eventType, encodeName(changed, this.#options.encoding));
  }

  /** Stops watching a directory that is gone, and those below it. */
  #leave(inner) {
    for (const [name, handle] of this.#handles) {
      if (name !== inner && !name.startsWith(`${inner}/`)) continue;
      handle.close();
      this.#handles.delete(name);
    }
  }

  close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const handle of this.#handles.values()) handle.close();
    this.#handles.clear();
    process.nextTick(() => this.emit('close'));
  }

  ref() {
    for (const handle of this.#handles.values()) handle.ref();
    return this;
  }

  unref() {
    for (const handle of this.#handles.values()) handle.unref();
    return this;
  }
}
// Programs see one class of watchers.
Object.defineProperty(TreeWatcher, 'name', { __proto__: null, configurable: true, value: 'FSWatcher' });

module.exports = { TreeWatcher };
