// Duplex.from(): almost anything as a duplex. Node's doc: stream, "stream.Duplex.from()".
// Functions are in duplexify/function.js, pairs of streams in duplexify/pair.js.
'use strict';

const {
  isIterable, isNodeStream, isReadableNodeStream, isWritableNodeStream, isDuplexNodeStream, isReadableStream,
  isWritableStream,
} = require('internal/streams/utils');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const Duplexify = require('internal/streams/duplexify/class');
const { duplexifyPair } = require('internal/streams/duplexify/pair');

/**
 * @param {*} body a stream of any kind, Blob, iterable, function, promise, or pair `{ readable, writable }`
 * @param {string} name of the argument, for the ERR_INVALID_ARG_TYPE that anything else gets
 * @returns {Duplex}
 */
module.exports = function duplexify(body, name) {
  if (isDuplexNodeStream(body)) return body;
  if (isReadableNodeStream(body)) return duplexifyPair({ readable: body });
  if (isWritableNodeStream(body)) return duplexifyPair({ writable: body });
  if (isNodeStream(body)) return duplexifyPair({ writable: false, readable: false });
  if (isReadableStream(body)) return duplexifyPair({ readable: Readable.fromWeb(body) });
  if (isWritableStream(body)) return duplexifyPair({ writable: Writable.fromWeb(body) });
  if (typeof body === 'function') {
    return require('internal/streams/duplexify/function').duplexifyFunction(body, name);
  }
  if (require('internal/blob').isBlob(body)) return duplexify(body.arrayBuffer());
  if (isIterable(body)) {
    return require('internal/streams/from')(Duplexify, body, { objectMode: true, writable: false });
  }
  if (isReadableStream(body?.readable) && isWritableStream(body?.writable)) return Duplexify.fromWeb(body);
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') {
    return duplexifyPair({
      readable: sideOf(body?.readable, isReadableNodeStream, duplexify),
      writable: sideOf(body?.writable, isWritableNodeStream, duplexify),
    });
  }
  const then = body?.then;
  if (typeof then === 'function') return duplexifyPromise(body, then);

  throw new ERR_INVALID_ARG_TYPE(
    name,
    ['Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function',
     '{ readable, writable } pair', 'Promise'],
    body);
};

/** One half of a pair, made a stream if it is none yet. */
function sideOf(half, isStream, duplexify) {
  if (!half) return undefined;
  return isStream(half) ? half : duplexify(half);
}

/** The value of a promise as the only chunk; null and undefined as none. */
function duplexifyPromise(promise, then) {
  let d;
  then.call(promise, (val) => {
    if (val != null) d.push(val);
    d.push(null);
  }, (err) => {
    destroyer(d, err);
  });
  d = new Duplexify({ objectMode: true, writable: false, read() {} });
  return d;
}
