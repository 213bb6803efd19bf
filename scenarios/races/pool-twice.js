// A connection handed out twice: it leaves the list of free ones only after it was tried.
'use strict';
const assert = require('assert');
const fs = require('fs').promises;

const free = ['one', 'two'];
const taken = [];

async function acquire() {
  const connection = free[0];
  await fs.stat('/tmp'); // is it still alive?
  free.shift();
  taken.push(connection);
}

acquire();
setTimeout(acquire, 1);
process.on('exit', () => assert.deepStrictEqual(taken, ['one', 'two']));
