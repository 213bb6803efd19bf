// Cache stampede: whoever asks while the first answer is still on its way asks the store, too.
'use strict';
const assert = require('assert');
const fs = require('fs').promises;

const cache = new Map();
let loads = 0;

async function get(key) {
  if (cache.has(key)) return cache.get(key);
  loads += 1;
  const value = await fs.readFile(key, 'utf8');
  cache.set(key, value);
  return value;
}

get(__filename);
setTimeout(get, 2, __filename);
process.on('exit', () => assert.strictEqual(loads, 1));
