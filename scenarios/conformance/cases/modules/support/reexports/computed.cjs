'use strict';
const source = require('./source.cjs');
for (const key of Object.keys(source)) exports[key] = source[key];
exports.named = true;
