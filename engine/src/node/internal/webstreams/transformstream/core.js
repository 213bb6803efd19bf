// A transform stream's state: a writable side whose sink is the transformer, and a readable side whose pull opens it.
// WHATWG Streams, "Transform streams", "Abstract operations".
//
// Backpressure is on while the readable side has enough. A write that comes then is parked, and so is a pull until
// backpressure comes again; each goes on in the turn in which the standard's [[backpressureChangePromise]] would react.
'use strict';

const profile = require('internal/profile');
const { ERR_INVALID_STATE } = require('internal/errors').codes;
const {
  kState, kParkedAlgorithmResult, kResolvedPromise, isObject, chunkCallback, promiseCallback, nonOpAsync,
} = require('internal/webstreams/util');
const { createReadable } = require('internal/webstreams/readablestream');
const { createWritable } = require('internal/webstreams/writablestream');
const { PromisePrototypeThen, PromiseReject, PromiseResolve, PromiseWithResolvers } = primordials;

/** What Node says, in words of its own code, when a callback is due that an error has taken away. */
const gone = (name) => new TypeError(`controller[kState].${name}Algorithm is not a function`);

class TransformCore {
  /**
   * @param {TransformStream} stream what programs get to see of it
   * @param {TransformStreamDefaultController} door what its transformer gets to see of it
   * @param {Promise<void>} started what both sides wait for
   * @param {[number, Function]} writableStrategy, readableStrategy marks and size functions
   */
  constructor(stream, door, started, [writableMark, writableSize], [readableMark, readableSize]) {
    this.stream = stream;
    this.door = door;
    this.transformAlgorithm = undefined;
    this.flushAlgorithm = undefined;
    this.cancelAlgorithm = undefined;
    this.finishPromise = undefined;
    this.pullParked = false;
    /** { chunk, record } of a write that waits; up to Node 24 the record's promise is what the sink answered. */
    this.parkedWrite = undefined;
    this.continueWrite = () => this.unparkWrite();
    this.transformRejected = (error) => {
      this.error(error);
      throw error;
    };

    const start = () => started;
    this.writableStream = createWritable({
      start,
      write: (chunk) => this.sinkWrite(chunk),
      close: () => this.sinkClose(),
      abort: (reason) => this.sinkAbort(reason),
    }, writableMark, writableSize).stream;
    this.readableStream = createReadable({
      start,
      pull: () => this.sourcePull(),
      cancel: (reason) => this.sourceCancel(reason),
    }, readableMark, readableSize).stream;
    this.writable = this.writableStream[kState];
    this.readable = this.readableStream[kState];
    this.backpressure = true;
  }

  /** Takes the callbacks of a program's transformer object. */
  useTransformer(transformer) {
    const { transform, flush, cancel } = transformer;
    this.transformAlgorithm = transform ?
      chunkCallback('transformer.transform', transform, transformer) :
      (chunk) => this.enqueue(chunk);
    this.flushAlgorithm = flush ? promiseCallback('transformer.flush', flush, transformer) : nonOpAsync;
    this.cancelAlgorithm = cancel ? promiseCallback('transformer.cancel', cancel, transformer) : nonOpAsync;
  }

  clearAlgorithms() {
    this.transformAlgorithm = undefined;
    this.flushAlgorithm = undefined;
    this.cancelAlgorithm = undefined;
  }

  setBackpressure(backpressure) {
    this.backpressure = backpressure;
    if (!backpressure) {
      if (this.parkedWrite !== undefined) PromisePrototypeThen(kResolvedPromise, this.continueWrite);
    } else if (this.pullParked) {
      this.pullParked = false;
      PromisePrototypeThen(kResolvedPromise, this.readable.controller.pullFulfilled);
    }
  }

  unblockWrite() {
    if (this.backpressure) this.setBackpressure(false);
  }

  /** An error of both sides. */
  error(error) {
    this.readable.controller.error(error);
    this.errorWritable(error);
  }

  errorWritable(error) {
    this.clearAlgorithms();
    this.writable.controller.errorIfNeeded(error);
    this.unblockWrite();
  }

  enqueue(chunk) {
    const { controller } = this.readable;
    if (!controller.canCloseOrEnqueue) throw new ERR_INVALID_STATE.TypeError('Unable to enqueue');
    try {
      controller.enqueue(chunk);
    } catch (error) {
      this.errorWritable(error);
      throw this.readable.storedError;
    }
    const backpressure = !controller.shouldCallPull;
    if (backpressure !== this.backpressure) this.setBackpressure(true);
  }

  terminate() {
    this.readable.controller.close();
    this.errorWritable(new ERR_INVALID_STATE.TypeError('TransformStream has been terminated'));
  }

  /** @returns {Promise<void>} settles a turn after what transform() gave; a rejection fails both sides first */
  performTransform(chunk) {
    const { transformAlgorithm } = this;
    if (transformAlgorithm === undefined) return this.transformTooLate();
    let result;
    try {
      result = transformAlgorithm(chunk, this.door);
    } catch (error) {
      result = PromiseReject(error);
    }
    result = isObject(result) ? PromiseResolve(result) : kResolvedPromise;
    return PromisePrototypeThen(result, undefined, this.transformRejected);
  }

  /** A cancel or abort came before the chunk. */
  transformTooLate() {
    if (profile.webTransformsForgive) return kResolvedPromise;
    const error = gone('transform');
    // In Node 18 the error takes the way of one that the callback threw.
    if (!profile.webChunkCallbacksAreAsync) {
      return PromisePrototypeThen(PromiseReject(error), undefined, this.transformRejected);
    }
    this.error(error);
    return PromiseReject(error);
  }

  sinkWrite(chunk) {
    if (!this.backpressure) return this.performTransform(chunk);
    if (!profile.webParkedWritesAdopt) {
      this.parkedWrite = { chunk, record: undefined };
      return kParkedAlgorithmResult;
    }
    const record = PromiseWithResolvers();
    this.parkedWrite = { chunk, record };
    return record.promise;
  }

  unparkWrite() {
    const { writable } = this;
    const { chunk, record } = this.parkedWrite;
    this.parkedWrite = undefined;
    const { writeFulfilled, writeRejected } = writable.controller;
    if (writable.state === 'erroring') {
      const error = writable.storedError;
      if (record !== undefined) record.reject(error);
      else PromisePrototypeThen(kResolvedPromise, () => writeRejected(error));
      return;
    }
    const transformed = this.performTransform(chunk);
    if (record !== undefined) record.resolve(transformed);
    else PromisePrototypeThen(transformed, writeFulfilled, writeRejected);
  }

  sourcePull() {
    this.setBackpressure(false);
    this.pullParked = true;
    return kParkedAlgorithmResult;
  }

  /**
   * The one way to finish, from whichever side: calls flush or cancel, then deals with the other side.
   * @param {'flush'|'cancel'} name
   * @param {{state: string, storedError: *}} other the side that may have failed meanwhile
   */
  finish(name, argument, other, onDone, onError) {
    const { promise, resolve, reject } = PromiseWithResolvers();
    this.finishPromise = promise;
    const algorithm = name === 'flush' ? this.flushAlgorithm : this.cancelAlgorithm;
    if (algorithm === undefined) throw gone(name);
    const called = algorithm(argument);
    this.clearAlgorithms();
    PromisePrototypeThen(called, () => {
      if (other.state === 'errored') {
        reject(other.storedError);
      } else {
        onDone();
        resolve();
      }
    }, (error) => {
      onError(error);
      reject(error);
    });
    return promise;
  }

  async sinkAbort(reason) {
    if (!profile.webTransformersCancel) {
      this.error(reason);
      return undefined;
    }
    if (this.finishPromise !== undefined) return this.finishPromise;
    const fail = (error) => this.readable.controller.error(error);
    return this.finish('cancel', reason, this.readable, () => fail(reason), fail);
  }

  sinkClose() {
    if (!profile.webTransformersCancel) return this.closeWithoutCancel();
    if (this.finishPromise !== undefined) return this.finishPromise;
    const { controller } = this.readable;
    return this.finish(
      'flush', this.door, this.readable, () => controller.close(), (error) => controller.error(error));
  }

  /** Node 18's: a failing flush is an error of both sides. */
  closeWithoutCancel() {
    const { readable } = this;
    const flushed = this.flushAlgorithm(this.door);
    this.clearAlgorithms();
    return PromisePrototypeThen(flushed, () => {
      if (readable.state === 'errored') throw readable.storedError;
      readable.controller.close();
    }, (error) => {
      this.error(error);
      throw readable.storedError;
    });
  }

  sourceCancel(reason) {
    if (!profile.webTransformersCancel) {
      this.errorWritable(reason);
      return PromiseResolve();
    }
    if (this.finishPromise !== undefined) return this.finishPromise;
    const fail = (error) => {
      this.writable.controller.errorIfNeeded(error);
      this.unblockWrite();
    };
    return this.finish('cancel', reason, this.writable, () => fail(reason), fail);
  }
}

module.exports = { TransformCore };
