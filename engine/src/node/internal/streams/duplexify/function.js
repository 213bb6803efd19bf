// Duplex.from(function): what is written is what the function iterates over, and what it gives is what is read.
'use strict';

const { PromiseWithResolvers } = primordials;
const profile = require('internal/profile');
const { isIterable, isDuplexNodeStream } = require('internal/streams/utils');
const {
  AbortError,
  codes: { ERR_INVALID_RETURN_VALUE },
} = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const Duplexify = require('internal/streams/duplexify/class');

/**
 * @param {Function} fn called at once with an async iterable and `{ signal }`; it returns an iterable (read from the
 *   duplex) or a promise of nothing (then there is nothing to read)
 */
function duplexifyFunction(fn, name) {
  const { value, write, final, destroy } = feed(fn);
  // A function that makes a duplex by itself, as constructors do.
  if (profile.duplexFromTakesConstructors && isDuplexNodeStream(value)) return value;
  if (isIterable(value)) {
    return require('internal/streams/from')(Duplexify, value, { objectMode: true, write, final, destroy });
  }
  const then = value?.then;
  if (typeof then === 'function') return consumer(value, then, { write, final, destroy });
  throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or AsyncFunction', name, value);
}

/** An async function: a duplex that can only be written; it finishes when the function has. */
function consumer(value, then, { write, final, destroy }) {
  let d;
  let finalized = false;

  const promise = then.call(value, (val) => {
    if (val != null) throw new ERR_INVALID_RETURN_VALUE('nully', 'body', val);
    // It did not want everything: whoever writes must be stopped (nodejs/node#55077).
    if (!finalized && profile.duplexFromStopsWriters) destroyer(d);
  }, (err) => {
    destroyer(d, err);
  });

  d = new Duplexify({
    objectMode: true,
    readable: false,
    write,
    final(cb) {
      finalized = true;
      final(async () => {
        try {
          await promise;
          process.nextTick(cb, null);
        } catch (err) {
          process.nextTick(cb, err);
        }
      });
    },
    destroy,
  });
  return d;
}

/**
 * Calls `fn` with an iterable that the returned hooks feed. A write is called back in a tick after it was taken.
 */
function feed(fn) {
  let { promise, resolve } = PromiseWithResolvers();
  const { AbortController } = require('internal/abort_controller');
  const ac = new AbortController();
  const { signal } = ac;

  const value = fn(async function*() {
    while (true) {
      const next = promise;
      promise = null;
      const { chunk, done, cb } = await next;
      process.nextTick(cb);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      ({ promise, resolve } = PromiseWithResolvers());
      yield chunk;
    }
  }(), { signal });

  function give(item) {
    const taker = resolve;
    resolve = null;
    taker({ __proto__: null, ...item });
  }

  return {
    value,
    write(chunk, encoding, cb) {
      give({ chunk, done: false, cb });
    },
    final(cb) {
      give({ done: true, cb });
    },
    destroy(err, cb) {
      ac.abort(profile.duplexFromTellsAbortCause ? err : undefined);
      // A function that waits for the next chunk would wait for ever.
      if (resolve !== null && profile.duplexFromTellsAbortCause) give({ done: true, cb() {} });
      cb(err);
    },
  };
}

module.exports = { duplexifyFunction };
