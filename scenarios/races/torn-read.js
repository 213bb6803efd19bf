// A torn read: a file of two parts is read between them.
'use strict';
const assert = require('assert');
const fs = require('fs');

fs.writeFile('/tmp/report', 'head\n', () => fs.appendFile('/tmp/report', 'body\n', () => {}));
setTimeout(() => {
  fs.readFile('/tmp/report', 'utf8', (error, text) => assert.strictEqual(text, 'head\nbody\n'));
}, 5);
