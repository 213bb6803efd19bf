// pipeTo(): moves chunks from a readable to a writable stream until one of them ends. WHATWG Streams,
// "ReadableStreamPipeTo". How the chunks are moved differs by version: pumps.js.
'use strict';

const profile = require('internal/profile');
const { AbortError, codes: { ERR_INVALID_STATE } } = require('internal/errors');
const { settleAll } = require('internal/webstreams/util');
const { ReaderCore } = require('internal/webstreams/readablestream/core');
const { WriterCore } = require('internal/webstreams/writablestream/core');
const { Pump, SteppingPump } = require('internal/webstreams/readablestream/pumps');
const { PromisePrototypeThen, PromiseResolve, PromiseWithResolvers } = primordials;

/** The reason of a signal as the two streams are told it: not Node's own AbortError but the Web's. */
function reasonOf(signal) {
  if (!(signal.reason instanceof AbortError)) return signal.reason;
  const { lazyDOMExceptionClass } = require('internal/util');
  return new (lazyDOMExceptionClass())(signal.reason.message, 'AbortError');
}

class Pipe {
  constructor(source, dest, { preventClose, preventAbort, preventCancel, signal }) {
    this.source = source;
    this.dest = dest;
    this.preventClose = preventClose;
    this.preventAbort = preventAbort;
    this.preventCancel = preventCancel;
    this.signal = signal;
    this.listener = undefined;
    this.reader = new ReaderCore(source, false);
    this.writer = new WriterCore(dest);
    this.shuttingDown = false;
    this.result = PromiseWithResolvers();
    this.pump = profile.webPipesPumpByCallback ? new Pump(this) : new SteppingPump(this);
  }

  /** @returns {Promise<void>} */
  run() {
    this.source.disturbed = true;
    if (this.signal !== undefined) {
      if (this.signal.aborted) {
        this.abort();
        return this.result.promise;
      }
      const { addAbortListener } = require('internal/events/abort_listener');
      this.listener = addAbortListener(this.signal, () => this.abort());
    }
    this.pump.start();
    this.watch();
    return this.result.promise;
  }

  /** Waits for the end of either stream. */
  watch() {
    const { source, dest, reader, writer } = this;
    whenErrored(source, reader.closedRecord.promise, (error) => {
      this.shutdown(this.preventAbort ? undefined : () => dest.abort(error), true, error);
    });
    whenErrored(dest, writer.closedRecord.promise, (error) => {
      this.shutdown(this.preventCancel ? undefined : () => source.cancel(error), true, error);
    });
    whenClosed(source, reader.closedRecord.promise, () => {
      this.shutdown(this.preventClose ? undefined : () => writer.closeWithErrorPropagation());
    });
    if (dest.closeQueuedOrInFlight || dest.state === 'closed') {
      const error = new ERR_INVALID_STATE.TypeError('Destination WritableStream is closed');
      this.shutdown(this.preventCancel ? undefined : () => source.cancel(error), true, error);
    }
  }

  abort() {
    const { source, dest } = this;
    const error = reasonOf(this.signal);
    const actions = [];
    if (!this.preventAbort) actions.push(() => (dest.state === 'writable' ? dest.abort(error) : PromiseResolve()));
    if (!this.preventCancel) {
      actions.push(() => (source.state === 'readable' ? source.cancel(error) : PromiseResolve()));
    }
    this.shutdown(() => settleAll(actions.map((action) => action())), true, error);
  }

  /**
   * Ends the pipe once what was read is written.
   * @param {Function} [action] done before, its promise awaited
   * @param {boolean} [rejected] whether the pipe's promise rejects, with `error`, which may be undefined
   */
  shutdown(action, rejected, error) {
    if (this.shuttingDown) return;
    this.shuttingDown = true;
    const finalize = () => this.finalize(rejected, error);
    const fail = (error) => this.finalize(true, error);
    const proceed = action === undefined ? finalize : () => PromisePrototypeThen(action(), finalize, fail);
    const { dest } = this;
    if (dest.state === 'writable' && !dest.closeQueuedOrInFlight) {
      PromisePrototypeThen(this.pump.pendingWrites(), proceed, fail);
    } else {
      proceed();
    }
  }

  finalize(rejected, error) {
    this.writer.release();
    this.reader.unlock();
    this.listener?.[Symbol.dispose]();
    if (rejected) this.result.reject(error);
    else this.result.resolve();
  }
}

function whenErrored(stream, closed, action) {
  if (stream.state === 'errored') action(stream.storedError);
  else PromisePrototypeThen(closed, undefined, action);
}

function whenClosed(stream, closed, action) {
  if (stream.state === 'closed') action();
  else PromisePrototypeThen(closed, action, () => {});
}

/**
 * @param {ReadableCore} source not locked
 * @param {WritableCore} dest not locked
 * @param {object} options preventClose, preventAbort, preventCancel, signal
 * @returns {Promise<void>}
 */
function readableStreamPipeTo(source, dest, options) {
  return new Pipe(source, dest, options).run();
}

module.exports = { readableStreamPipeTo };
