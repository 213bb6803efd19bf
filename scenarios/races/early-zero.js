// A counter over parallel reads: it is zero for a moment before the second read is counted, and that is taken for the end.
'use strict';
const assert = require('assert');
const fs = require('fs');

let pending = 0;
let ends = 0;

function visit(folder) {
  pending += 1;
  fs.readdir(folder, () => {
    pending -= 1;
    if (pending === 0) ends += 1;
  });
}

visit('/app');
fs.stat('/tmp', () => visit('/tmp'));
process.on('exit', () => assert.strictEqual(ends, 1));
