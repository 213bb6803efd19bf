// A copy that nobody awaits: whoever reads it after a while finds a part of it.
'use strict';
const assert = require('assert');
const fs = require('fs');

fs.createReadStream(__filename).pipe(fs.createWriteStream('/tmp/copy'));
setTimeout(() => {
  const copied = fs.existsSync('/tmp/copy') ? fs.statSync('/tmp/copy').size : 0;
  assert.strictEqual(copied, fs.statSync(__filename).size);
}, 5);
