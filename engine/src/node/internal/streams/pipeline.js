// pipeline(): joins streams, iterables and functions, destroys all of them when one fails, and calls back once.
// Node's doc: stream, "stream.pipeline()".
//
// `finishCount` counts the joints that have not reported; the callback comes in a tick after the last of them, and
// the stages are destroyed at the first error.
'use strict';

const profile = require('internal/profile');
const { once } = require('internal/util');
const { eos } = require('internal/streams/end-of-stream');
const destroyImpl = require('internal/streams/destroy');
const {
  AbortError,
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE, ERR_MISSING_ARGS, ERR_STREAM_DESTROYED, ERR_STREAM_UNABLE_TO_PIPE,
  },
} = require('internal/errors');
const { validateFunction, validateAbortSignal } = require('internal/validators');
const {
  isIterable, isReadable, isReadableNodeStream, isNodeStream, isTransformStream, isWebStream, isReadableStream,
} = require('internal/streams/utils');
const { pipe, pumpToNode, pumpToWeb, makeAsyncIterable } = require('internal/streams/pipeline/joints');

const JOINABLE = ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'];

/** Watches one stage: it is destroyed with the pipeline unless it is over by then. */
function destroyer(stream, reading, writing) {
  let finished = false;
  stream.on('close', () => {
    finished = true;
  });
  const cleanup = eos(stream, { readable: reading, writable: writing }, (err) => {
    finished = !err;
  });
  return {
    destroy: (err) => {
      if (finished) return;
      finished = true;
      destroyImpl.destroyer(stream, err || new ERR_STREAM_DESTROYED('pipe'));
    },
    cleanup,
  };
}

class Pipeline {
  constructor(callback, opts) {
    this.callback = callback;
    this.outerSignal = opts?.signal;
    this.keepOpen = opts?.end === false;
    this.error = undefined;
    this.value = undefined;
    this.destroys = [];
    /** Undone at a good end, when the last stage is readable and goes on living. */
    this.lastStreamCleanup = [];
    this.finishCount = 0;
    this.ac = null;
    this.aborted = false;
    this.listener = undefined;

    this.finish = (err) => this.settle(err, --this.finishCount === 0);
    this.abort = () => this.settle(
      profile.pipelinesTellAbortCause ?
        new AbortError(undefined, { cause: this.outerSignal?.reason }) :
        new AbortError());
    // Up to Node 20 an error event counted as a joint's report.
    this.onStageError = profile.pipelineErrorsDoNotCount ? (err) => this.settle(err, false) : this.finish;
  }

  /** What function stages are given; made when there is one. */
  get signal() {
    if (this.ac === null) {
      const { AbortController } = require('internal/abort_controller');
      this.ac = new AbortController();
      if (this.aborted) this.ac.abort();
    }
    return this.ac.signal;
  }

  watchOuterSignal() {
    validateAbortSignal(this.outerSignal, 'options.signal');
    if (!this.outerSignal) return;
    const { addAbortListener } = require('internal/events/abort_listener');
    this.listener = addAbortListener(this.outerSignal, this.abort);
  }

  /** Does an error matter more than the one there is? Those that only tell of being cut off do not. */
  outranks() {
    const { error } = this;
    return !error || error.code === 'ERR_STREAM_PREMATURE_CLOSE' ||
      (profile.pipelineErrorsOutrankAborts && error.name === 'AbortError');
  }

  /**
   * A joint reports.
   * @param {boolean} [final] it was the last one
   */
  settle(err, final) {
    if (err && this.outranks()) this.error = err;
    if (!this.error && !final) return;

    while (this.destroys.length) this.destroys.shift()(this.error);
    this.listener?.[Symbol.dispose]();
    this.aborted = true;
    this.ac?.abort();

    if (!final) return;
    if (!this.error) for (const fn of this.lastStreamCleanup) fn();
    process.nextTick(this.callback, this.error, this.value);
  }

  /** Puts the destruction of a stream stage, and its errors, under this pipeline's control. */
  watchStage(stream, { reading, writing, end, last, next }) {
    if (profile.pipelinesRefuseDeadStages && next !== null && (next?.closed || next?.destroyed)) {
      throw new ERR_STREAM_UNABLE_TO_PIPE();
    }
    const lastAndReadable = () => last && isReadable(stream);
    if (end) {
      const { destroy, cleanup } = destroyer(stream, reading, writing);
      this.destroys.push(destroy);
      if (lastAndReadable()) this.lastStreamCleanup.push(cleanup);
    }

    const onStageError = this.onStageError;
    // Also for errors after the stage's own work is done.
    function onError(err) {
      if (err && err.name !== 'AbortError' && err.code !== 'ERR_STREAM_PREMATURE_CLOSE') onStageError(err);
    }
    stream.on('error', onError);
    if (lastAndReadable()) {
      this.lastStreamCleanup.push(() => {
        stream.removeListener('error', onError);
      });
    }
  }

  /** The first stage: something to read from. */
  source(stream) {
    if (typeof stream === 'function') {
      const made = stream({ signal: this.signal });
      if (!isIterable(made)) {
        throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or Stream', 'source', made);
      }
      return made;
    }
    if (isIterable(stream) || isReadableNodeStream(stream) || isTransformStream(stream)) return stream;
    return require('internal/streams/duplex').from(stream);
  }

  /** A function in the middle or at the end: it is called with an iterable of what comes. */
  callStage(stream, upstream, index, { reading, end, last }) {
    const input = makeAsyncIterable(isTransformStream(upstream) ? upstream?.readable : upstream);
    const made = stream(input, { signal: this.signal });
    if (!reading) return this.collect(made, end, last);
    if (!isIterable(made, true)) {
      throw new ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${index - 1}]`, made);
    }
    return made;
  }

  /** The last function's result: a stream all the same, so that pipeline() always returns one. */
  collect(made, end, last) {
    const PassThrough = require('internal/streams/passthrough');
    const pt = new PassThrough({ objectMode: true });
    // Read once: `then` may be a getter.
    const then = made?.then;
    if (typeof then === 'function') {
      this.finishCount++;
      then.call(made, (val) => {
        this.value = val;
        if (val != null) pt.write(val);
        if (end) pt.end();
        process.nextTick(this.finish);
      }, (err) => {
        pt.destroy(err);
        process.nextTick(this.finish, err);
      });
    } else if (isIterable(made, true)) {
      this.finishCount++;
      pumpToNode(made, pt, this.finish, { end });
    } else if (isReadableStream(made) || isTransformStream(made)) {
      this.finishCount++;
      pumpToNode(made.readable || made, pt, this.finish, { end });
    } else {
      throw new ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', made);
    }

    const { destroy, cleanup } = destroyer(pt, false, true);
    this.destroys.push(destroy);
    if (last) this.lastStreamCleanup.push(cleanup);
    return pt;
  }

  joinNode(upstream, stream, { end, last }) {
    if (isReadableNodeStream(upstream)) {
      this.finishCount += 2;
      const cleanup = pipe(upstream, stream, this.finish, this.onStageError, { end });
      if (last && isReadable(stream)) this.lastStreamCleanup.push(cleanup);
    } else if (isTransformStream(upstream) || isReadableStream(upstream)) {
      this.finishCount++;
      pumpToNode(upstream.readable || upstream, stream, this.finish, { end });
    } else if (isIterable(upstream)) {
      this.finishCount++;
      pumpToNode(upstream, stream, this.finish, { end });
    } else {
      throw new ERR_INVALID_ARG_TYPE('val', JOINABLE, upstream);
    }
    return stream;
  }

  joinWeb(upstream, stream, { end }) {
    let source;
    if (isReadableNodeStream(upstream)) source = makeAsyncIterable(upstream);
    else if (isReadableStream(upstream) || isIterable(upstream)) source = upstream;
    else if (isTransformStream(upstream)) source = upstream.readable;
    else throw new ERR_INVALID_ARG_TYPE('val', JOINABLE, upstream);
    this.finishCount++;
    pumpToWeb(source, stream, this.finish, { end });
    return stream;
  }

  /** Joins all stages; answers the last one. */
  run(streams) {
    let ret;
    for (let i = 0; i < streams.length; i++) {
      const stream = streams[i];
      const reading = i < streams.length - 1;
      const place = {
        reading, writing: i > 0, last: !reading, end: reading || !this.keepOpen, next: reading ? streams[i + 1] : null,
      };
      if (isNodeStream(stream)) this.watchStage(stream, place);
      if (i === 0) ret = this.source(stream);
      else if (typeof stream === 'function') ret = this.callStage(stream, ret, i, place);
      else if (isNodeStream(stream)) ret = this.joinNode(ret, stream, place);
      else if (isWebStream(stream)) ret = this.joinWeb(ret, stream, place);
      else ret = require('internal/streams/duplex').from(stream);
    }
    if (this.aborted || this.outerSignal?.aborted) process.nextTick(this.abort);
    return ret;
  }
}

/**
 * pipeline() with the callback, and for stream/promises the options, taken apart.
 * @param {Array} streams two stages at least, or one array of them; else ERR_MISSING_ARGS
 * @param {{signal?: AbortSignal, end?: boolean}} [opts] end: false leaves the last stage open
 */
function pipelineImpl(streams, callback, opts) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw new ERR_MISSING_ARGS('streams');
  const pipeline = new Pipeline(callback, opts);
  pipeline.watchOuterSignal();
  return pipeline.run(streams);
}

function popCallback(streams) {
  validateFunction(streams[streams.length - 1], 'streams[stream.length - 1]');
  return streams.pop();
}

/**
 * @param {...*} streams the stages, and the callback `(err, value)`
 * @returns {object} the last stage
 */
function pipeline(...streams) {
  return pipelineImpl(streams, once(popCallback(streams)));
}

/** What util.promisify() makes of it. */
Object.defineProperty(pipeline, require('internal/util').promisify.custom, {
  __proto__: null,
  enumerable: true,
  get() { return require('stream/promises').pipeline; },
});

module.exports = { pipelineImpl, pipeline };
