// What moves the chunks of a pipeTo(). The order in microtask turns shows in when the sink's write() is called.
'use strict';

const { kResolvedPromise, setPromiseHandled } = require('internal/webstreams/util');
const { DefaultControllerCore } = require('internal/webstreams/readablestream/default_controller');
const { PromisePrototypeThen, PromiseReject, PromiseResolve, PromiseWithResolvers } = primordials;

/** From Node 24 on: buffered chunks go over in batches, and backpressure is answered the moment it ends. */
class Pump {
  constructor(pipe) {
    this.pipe = pipe;
    this.chunk = undefined;
    this.pumpOn = () => this.pump();
    this.forward = () => {
      const { chunk } = this;
      this.chunk = undefined;
      this.write(chunk);
      this.pump();
    };
    this.request = {
      // In a turn of its own: enqueue() must not call the sink.
      chunk: (chunk) => {
        this.chunk = chunk;
        PromisePrototypeThen(kResolvedPromise, this.forward);
      },
      close() {},
      error() {},
    };
    // One record counts all writes; the writable's queue takes it for a promise's.
    this.pending = 0;
    this.failed = false;
    this.failure = undefined;
    this.stall = undefined;
    this.writeRequest = {
      promise: null,
      queued: () => { this.pending++; },
      resolve: () => this.written(),
      reject: (error) => this.notWritten(error),
    };
    this.readyHook = undefined;
  }

  start() {
    this.pump();
  }

  pump() {
    const { pipe } = this;
    const { source, dest, reader } = pipe;
    if (pipe.shuttingDown) return;
    if (dest.backpressure) {
      this.parkOnReady();
    } else if (source.state === 'readable' && source.controller instanceof DefaultControllerCore &&
               source.controller.queue.length > 0) {
      this.pumpBatch(source.controller);
    } else {
      reader.read(this.request);
    }
  }

  /** Stands in for the writer's ready promise, which nobody else can see: pumps on when the sink has room. */
  parkOnReady() {
    this.readyHook ??= { promise: new Promise(() => {}), resolve: this.pumpOn, reject() {} };
    this.pipe.writer.ready = this.readyHook;
  }

  pumpBatch(controller) {
    const { pipe } = this;
    const { source, dest } = pipe;
    while (controller.queue.length > 0) {
      if (pipe.shuttingDown) return;
      const chunk = controller.queue.dequeue();
      if (controller.closeRequested && controller.queue.length === 0) controller.finish();
      this.write(chunk);
      if (dest.backpressure || dest.state !== 'writable' || dest.closeQueuedOrInFlight) break;
    }
    controller.callPullIfNeeded();
    if (source.state === 'closed') return;
    if (dest.backpressure) this.parkOnReady();
    // Let writes complete, and signals and events come, between batches.
    else PromisePrototypeThen(kResolvedPromise, this.pumpOn);
  }

  write(chunk) {
    const failure = this.pipe.writer.writeWithRequest(chunk, this.writeRequest);
    if (failure === undefined) return;
    this.failed = true;
    this.failure = failure.error;
  }

  written() {
    if (--this.pending !== 0 || this.stall === undefined) return;
    if (this.failed) this.stall.reject(this.failure);
    else this.stall.resolve();
    this.stall = undefined;
  }

  notWritten(error) {
    this.pending--;
    this.failed = true;
    this.failure = error;
    this.stall?.reject(error);
    this.stall = undefined;
  }

  /** @returns {Promise<void>} settles when all writes have */
  pendingWrites() {
    if (this.pending === 0) return this.failed ? PromiseReject(this.failure) : PromiseResolve();
    this.stall = PromiseWithResolvers();
    return this.stall.promise;
  }
}

/** Up to Node 22: one chunk a step, each step an async function. */
class SteppingPump {
  constructor(pipe) {
    this.pipe = pipe;
    this.currentWrite = PromiseResolve();
  }

  start() {
    setPromiseHandled(this.run());
  }

  async run() {
    while (!await this.step());
  }

  /** @returns {Promise<boolean>} whether there is no more to do */
  async step() {
    const { pipe } = this;
    if (pipe.shuttingDown) return true;
    await pipe.writer.readyRecord.promise;
    const { promise, resolve, reject } = PromiseWithResolvers();
    pipe.reader.read({
      chunk: (chunk) => {
        this.currentWrite = pipe.writer.write(chunk);
        setPromiseHandled(this.currentWrite);
        resolve(false);
      },
      close: () => resolve(true),
      error: reject,
    });
    return promise;
  }

  /** @returns {Promise<void>} settles when the last write has */
  async pendingWrites() {
    const write = this.currentWrite;
    await write;
    if (write !== this.currentWrite) await this.pendingWrites();
  }
}

module.exports = { Pump, SteppingPump };
