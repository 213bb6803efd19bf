// A stream's error after its destruction: the log is closed while an entry is still being prepared.
'use strict';
const assert = require('assert');
const fs = require('fs');

const log = fs.createWriteStream('/tmp/log');
fs.readFile(__filename, (error, text) => log.write(text, (failed) => assert.ifError(failed)));
setTimeout(() => log.destroy(), 4);
