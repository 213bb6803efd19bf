// Duplexify: the class of what Duplex.from() makes; programs see its name.
'use strict';

const Duplex = require('internal/streams/duplex');

module.exports = class Duplexify extends Duplex {};
