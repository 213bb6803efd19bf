// The class Readable under its old name. Node's doc: "Stream"; gone in Node 26.
'use strict';

module.exports = require('stream').Readable;
