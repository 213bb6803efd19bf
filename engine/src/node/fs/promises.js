// node:fs/promises, the same object as `fs.promises` (Node's doc: «Promises API»).
'use strict';

module.exports = require('internal/fs/promises').exports;
