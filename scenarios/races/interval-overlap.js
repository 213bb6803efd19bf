// Intervals that overlap: the next round begins before the last one is over.
'use strict';
const assert = require('assert');
const fs = require('fs').promises;

let isBusy = false;
let rounds = 0;
const interval = setInterval(async () => {
  rounds += 1;
  if (rounds === 3) clearInterval(interval);
  assert.ok(!isBusy, 'two rounds at once');
  isBusy = true;
  await fs.writeFile('/tmp/report', await fs.readFile(__filename));
  isBusy = false;
}, 4);
