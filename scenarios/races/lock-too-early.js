// A lock that is released too early: `finally` runs when the write has begun, not when it is over.
'use strict';
const assert = require('assert');
const fs = require('fs').promises;

let isLocked = false;
let writers = 0;

async function append(text) {
  writers += 1;
  assert.strictEqual(writers, 1, 'two writers at once');
  await fs.appendFile('/tmp/ledger', text);
  writers -= 1;
}

async function withLock(task) {
  if (isLocked) return setTimeout(withLock, 1, task);
  isLocked = true;
  try {
    return task();
  } finally {
    isLocked = false;
  }
}

withLock(() => append('a'));
setTimeout(withLock, 3, () => append('b'));
