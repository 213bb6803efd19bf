// A lost wake-up: the item comes between the look at the queue and the wait for a signal.
'use strict';
const assert = require('assert');
const { EventEmitter, once } = require('events');
const fs = require('fs').promises;

const queue = [];
const signal = new EventEmitter();

async function consume() {
  if (queue.length === 0) {
    await fs.appendFile('/tmp/log', 'waiting\n');
    await once(signal, 'item');
  }
  return queue.shift();
}

let consumed;
consume().then((item) => { consumed = item; });
setTimeout(() => {
  queue.push('item');
  signal.emit('item');
}, 3);
process.on('exit', () => assert.strictEqual(consumed, 'item'));
