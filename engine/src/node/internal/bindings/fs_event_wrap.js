// internalBinding('fs_event_wrap'): watches of files in Node's shape over the engine's operations.
'use strict';

const { Buffer } = require('buffer');
const { Handle } = require('internal/handles');
const ops = internalBinding('fs_event_ops');

/** Watches a file, or the names in a directory; calls `onchange(status, eventType, filename)`. */
class FSEvent extends Handle {
  #watch;
  #encoding;

  constructor() {
    super('FSEVENTWRAP', 'FSEventWrap');
    this.onchange = null;
  }

  /** Whether it watches. */
  get initialized() {
    return this.#watch !== undefined;
  }

  /** Begins. @returns {number} 0 or an error number */
  start(path, persistent, recursive, encoding) {
    const watch = ops.watch(this.handleId, path);
    if (watch < 0) return watch;
    this.#watch = watch;
    this.#encoding = encoding;
    this.setActive(true);
    if (!persistent) this.unref();
    return 0;
  }

  onEvent(event, [isRename, bytes]) {
    if (this.#watch === undefined) return;
    const name = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const filename = this.#encoding === 'buffer' ? name : name.toString(this.#encoding);
    this.makeCallback(this.onchange, 0, isRename ? 'rename' : 'change', filename);
  }

  close(callback) {
    if (this.#watch !== undefined) ops.unwatch(this.#watch);
    this.#watch = undefined;
    super.close(callback);
  }
}

module.exports = { FSEvent };
