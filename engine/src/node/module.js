// node:module. Node's doc: "Modules: node:module API".
'use strict';

module.exports = require('internal/modules/cjs/loader').Module;
