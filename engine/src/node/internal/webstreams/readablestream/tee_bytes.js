// tee() of a byte stream: the branches' own buffers are filled directly where one asks for it.
// WHATWG Streams, "ReadableByteStreamTee".
'use strict';

const { kResolvedPromise, kState } = require('internal/webstreams/util');
const { ReaderCore } = require('internal/webstreams/readablestream/core');
const { Branches } = require('internal/webstreams/readablestream/tee');
const { PromisePrototypeThen, PromiseResolve } = primordials;

const cloneAsUint8Array = (view) =>
  new Uint8Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));

class ByteTee {
  constructor(readable) {
    this.readable = readable;
    this.branches = new Branches(readable);
    this.reader = new ReaderCore(readable, false);
    this.reading = false;
    /** A branch asked for more during a read. */
    this.readAgain = [false, false];
  }

  /** Watches the reader in use: an error of the stream is one of both branches. */
  forwardReaderError() {
    const { reader } = this;
    PromisePrototypeThen(reader.closedRecord.promise, undefined, (error) => {
      if (reader === this.reader) this.branches.fail(error);
    });
  }

  /** Takes a reader of the other kind. */
  useReader(byob) {
    if (this.reader.byob === byob) return;
    this.reader.release();
    this.reader = new ReaderCore(this.readable, byob);
    this.forwardReaderError();
  }

  /** The pull algorithm of branch 0 or 1. */
  pull(branch) {
    if (this.reading) {
      this.readAgain[branch] = true;
      return PromiseResolve();
    }
    this.reading = true;
    const { byobRequest } = this.branches.controllers[branch].pullIntos;
    if (byobRequest === null) this.pullChunk();
    else this.pullInto(byobRequest[kState].view, branch);
    return PromiseResolve();
  }

  /** A read is over: perhaps another was asked for. */
  readOn() {
    this.reading = false;
    if (this.readAgain[0]) this.pull(0);
    else if (this.readAgain[1]) this.pull(1);
  }

  /** A copy for the other branch; if there is no memory for it, everything fails, and undefined is the answer. */
  clone(chunk) {
    try {
      return cloneAsUint8Array(chunk);
    } catch (error) {
      const { branches } = this;
      for (const controller of branches.controllers) controller.error(error);
      branches.cancelPromise.resolve(this.readable.cancel(error));
      return undefined;
    }
  }

  pullChunk() {
    this.useReader(false);
    this.reader.read({
      // In a turn of its own, as the standard has it.
      chunk: (chunk) => PromisePrototypeThen(kResolvedPromise, () => this.forwardChunk(chunk)),
      close: () => this.closeAll(),
      error: () => {
        this.reading = false;
      },
    });
  }

  forwardChunk(chunk) {
    const { branches } = this;
    this.readAgain = [false, false];
    let second = chunk;
    if (!branches.canceled[0] && !branches.canceled[1]) {
      second = this.clone(chunk);
      if (second === undefined) return;
    }
    branches.each((controller, branch) => controller.enqueue(branch === 0 ? chunk : second));
    this.readOn();
  }

  closeAll() {
    const { branches } = this;
    this.reading = false;
    branches.each((controller) => controller.close());
    for (const { pullIntos } of branches.controllers) {
      if (pullIntos.length > 0) pullIntos.respond(0);
    }
    branches.over();
  }

  /** Reads into the buffer that `branch` lent; the other one gets a copy. */
  pullInto(view, branch) {
    this.useReader(true);
    this.reader.readInto(view, 1, {
      chunk: (chunk) => PromisePrototypeThen(kResolvedPromise, () => this.forwardView(chunk, branch)),
      close: (chunk) => this.closeInto(chunk, branch),
      error: () => {
        this.reading = false;
      },
    });
  }

  forwardView(chunk, branch) {
    const { canceled, controllers } = this.branches;
    const own = controllers[branch];
    const other = controllers[1 - branch];
    this.readAgain = [false, false];
    if (!canceled[1 - branch]) {
      const copy = this.clone(chunk);
      if (copy === undefined) return;
      if (!canceled[branch]) own.pullIntos.respondWithNewView(chunk);
      other.enqueue(copy);
    } else if (!canceled[branch]) {
      own.pullIntos.respondWithNewView(chunk);
    }
    this.readOn();
  }

  closeInto(chunk, branch) {
    const { branches } = this;
    const { canceled, controllers } = branches;
    const own = controllers[branch];
    const other = controllers[1 - branch];
    this.reading = false;
    if (!canceled[branch]) own.close();
    if (!canceled[1 - branch]) other.close();
    if (chunk !== undefined) {
      if (!canceled[branch]) own.pullIntos.respondWithNewView(chunk);
      if (!canceled[1 - branch] && other.pullIntos.length > 0) other.pullIntos.respond(0);
    }
    branches.over();
  }
}

/**
 * @param {Function} create makes a byte stream of two algorithms
 * @returns {ReadableStream[]} two
 */
function readableByteStreamTee(readable, create) {
  const tee = new ByteTee(readable);
  const { branches } = tee;
  const made = [0, 1].map((branch) => create({
    pull: () => tee.pull(branch), cancel: (reason) => branches.cancel(branch, reason),
  }));
  branches.controllers = made.map(({ controller }) => controller);
  tee.forwardReaderError();
  return made.map(({ stream }) => stream);
}

module.exports = { readableByteStreamTee };
