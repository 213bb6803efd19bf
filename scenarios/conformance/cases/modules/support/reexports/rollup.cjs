'use strict';
var source = require('./source.cjs');
exports.own = 0;
Object.keys(source).forEach(function (k) {
  if (k !== 'default' && !Object.prototype.hasOwnProperty.call(exports, k)) exports[k] = source[k];
});
