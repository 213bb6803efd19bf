// A queue for ticks: a chain of fixed blocks, so that a long queue never moves its elements.
'use strict';

/** Slots of a block; one stays free, so that full and empty differ. A power of two, for the mask. */
const SIZE = 2048;
const MASK = SIZE - 1;

class Block {
  constructor() {
    this.first = 0;
    this.end = 0;
    this.slots = new Array(SIZE);
    this.next = null;
  }
}

/** First in, first out. */
class FixedQueue {
  constructor() {
    this.head = this.tail = new Block();
  }

  isEmpty() {
    return this.tail.first === this.tail.end;
  }

  push(value) {
    let block = this.head;
    if (((block.end + 1) & MASK) === block.first) {
      block = this.head = block.next = new Block();
    }
    block.slots[block.end] = value;
    block.end = (block.end + 1) & MASK;
  }

  /** The oldest value, or null. */
  shift() {
    const block = this.tail;
    if (block.first === block.end) return null;
    const value = block.slots[block.first];
    block.slots[block.first] = undefined;
    block.first = (block.first + 1) & MASK;
    if (block.first === block.end && block.next !== null) this.tail = block.next;
    return value;
  }
}

module.exports = FixedQueue;
