// Writes out of order: two to the same file, of which the later one has to win.
'use strict';
const assert = require('assert');
const fs = require('fs');

let left = 2;
function done() {
  left -= 1;
  if (left === 0) assert.strictEqual(fs.readFileSync('/tmp/state', 'utf8'), 'new');
}

fs.writeFile('/tmp/state', 'old', done);
fs.writeFile('/tmp/state', 'new', done);
