// Atomicity violation between two awaits: a balance is read, and written back when it may have changed.
'use strict';
const assert = require('assert');
const fs = require('fs').promises;

const later = (ms) => new Promise((done) => setTimeout(done, ms));

async function withdraw(amount) {
  const balance = Number(await fs.readFile('/tmp/balance', 'utf8'));
  await fs.writeFile('/tmp/balance', String(balance - amount));
}

(async () => {
  await fs.writeFile('/tmp/balance', '100');
  const first = withdraw(10);
  await later(3);
  await Promise.all([first, withdraw(20)]);
  assert.strictEqual(await fs.readFile('/tmp/balance', 'utf8'), '70');
})();
