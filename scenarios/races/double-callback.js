// A callback that is called twice: once for the result, once for a close that came before the result.
'use strict';
const assert = require('assert');
const fs = require('fs');

function load(file, callback) {
  let isDone = false;
  const stream = fs.createReadStream(file).resume();
  stream.on('end', () => fs.stat(file, (error, stats) => {
    isDone = true;
    callback(error, stats);
  }));
  stream.on('close', () => setTimeout(() => {
    if (!isDone) callback(new Error('closed too early'));
  }, 1));
}

let calls = 0;
load(__filename, () => { calls += 1; });
process.on('exit', () => assert.strictEqual(calls, 1));
