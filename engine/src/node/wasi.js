// `node:wasi`: not simulated. Node's doc: https://nodejs.org/api/wasi.html
'use strict';

module.exports = require('internal/unsupported').refusals('wasi', ['WASI']);
