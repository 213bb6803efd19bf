// node:util/types. Node's doc: "Util", util.types.
'use strict';

module.exports = require('internal/util/types');
