// stream.Duplex: a Readable with the methods of a Writable; the two sides are independent.
// Node's doc: stream, "Class: stream.Duplex".
'use strict';

const profile = require('internal/profile');
const { Stream } = require('internal/streams/legacy');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { construct } = require('internal/streams/destroy');
const { kOnConstructed } = require('internal/streams/utils');

module.exports = Duplex;
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);

for (const method of Object.keys(Writable.prototype)) Duplex.prototype[method] ||= Writable.prototype[method];
// Writable's also settles the writes that wait. (In Node 18 a duplex has Readable's.)
if (profile.duplexesSettleWrites) Duplex.prototype.destroy = Writable.prototype.destroy;

/** Bits of a side that is switched off: as if it were over. */
function switchOff(duplex, options) {
  if (options.readable === false) {
    const r = duplex._readableState;
    r.readable = false;
    r.ended = r.endEmitted = true;
  }
  if (options.writable === false) {
    const w = duplex._writableState;
    w.writable = false;
    w.ending = w.ended = w.finished = true;
  }
}

/**
 * @param {object} [options] those of both sides, with `readable…` and `writable…` forms of highWaterMark and
 *   objectMode; `allowHalfOpen`: false ends the writable side with the readable one; `readable`, `writable`: false for
 *   none
 */
function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  if (profile.streamsNameEventsUpFront) {
    this._events ??= {
      close: undefined, error: undefined, prefinish: undefined, finish: undefined, drain: undefined,
      data: undefined, end: undefined, readable: undefined,
    };
  }
  this._readableState = new Readable.ReadableState(options, this, true);
  this._writableState = new Writable.WritableState(options, this, true);

  if (options) {
    this.allowHalfOpen = options.allowHalfOpen !== false;
    switchOff(this, options);
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this);
  } else {
    this.allowHalfOpen = true;
  }
  Stream.call(this, options);

  if (this._construct != null) {
    construct(this, () => {
      this._readableState[kOnConstructed](this);
      this._writableState[kOnConstructed](this);
    });
  }
}

const inherited = {};
for (const name of ['writable', 'writableHighWaterMark', 'writableObjectMode', 'writableBuffer', 'writableLength',
                    'writableFinished', 'writableCorked', 'writableEnded', 'writableNeedDrain']) {
  inherited[name] = { __proto__: null, ...Object.getOwnPropertyDescriptor(Writable.prototype, name) };
}
Object.defineProperties(Duplex.prototype, {
  ...inherited,
  destroyed: {
    __proto__: null,
    get() {
      if (this._readableState === undefined || this._writableState === undefined) return false;
      return this._readableState.destroyed && this._writableState.destroyed;
    },
    // Old streams manage this by themselves.
    set(value) {
      if (this._readableState && this._writableState) {
        this._readableState.destroyed = value;
        this._writableState.destroyed = value;
      }
    },
  },
});

Duplex.fromWeb = function(pair, options) {
  return require('internal/webstreams/adapters').newStreamDuplexFromReadableWritablePair(pair, options);
};

Duplex.toWeb = function(duplex, options) {
  return require('internal/webstreams/adapters').newReadableWritablePairFromDuplex(duplex, options);
};

Duplex.from = function(body) {
  return require('internal/streams/duplexify')(body, 'body');
};
