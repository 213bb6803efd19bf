// Promise.all over tasks that share an array: it holds the results in the order in which they came.
'use strict';
const assert = require('assert');
const fs = require('fs').promises;

const sizes = [];
async function measure(name) {
  await fs.stat('/app');
  sizes.push(name);
}

Promise.all(['a', 'b', 'c'].map(measure)).then(() => assert.deepStrictEqual(sizes, ['a', 'b', 'c']));
