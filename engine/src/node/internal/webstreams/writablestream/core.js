// A writable stream's state: its queue, backpressure, closing, aborting and failing.
// WHATWG Streams, "Writable streams", "Abstract operations".
//
// 'writable' → 'erroring' (an error is known, an operation is still under way) → 'errored'; or → 'closed'.
'use strict';

const profile = require('internal/profile');
const { ERR_INVALID_STATE } = require('internal/errors').codes;
const {
  Queue, setPromiseHandled, isPromisePending, resolvedRecord, rejectedHandledRecord, lastingError,
} = require('internal/webstreams/util');
const { PromisePrototypeThen, PromiseReject, PromiseResolve, PromiseWithResolvers } = primordials;

let releasedError;

/** What the promises of a released writer reject with; always the same object. */
function writerReleasedError() {
  return releasedError ??= lastingError('Writer has been released');
}

/** A closed promise made at the first look; before that nobody can tell. */
function closedRecordOf(writable) {
  switch (writable.state) {
    case 'writable':
    case 'erroring': return PromiseWithResolvers();
    case 'closed': return resolvedRecord();
    default: return rejectedHandledRecord(writable.storedError);
  }
}

/** Rejects a record's promise if it is there and pending. */
function rejectPending(record, error) {
  if (record === undefined || !isPromisePending(record.promise)) return false;
  setPromiseHandled(record.promise);
  record.reject(error);
  return true;
}

class WritableCore {
  /** @param {WritableStream} door what programs get to see of it */
  constructor(door) {
    this.door = door;
    this.state = 'writable';
    this.storedError = undefined;
    this.backpressure = false;
    /** Core of the controller. */
    this.controller = undefined;
    /** WriterCore of the writer that has the lock. */
    this.writer = undefined;
    // Requests are records { promise, resolve, reject }.
    this.writeRequests = new Queue();
    this.inFlightWrite = undefined;
    this.closeRequest = undefined;
    this.inFlightClose = undefined;
    /** { record, reason, wasAlreadyErroring } of an abort() that waits. */
    this.pendingAbort = undefined;
    this.closed = undefined;
    /** The ports, while the stream is being transferred. */
    this.transfer = { port1: undefined, port2: undefined };
  }

  get locked() {
    return this.writer !== undefined;
  }

  get closeQueuedOrInFlight() {
    return this.closeRequest !== undefined || this.inFlightClose !== undefined;
  }

  get operationInFlight() {
    return this.inFlightWrite !== undefined || this.inFlightClose !== undefined;
  }

  /** A record whose promise follows the stream's end; for finished(). */
  get closedRecord() {
    return this.closed ??= closedRecordOf(this);
  }

  /** @returns {Promise<void>} of the sink's abort() */
  abort(reason) {
    if (this.state === 'closed' || this.state === 'errored') return PromiseResolve();
    this.controller.abortController.abort(reason);
    // A listener of the signal may have changed everything.
    if (this.state === 'closed' || this.state === 'errored') return PromiseResolve();
    if (this.pendingAbort !== undefined) return this.pendingAbort.record.promise;

    const record = PromiseWithResolvers();
    const wasAlreadyErroring = this.state === 'erroring';
    if (wasAlreadyErroring) reason = undefined;
    this.pendingAbort = { record, reason, wasAlreadyErroring };
    if (!wasAlreadyErroring) this.startErroring(reason);
    return record.promise;
  }

  /** @returns {Promise<void>} of the sink's close() */
  close() {
    if (this.state === 'closed' || this.state === 'errored') {
      return PromiseReject(new ERR_INVALID_STATE.TypeError('WritableStream is closed'));
    }
    this.closeRequest = PromiseWithResolvers();
    const { promise } = this.closeRequest;
    if (this.writer !== undefined && this.backpressure && this.state === 'writable') this.writer.ready?.resolve();
    this.controller.queueClose();
    return promise;
  }

  /** The controller tells whether its queue is full. */
  updateBackpressure(backpressure) {
    const { writer } = this;
    const changed = this.backpressure !== backpressure;
    this.backpressure = backpressure;
    if (writer === undefined || !changed) return;
    // A new ready promise is made at the first look.
    if (backpressure) writer.ready = undefined;
    else writer.ready?.resolve();
  }

  startErroring(reason) {
    this.state = 'erroring';
    this.storedError = reason;
    this.writer?.rejectReady(reason);
    if (!this.operationInFlight && this.controller.started) this.finishErroring();
  }

  dealWithRejection(error) {
    if (this.state === 'writable') this.startErroring(error);
    else this.finishErroring();
  }

  finishErroring() {
    this.state = 'errored';
    this.controller.errorSteps();
    const { storedError } = this;
    while (this.writeRequests.length) this.writeRequests.shift().reject(storedError);

    const abort = this.pendingAbort;
    this.pendingAbort = undefined;
    if (abort === undefined) {
      this.rejectCloseAndClosed();
    } else if (abort.wasAlreadyErroring) {
      abort.record.reject(storedError);
      this.rejectCloseAndClosed();
    } else {
      this.abortSink(abort);
    }
  }

  abortSink({ record, reason }) {
    // The closed promises wait for the sink. In Node 24 one looked at meanwhile for the first time does not.
    if (!profile.webClosedForgetsAborting) {
      this.closed ??= PromiseWithResolvers();
      if (this.writer !== undefined) this.writer.closed ??= PromiseWithResolvers();
    }
    PromisePrototypeThen(this.controller.abortSteps(reason), () => {
      record.resolve();
      this.rejectCloseAndClosed();
    }, (error) => {
      record.reject(error);
      this.rejectCloseAndClosed();
    });
  }

  rejectCloseAndClosed() {
    const { storedError } = this;
    if (this.closeRequest !== undefined) {
      this.closeRequest.reject(storedError);
      this.closeRequest = undefined;
    }
    rejectPending(this.closed, storedError);
    rejectPending(this.writer?.closed, storedError);
  }

  finishWrite() {
    this.inFlightWrite.resolve();
    this.inFlightWrite = undefined;
  }

  finishWriteWithError(error) {
    this.inFlightWrite.reject(error);
    this.inFlightWrite = undefined;
    this.dealWithRejection(error);
  }

  finishClose() {
    this.inFlightClose.resolve();
    this.inFlightClose = undefined;
    if (this.state === 'erroring') {
      // It closed before the error could strike.
      this.storedError = undefined;
      this.pendingAbort?.record.resolve();
      this.pendingAbort = undefined;
    }
    this.state = 'closed';
    this.writer?.closed?.resolve();
    this.closed?.resolve();
  }

  finishCloseWithError(error) {
    this.inFlightClose.reject(error);
    this.inFlightClose = undefined;
    this.pendingAbort?.record.reject(error);
    this.pendingAbort = undefined;
    this.dealWithRejection(error);
  }
}

/** A writer's lock. */
class WriterCore {
  constructor(writable) {
    this.writable = writable;
    this.closed = undefined;
    this.ready = undefined;
    writable.writer = this;
  }

  get closedRecord() {
    return this.closed ??= this.writable === undefined ?
      rejectedHandledRecord(writerReleasedError()) :
      closedRecordOf(this.writable);
  }

  /** The ready promise's record, made at the first look. */
  get readyRecord() {
    return this.ready ??= this.makeReady();
  }

  makeReady() {
    const { writable } = this;
    if (writable === undefined) return rejectedHandledRecord(writerReleasedError());
    if (writable.state === 'closed') return resolvedRecord();
    if (writable.state !== 'writable') return rejectedHandledRecord(writable.storedError);
    return !writable.closeQueuedOrInFlight && writable.backpressure ? PromiseWithResolvers() : resolvedRecord();
  }

  rejectReady(error) {
    // One that has settled gives way to a new one, which will find the error.
    if (!rejectPending(this.ready, error)) this.ready = undefined;
  }

  get desiredSize() {
    const { state, controller } = this.writable;
    if (state === 'errored' || state === 'erroring') return null;
    return state === 'closed' ? 0 : controller.desiredSize;
  }

  /** @returns {Promise<void>} of the sink's write() */
  write(chunk) {
    const record = PromiseWithResolvers();
    const failure = this.writeWithRequest(chunk, record);
    return failure === undefined ? record.promise : PromiseReject(failure.error);
  }

  /**
   * Queues a chunk.
   * @param {{promise: *, resolve: Function, reject: Function}} request told of the outcome
   * @returns {{error: *}|undefined} why it could not be queued
   */
  writeWithRequest(chunk, request) {
    const { writable } = this;
    const { controller } = writable;
    const size = controller.sizeOf(chunk);
    // The size function may have done anything.
    if (writable !== this.writable) return { error: new ERR_INVALID_STATE.TypeError('Mismatched WritableStreams') };
    if (writable.state === 'errored') return { error: writable.storedError };
    if (writable.closeQueuedOrInFlight || writable.state === 'closed') {
      return { error: new ERR_INVALID_STATE.TypeError('WritableStream is closed') };
    }
    if (writable.state === 'erroring') return { error: writable.storedError };
    writable.writeRequests.push(request);
    request.queued?.();
    controller.write(chunk, size);
    return undefined;
  }

  /** close() of a pipe: a stream that is closed or has failed already is no new error. */
  closeWithErrorPropagation() {
    const { writable } = this;
    if (writable.closeQueuedOrInFlight || writable.state === 'closed') return PromiseResolve();
    if (writable.state === 'errored') return PromiseReject(writable.storedError);
    return writable.close();
  }

  release() {
    const { writable } = this;
    const error = writerReleasedError();
    this.rejectReady(error);
    if (!rejectPending(this.closed, error)) this.closed = undefined;
    writable.writer = undefined;
    this.writable = undefined;
  }
}

module.exports = { WritableCore, WriterCore };
