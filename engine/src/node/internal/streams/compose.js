// compose(): a chain of streams as one duplex, written at its head and read at its tail.
// Node's doc: stream, "stream.compose()".
'use strict';

const profile = require('internal/profile');
const { pipeline } = require('internal/streams/pipeline');
const Duplex = require('internal/streams/duplex');
const { destroyer } = require('internal/streams/destroy');
const {
  isNodeStream, isReadable, isWritable, isWebStream, isTransformStream, isWritableStream, isReadableStream,
} = require('internal/streams/utils');
const {
  AbortError,
  codes: { ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { eos } = require('internal/streams/end-of-stream');

const canRead = (stream) => Boolean(isReadable(stream) || isReadableStream(stream) || isTransformStream(stream));
const canWrite = (stream) => Boolean(isWritable(stream) || isWritableStream(stream) || isTransformStream(stream));

/** Throws ERR_INVALID_ARG_VALUE for a stream that cannot be read from, or into, at its place. */
function checkStreams(streams, originals) {
  for (let n = 0; n < streams.length; ++n) {
    const stream = streams[n];
    if (!isNodeStream(stream) && !isWebStream(stream)) continue;
    if (n < streams.length - 1 && !canRead(stream)) {
      throw new ERR_INVALID_ARG_VALUE(`streams[${n}]`, originals[n], 'must be readable');
    }
    if (n > 0 && !canWrite(stream)) {
      throw new ERR_INVALID_ARG_VALUE(`streams[${n}]`, originals[n], 'must be writable');
    }
  }
}

/** The duplex around one pipeline. */
class Composition {
  constructor(streams) {
    const head = streams[0];
    this.ondrain = null;
    this.onfinish = null;
    this.onreadable = null;
    /** undefined: the pipeline runs; null: it has reported; else the _destroy callback that waits for it. */
    this.onclose = undefined;
    this.tail = pipeline(streams, (err) => this.finished(err));
    this.writable = canWrite(head);
    this.readable = canRead(this.tail);
    this.duplex = new Duplex({
      writableObjectMode: !!head?.writableObjectMode,
      readableObjectMode: !!this.tail?.readableObjectMode,
      writable: this.writable,
      readable: this.readable,
    });
    if (this.writable) this.connectHead(head);
    if (this.readable) this.connectTail();
    this.duplex._destroy = (err, callback) => this.destroy(err, callback);
  }

  /** The pipeline has reported. */
  finished(err) {
    const cb = this.onclose;
    this.onclose = null;
    if (cb) cb(err);
    else if (err) this.duplex.destroy(err);
    else if (!this.readable && !this.writable) this.duplex.destroy();
  }

  connectHead(head) {
    if (isNodeStream(head)) this.writeToNode(head);
    else if (isWebStream(head)) this.writeToWeb(isTransformStream(head) ? head.writable : head);

    const toRead = isTransformStream(this.tail) ? this.tail.readable : this.tail;
    eos(toRead, () => {
      const cb = this.onfinish;
      this.onfinish = null;
      if (cb) cb();
    });
  }

  writeToNode(head) {
    this.duplex._write = (chunk, encoding, callback) => {
      if (head.write(chunk, encoding)) callback();
      else this.ondrain = callback;
    };
    this.duplex._final = (callback) => {
      head.end();
      this.onfinish = callback;
    };
    head.on('drain', () => {
      const cb = this.ondrain;
      this.ondrain = null;
      if (cb) cb();
    });
  }

  writeToWeb(writable) {
    const writer = writable.getWriter();
    this.duplex._write = async (chunk, encoding, callback) => {
      try {
        await writer.ready;
        writer.write(chunk).catch(() => {});
        callback();
      } catch (err) {
        callback(err);
      }
    };
    this.duplex._final = async (callback) => {
      try {
        await writer.ready;
        writer.close().catch(() => {});
        this.onfinish = callback;
      } catch (err) {
        callback(err);
      }
    };
  }

  connectTail() {
    const { duplex, tail } = this;
    if (isNodeStream(tail)) {
      if (profile.composeReadsByEvents) this.flowFrom(tail);
      else this.pullFrom(tail);
      tail.on('end', () => {
        duplex.push(null);
      });
    } else if (isWebStream(tail)) {
      this.readFromWeb(isTransformStream(tail) ? tail.readable : tail);
    }
  }

  /** From Node 24 on: let the tail flow while there is room. */
  flowFrom(tail) {
    const { duplex } = this;
    duplex._read = () => {
      tail.resume();
    };
    tail.on('data', (chunk) => {
      if (!duplex.push(chunk)) tail.pause();
    });
  }

  /** Up to Node 22: read() until there is no room, or wait for 'readable'. */
  pullFrom(tail) {
    const { duplex } = this;
    tail.on('readable', () => {
      const cb = this.onreadable;
      this.onreadable = null;
      if (cb) cb();
    });
    duplex._read = () => {
      for (;;) {
        const chunk = tail.read();
        if (chunk === null) {
          this.onreadable = duplex._read;
          return;
        }
        if (!duplex.push(chunk)) return;
      }
    };
  }

  readFromWeb(readable) {
    const { duplex } = this;
    const reader = readable.getReader();
    duplex._read = async () => {
      for (;;) {
        try {
          const { value, done } = await reader.read();
          if (done && profile.composeEndsWebTails) {
            duplex.push(null);
            return;
          }
          // Up to Node 22 the value of the end, undefined, was pushed first.
          if (!duplex.push(value)) return;
          if (done) {
            duplex.push(null);
            return;
          }
        } catch {
          // The pipeline reports it.
          return;
        }
      }
    };
  }

  destroy(err, callback) {
    if (!err && this.onclose !== null) err = new AbortError();
    this.onreadable = null;
    this.ondrain = null;
    this.onfinish = null;

    const running = this.onclose !== null;
    if (isNodeStream(this.tail) && (running || profile.composeDestroysTailAlways)) destroyer(this.tail, err);
    if (this.onclose === null) callback(err);
    else this.onclose = callback;
  }
}

/**
 * @param {...*} streams as of pipeline(): streams, web streams, and functions
 * @returns {Duplex}
 */
module.exports = function compose(...streams) {
  if (streams.length === 0) throw new ERR_MISSING_ARGS('streams');
  if (streams.length === 1) return Duplex.from(streams[0]);

  const originals = streams.slice();
  const last = streams.length - 1;
  if (typeof streams[0] === 'function') streams[0] = Duplex.from(streams[0]);
  if (typeof streams[last] === 'function') streams[last] = Duplex.from(streams[last]);
  checkStreams(streams, originals);
  return new Composition(streams).duplex;
};
