// A readable and a writable as one duplex. Either may be missing.
'use strict';

const profile = require('internal/profile');
const { isReadable, isWritable } = require('internal/streams/utils');
const { eos } = require('internal/streams/end-of-stream');
const { AbortError } = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const Readable = require('internal/streams/readable');
const Duplexify = require('internal/streams/duplexify/class');

/** The duplex around two streams. Callbacks that wait for one of them are kept here. */
class Pair {
  constructor(r, w) {
    this.r = r;
    this.w = w;
    const readable = !!isReadable(r);
    const writable = !!isWritable(w);
    this.ondrain = null;
    this.onfinish = null;
    this.onreadable = null;
    /** undefined: open; null: a side has reported; else the _destroy callback that waits for it. */
    this.onclose = undefined;
    this.duplex = new Duplexify({
      readableObjectMode: !!r?.readableObjectMode,
      writableObjectMode: !!w?.writableObjectMode,
      readable,
      writable,
    });
    if (writable) this.connectWritable();
    if (readable) this.connectReadable();
    this.duplex._destroy = (err, callback) => this.destroy(err, callback);
  }

  finished(err) {
    const cb = this.onclose;
    this.onclose = null;
    if (cb) cb(err);
    else if (err) this.duplex.destroy(err);
  }

  /** Calls a callback that waits, once. */
  release(name) {
    const cb = this[name];
    this[name] = null;
    if (cb) cb();
  }

  connectWritable() {
    const { r, w, duplex } = this;
    eos(w, (err) => {
      if (err) destroyer(r, err);
      this.finished(err);
    });
    duplex._write = (chunk, encoding, callback) => {
      if (w.write(chunk, encoding)) callback();
      else this.ondrain = callback;
    };
    duplex._final = (callback) => {
      w.end();
      this.onfinish = callback;
    };
    w.on('drain', () => this.release('ondrain'));
    w.on('finish', () => this.release('onfinish'));
  }

  connectReadable() {
    const { r, w, duplex } = this;
    eos(r, (err) => {
      // Up to Node 22 the stream that had failed was destroyed again, and the other was left alone.
      if (err) destroyer(profile.duplexFromEndsOtherSide ? w : r, err);
      this.finished(err);
    });
    r.on('readable', () => this.release('onreadable'));
    r.on('end', () => {
      duplex.push(null);
    });
    duplex._read = () => {
      for (;;) {
        const chunk = r.read();
        if (chunk === null) {
          this.onreadable = duplex._read;
          return;
        }
        if (!duplex.push(chunk)) return;
      }
    };
  }

  destroy(err, callback) {
    if (!err && this.onclose !== null) err = new AbortError();
    this.onreadable = null;
    this.ondrain = null;
    this.onfinish = null;
    if (this.onclose === null) {
      callback(err);
      return;
    }
    this.onclose = callback;
    destroyer(this.w, err);
    destroyer(this.r, err);
  }
}

/**
 * @param {{readable?: object, writable?: object}} pair Node streams, of the old style, too
 */
function duplexifyPair({ readable, writable }) {
  const r = readable && typeof readable.read !== 'function' ? Readable.wrap(readable) : readable;
  return new Pair(r, writable).duplex;
}

module.exports = { duplexifyPair };
