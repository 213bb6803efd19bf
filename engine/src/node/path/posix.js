// `node:path/posix`: the POSIX flavour of `node:path`.
'use strict';

module.exports = require('path').posix;
