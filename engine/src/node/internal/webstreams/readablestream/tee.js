// tee(): one stream read twice. WHATWG Streams, "ReadableStreamTee", for streams of arbitrary chunks.
'use strict';

const { kResolvedPromise } = require('internal/webstreams/util');
const { ReaderCore } = require('internal/webstreams/readablestream/core');
const { PromisePrototypeThen, PromiseWithResolvers } = primordials;

/** Two branches: cancelling the stream takes both of them, with both their reasons. */
class Branches {
  constructor(readable) {
    this.readable = readable;
    this.canceled = [false, false];
    this.reasons = [undefined, undefined];
    this.cancelPromise = PromiseWithResolvers();
    /** Cores of the branches' controllers. */
    this.controllers = [undefined, undefined];
  }

  /** The cancel algorithm of branch 0 or 1. */
  cancel(branch, reason) {
    this.canceled[branch] = true;
    this.reasons[branch] = reason;
    if (this.canceled[1 - branch]) this.cancelPromise.resolve(this.readable.cancel(this.reasons));
    return this.cancelPromise.promise;
  }

  /** Calls a function with the controller of each branch that is not cancelled. */
  each(fn) {
    for (const branch of [0, 1]) {
      if (!this.canceled[branch]) fn(this.controllers[branch], branch);
    }
  }

  /** The stream is over: whoever cancels a branch need not wait. */
  over() {
    if (!this.canceled[0] || !this.canceled[1]) this.cancelPromise.resolve();
  }

  /** An error of the stream is one of both branches. */
  fail(error) {
    for (const controller of this.controllers) controller.error(error);
    this.over();
  }
}

class Tee {
  constructor(readable, cloneForBranch2) {
    this.branches = new Branches(readable);
    this.reader = new ReaderCore(readable, false);
    this.cloneForBranch2 = cloneForBranch2;
    this.reading = false;
    this.chunk = undefined;
    this.forward = () => this.forwardChunk();
    this.request = {
      // In a turn of its own, as the standard has it.
      chunk: (value) => {
        this.chunk = value;
        PromisePrototypeThen(kResolvedPromise, this.forward);
      },
      // In a tick: not in the standard, but Node's way since nodejs/node#39758.
      close: () => process.nextTick(() => this.close()),
      error: () => {
        this.reading = false;
      },
    };
  }

  /** The pull algorithm of both branches. An async function: its promise is counted in turns. */
  async pull() {
    if (this.reading) return;
    this.reading = true;
    this.reader.read(this.request);
  }

  forwardChunk() {
    this.reading = false;
    const { chunk } = this;
    this.chunk = undefined;
    let second = chunk;
    if (!this.branches.canceled[1] && this.cloneForBranch2) {
      const { structuredClone } = require('internal/worker/js_transferable');
      second = structuredClone(second);
    }
    this.branches.each((controller, branch) => controller.enqueue(branch === 0 ? chunk : second));
  }

  close() {
    this.reading = false;
    this.branches.each((controller) => controller.close());
    this.branches.over();
  }
}

/**
 * @param {Function} create makes a stream of two algorithms and a high water mark
 * @param {boolean} cloneForBranch2 gives the second branch copies
 * @returns {ReadableStream[]} two
 */
function readableStreamDefaultTee(readable, cloneForBranch2, create) {
  const tee = new Tee(readable, cloneForBranch2);
  const { branches } = tee;
  const made = [0, 1].map((branch) => create({
    pull: () => tee.pull(), cancel: (reason) => branches.cancel(branch, reason),
  }, 1));
  branches.controllers = made.map(({ controller }) => controller);
  PromisePrototypeThen(tee.reader.closedRecord.promise, undefined, (error) => branches.fail(error));
  return made.map(({ stream }) => stream);
}

module.exports = { Branches, readableStreamDefaultTee };
