// finished(): one callback when a stream has ended, failed or been cut off. Node's doc: stream, "stream.finished()".
//
// A stream that will emit 'close' is waited for until then; for others 'end' and 'finish' must do.
'use strict';

const profile = require('internal/profile');
const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE, ERR_STREAM_PREMATURE_CLOSE },
} = require('internal/errors');
const { kEmptyObject, once } = require('internal/util');
const {
  validateAbortSignal, validateFunction, validateObject, validateBoolean,
} = require('internal/validators');
const {
  isClosed, isReadable, isReadableNodeStream, isReadableStream, isReadableFinished, isReadableErrored,
  isWritable, isWritableNodeStream, isWritableStream, isWritableFinished, isWritableErrored,
  isNodeStream, willEmitClose, kIsClosedPromise,
} = require('internal/streams/utils');
const { PromisePrototypeThen } = primordials;

/** Option of internal callers: a stream that is over already is reported before eos() returns. */
const kEosNodeSynchronousCallback = Symbol('kEosNodeSynchronousCallback');

const nop = () => {};

/** An http client request of old, or one that looks like it. */
function isRequest(stream) {
  return stream.setHeader && typeof stream.abort === 'function';
}

/** From 22 on the callback runs in the async context of the call; 26 spares the resource where nobody could tell. */
function keepContext(callback) {
  if (!profile.finishedKeepsContext) return callback;
  if (profile.finishedKeepsContextIfAny && !contextMatters()) return callback;
  const { AsyncResource } = require('async_hooks');
  const resource = new AsyncResource('STREAM_END_OF_STREAM');
  return function(...args) {
    return resource.runInAsyncScope(callback, this, ...args);
  };
}

function contextMatters() {
  return require('internal/async_context_frame').current() || require('internal/async_hooks').enabledHooksExist();
}

function abortErrorOf(signal) {
  return new AbortError(undefined, { cause: signal.reason });
}

/** Calls `onabort` when the signal does, until `callback` (the returned one) has been called. */
function withSignal(signal, onabort, callback) {
  const { addAbortListener } = require('internal/events/abort_listener');
  const listener = addAbortListener(signal, onabort);
  return once(function(...args) {
    listener[Symbol.dispose]();
    Reflect.apply(callback, this, args);
  });
}

/**
 * Calls `callback` once, with an error if there was one; `this` is the stream.
 * @param {object} stream Node's, web or old-style
 * @param {object} [options] `error`: false ignores 'error' events; `readable`, `writable`: false ignores that side;
 *   `signal`: aborting it calls back with an AbortError
 * @returns {Function} takes the listeners off again
 */
function eos(stream, options, callback) {
  if (arguments.length === 2) {
    callback = options;
    options = kEmptyObject;
  } else if (options == null) {
    options = kEmptyObject;
  } else {
    validateObject(options, 'options');
  }
  validateFunction(callback, 'callback');
  validateAbortSignal(options.signal, 'options.signal');

  if (isReadableStream(stream) || isWritableStream(stream)) return eosWeb(stream, options, callback);
  if (!isNodeStream(stream)) {
    throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  const wait = new Wait(stream, options, callback);
  return profile.finishedLooksFirst ? wait.lookThenListen() : wait.listenThenLook();
}

/** One call of eos() on a Node stream. */
class Wait {
  constructor(stream, options, callback) {
    this.stream = stream;
    this.options = options;
    this.callback = callback;
    this.readable = options.readable ?? isReadableNodeStream(stream);
    this.writable = options.writable ?? isWritableNodeStream(stream);
    // Only where all sides that there are are waited for does 'close' tell more than 'end' and 'finish'.
    this.willEmitClose = willEmitClose(stream) &&
      isReadableNodeStream(stream) === this.readable && isWritableNodeStream(stream) === this.writable;
    this.writableFinished = isWritableFinished(stream, false);
    this.readableFinished = isReadableFinished(stream, false);
    this.handlers = null;
  }

  /** The order from Node 24 on: a stream that is over gets no listeners but one that swallows late errors. */
  lookThenListen() {
    const { stream, options } = this;
    let result = this.alreadyOver() ? this.resultNow : undefined;
    let cleanup = () => { this.callback = nop; };
    if (result !== undefined) {
      if (options.error !== false) {
        stream.on('error', nop);
        cleanup = () => {
          this.callback = nop;
          stream.removeListener('error', nop);
        };
      }
    } else if (options.signal?.aborted) {
      result = abortErrorOf(options.signal);
    }
    const args = result == null ? [] : [result];
    if (result !== undefined && options[kEosNodeSynchronousCallback]) {
      Reflect.apply(this.callback, stream, args);
      return cleanup;
    }

    this.callback = keepContext(this.callback);
    if (result !== undefined) {
      process.nextTick(() => Reflect.apply(this.callback, stream, args));
      return cleanup;
    }
    this.callback = once(this.callback);
    this.listen();
    if (options.signal) this.watchSignal(options.signal);
    return () => this.cleanup();
  }

  /** The order up to Node 22: listen, and if the stream is over, play the event that was missed in a tick. */
  listenThenLook() {
    const { stream, options } = this;
    const closed = isClosed(stream);
    this.callback = once(keepContext(this.callback));
    this.listen();
    if (closed) process.nextTick(this.handlers.close);
    else if (this.alreadyOver()) process.nextTick(() => this.done(this.errored()));

    if (options.signal && !closed) {
      if (options.signal.aborted) process.nextTick(() => this.abort(options.signal));
      else this.watchSignal(options.signal);
    }
    return () => this.cleanup();
  }

  watchSignal(signal) {
    const { callback } = this;
    this.callback = withSignal(signal, () => this.abort(signal), callback);
  }

  abort(signal) {
    // cleanup() forgets the callback.
    const { callback } = this;
    this.cleanup();
    callback.call(this.stream, abortErrorOf(signal));
  }

  done(error) {
    if (error === null) this.callback.call(this.stream);
    else this.callback.call(this.stream, error);
  }

  /** The stream's error object, or null. */
  errored() {
    const errored = isWritableErrored(this.stream) || isReadableErrored(this.stream);
    return (typeof errored !== 'boolean' && errored) || null;
  }

  /** What a 'close' at this moment means: the stream's error, a premature close, or null. */
  errorOnClose() {
    const { stream } = this;
    const errored = this.errored();
    if (errored) return errored;
    if ((this.readable && !this.readableFinished && isReadableNodeStream(stream, true) &&
         !isReadableFinished(stream, false)) ||
        (this.writable && !this.writableFinished && !isWritableFinished(stream, false))) {
      return new ERR_STREAM_PREMATURE_CLOSE();
    }
    return null;
  }

  get resultNow() {
    return isClosed(this.stream) ? this.errorOnClose() : this.errored();
  }

  /** Has everything that is waited for happened before? */
  alreadyOver() {
    const { stream } = this;
    const w = stream._writableState;
    const r = stream._readableState;
    if (isClosed(stream)) return true;
    if (w?.errorEmitted || r?.errorEmitted) return !this.willEmitClose;
    if (!this.readable && (!this.willEmitClose || isReadable(stream)) &&
        (this.writableFinished || isWritable(stream) === false) &&
        (!profile.finishedAwaitsWriteCallbacks || w == null || w.pendingcb === undefined || w.pendingcb === 0)) {
      return true;
    }
    if (!this.writable && (!this.willEmitClose || isWritable(stream)) &&
        (this.readableFinished || isReadable(stream) === false)) {
      return true;
    }
    return Boolean(r && stream.req && stream.aborted);
  }

  /**
   * One side has finished: report, unless the other is waited for, or 'close' will come.
   * @param {string} other 'readable' or 'writable': a property of this and of the stream
   */
  sideDone(other, otherFinished) {
    const { stream } = this;
    // Destroyed at this point means that the program does something unusual; its 'close' cannot be counted on.
    if (stream.destroyed) this.willEmitClose = false;
    if (this.willEmitClose && (!stream[other] || this[other])) return;
    if (!this[other] || otherFinished) this.callback.call(stream);
  }

  makeHandlers() {
    const wait = this;
    const { stream } = this;
    const onfinish = () => {
      wait.writableFinished = true;
      wait.sideDone('readable', wait.readableFinished);
    };
    const onend = () => {
      wait.readableFinished = true;
      wait.sideDone('writable', wait.writableFinished);
    };
    const onlegacyfinish = () => {
      if (!stream.writable) onfinish();
    };
    const onerror = (err) => {
      wait.callback.call(stream, err);
    };
    const onclose = () => {
      wait.done(wait.errorOnClose());
    };
    const onrequest = () => {
      stream.req.on('finish', onfinish);
    };
    return {
      finish: onfinish, end: onend, legacyFinish: onlegacyfinish, error: onerror, close: onclose, request: onrequest,
    };
  }

  listen() {
    const { stream } = this;
    const on = this.handlers = this.makeHandlers();
    if (isRequest(stream)) {
      stream.on('complete', on.finish);
      if (!this.willEmitClose) stream.on('abort', on.close);
      if (stream.req) on.request();
      else stream.on('request', on.request);
    } else if (this.writable && !stream._writableState) {
      stream.on('end', on.legacyFinish);
      stream.on('close', on.legacyFinish);
    }
    // Not all streams emit 'close' after 'aborted'.
    if (!this.willEmitClose && typeof stream.aborted === 'boolean') stream.on('aborted', on.close);
    stream.on('end', on.end);
    stream.on('finish', on.finish);
    if (this.options.error !== false) stream.on('error', on.error);
    stream.on('close', on.close);
  }

  cleanup() {
    const { stream, handlers: on } = this;
    this.callback = nop;
    stream.removeListener('aborted', on.close);
    stream.removeListener('complete', on.finish);
    stream.removeListener('abort', on.close);
    stream.removeListener('request', on.request);
    if (stream.req) stream.req.removeListener('finish', on.finish);
    stream.removeListener('end', on.legacyFinish);
    stream.removeListener('close', on.legacyFinish);
    stream.removeListener('finish', on.finish);
    stream.removeListener('end', on.end);
    stream.removeListener('error', on.error);
    stream.removeListener('close', on.close);
  }
}

/** eos() of a web stream: its closed promise, and then a tick. */
function eosWeb(stream, options, callback) {
  callback = once(keepContext(callback));
  let isAborted = false;
  const { signal } = options;
  if (signal) {
    const original = callback;
    const abort = () => {
      isAborted = true;
      callback.call(stream, abortErrorOf(signal));
    };
    if (signal.aborted) process.nextTick(abort);
    else callback = withSignal(signal, abort, original);
  }
  const settled = (...args) => {
    if (!isAborted) process.nextTick(() => Reflect.apply(callback, stream, args));
  };
  PromisePrototypeThen(stream[kIsClosedPromise].promise, settled, settled);
  return nop;
}

/**
 * finished() of stream/promises.
 * @param {object} [opts] as in eos(), and `cleanup`: true to take the listeners off at the end
 * @returns {Promise<void>}
 */
function finished(stream, opts) {
  let autoCleanup = false;
  if (opts === null) opts = kEmptyObject;
  if (opts?.cleanup) {
    validateBoolean(opts.cleanup, 'cleanup');
    autoCleanup = opts.cleanup;
  }
  return new Promise((resolve, reject) => {
    const cleanup = eos(stream, opts, (err) => {
      if (autoCleanup) cleanup();
      if (err) reject(err);
      else resolve();
    });
  });
}

/** What util.promisify() makes of it. */
Object.defineProperty(eos, require('internal/util').promisify.custom, {
  __proto__: null,
  enumerable: true,
  get() { return require('stream/promises').finished; },
});

module.exports = { eos, finished, kEosNodeSynchronousCallback };
