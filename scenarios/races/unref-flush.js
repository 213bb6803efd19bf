// A flush that does not keep the process alive: what was logged last is lost when the work is over too soon.
'use strict';
const assert = require('assert');
const crypto = require('crypto');

const lines = ['started'];
const flushed = [];
setTimeout(() => flushed.push(...lines.splice(0)), 18).unref();
crypto.pbkdf2('secret', 'salt', 50_000, 32, 'sha256', () => {});
process.on('exit', () => assert.deepStrictEqual(flushed, ['started']));
