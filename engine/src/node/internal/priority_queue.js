// A binary heap whose items know their place, so that one can be moved or removed wherever it stands.
'use strict';

/** The smallest item first, by `compare`; `setPosition(item, place)` is told each item's place. */
class PriorityQueue {
  #heap = [undefined];
  #compare;
  #setPosition;

  constructor(compare, setPosition) {
    this.#compare = compare;
    this.#setPosition = setPosition;
  }

  insert(item) {
    const place = this.#heap.push(item) - 1;
    this.#setPosition(item, place);
    this.#percolateUp(place);
  }

  peek() {
    return this.#heap[1];
  }

  shift() {
    const first = this.#heap[1];
    if (first !== undefined) this.removeAt(1);
    return first;
  }

  removeAt(place) {
    const last = this.#heap.pop();
    if (place === this.#heap.length) return;
    this.#put(last, place);
    if (place > 1 && this.#compare(this.#heap[place >> 1], last) > 0) this.#percolateUp(place);
    else this.percolateDown(place);
  }

  /** Moves an item that has become larger to its new place. */
  percolateDown(place) {
    const heap = this.#heap;
    const item = heap[place];
    for (let child = place * 2; child < heap.length; child = place * 2) {
      if (child + 1 < heap.length && this.#compare(heap[child + 1], heap[child]) < 0) child++;
      if (this.#compare(item, heap[child]) <= 0) break;
      this.#put(heap[child], place);
      place = child;
    }
    this.#put(item, place);
  }

  #percolateUp(place) {
    const heap = this.#heap;
    const item = heap[place];
    while (place > 1) {
      const parent = place >> 1;
      if (this.#compare(heap[parent], item) <= 0) break;
      this.#put(heap[parent], place);
      place = parent;
    }
    this.#put(item, place);
  }

  #put(item, place) {
    this.#heap[place] = item;
    this.#setPosition(item, place);
  }
}

module.exports = PriorityQueue;
