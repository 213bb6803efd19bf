// An exit before the log is written: `process.exit` waits for nobody.
'use strict';
const assert = require('assert');
const fs = require('fs');

fs.writeFileSync('/tmp/log', '');
fs.appendFile('/tmp/log', 'the last words\n', () => {});
process.on('exit', () => assert.strictEqual(fs.readFileSync('/tmp/log', 'utf8'), 'the last words\n'));
setTimeout(() => process.exit(), 4);
