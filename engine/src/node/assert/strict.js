// `node:assert/strict`: the strict flavour of `node:assert`.
'use strict';

module.exports = require('assert').strict;
