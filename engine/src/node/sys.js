// node:sys, the old name of node:util. Node's doc: "Deprecated APIs", DEP0025.
'use strict';

const replacement = require('internal/profile').sysNamesNodeUtil ? '`node:util`' : 'util';
process.emitWarning(`sys is deprecated. Use ${replacement} instead.`, 'DeprecationWarning', 'DEP0025');

module.exports = require('util');
