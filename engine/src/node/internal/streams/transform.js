// stream.Transform: what is written comes out changed. Node's doc: stream, "Class: stream.Transform".
//
// _transform's callback is passed on to the writable side at once while the readable side has room; when it is full
// the callback is kept until somebody reads. So the readable side sets the pace.
'use strict';

const profile = require('internal/profile');
const { ERR_METHOD_NOT_IMPLEMENTED } = require('internal/errors').codes;
const Duplex = require('internal/streams/duplex');
const { getHighWaterMark } = require('internal/streams/state');

module.exports = Transform;
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

/** The _transform callback that waits for a read. */
const kCallback = Symbol('kCallback');

/**
 * @param {object} [options] those of Duplex, and the hooks transform and flush
 */
function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);

  const readableHighWaterMark = options ? getHighWaterMark(this, options, 'readableHighWaterMark', true) : null;
  if (readableHighWaterMark === 0) {
    // Who wants nothing buffered to read wants nothing buffered to write, either.
    options = {
      ...options,
      highWaterMark: null,
      readableHighWaterMark,
      writableHighWaterMark: options.writableHighWaterMark || 0,
    };
  }
  Duplex.call(this, options);

  // _read is ours and pushes whenever it likes: no need to hold back what comes before the first read.
  this._readableState.sync = false;
  this[kCallback] = null;
  if (options) {
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
  }
  this.on('prefinish', prefinish);
}

/**
 * Flushes, then ends the readable side.
 * @param {Function} [cb] absent when a subclass has a _final of its own, and this runs at 'prefinish'
 */
function final(cb) {
  if (typeof this._flush !== 'function' || this.destroyed) {
    this.push(null);
    if (cb) cb();
    return;
  }
  this._flush((er, data) => {
    if (er) {
      if (cb) cb(er);
      else this.destroy(er);
      return;
    }
    if (data != null) this.push(data);
    this.push(null);
    if (cb) cb();
  });
}

/** Some transforms implement _final as well as _flush, or instead of it. */
function prefinish() {
  if (this._final !== final) final.call(this);
}

Transform.prototype._final = final;

/** Hook: push()es any number of chunks, then calls back, perhaps with one more. */
Transform.prototype._transform = function(chunk, encoding, callback) { // eslint-disable-line no-unused-vars
  throw new ERR_METHOD_NOT_IMPLEMENTED('_transform()');
};

Transform.prototype._write = function(chunk, encoding, callback) {
  const r = this._readableState;
  const w = this._writableState;
  const { length } = r;

  this._transform(chunk, encoding, (err, val) => {
    if (err) {
      callback(err);
      return;
    }
    if (val != null) this.push(val);

    if (r.ended && profile.transformsWaitAfterEnd) {
      // The hook pushed null: let that be noticed before the next chunk.
      process.nextTick(callback);
    } else if (w.ended || length === r.length || r.length < r.highWaterMark) {
      // Also when nothing came out, and when nothing more goes in.
      callback();
    } else {
      this[kCallback] = callback;
    }
  });
};

Transform.prototype._read = function() {
  const callback = this[kCallback];
  if (!callback) return;
  this[kCallback] = null;
  callback();
};
