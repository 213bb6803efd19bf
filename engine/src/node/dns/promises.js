// `node:dns/promises`. Node's documentation: dns, "DNS promises API".
'use strict';

module.exports = require('internal/dns/promises');
