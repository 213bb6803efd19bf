// A stale read after a write: the write is said to be done before it is.
'use strict';
const assert = require('assert');
const fs = require('fs');

fs.writeFileSync('/tmp/profile', 'old name');
function rename(name, callback) {
  fs.writeFile('/tmp/profile', name, () => {});
  callback();
}

rename('new name', () => setTimeout(() => {
  fs.readFile('/tmp/profile', 'utf8', (error, name) => assert.strictEqual(name, 'new name'));
}, 3));
