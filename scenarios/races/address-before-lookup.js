// A connection before the name is known: the lookup is usually over in time.
'use strict';
const assert = require('assert');
const dns = require('dns');

let address;
dns.lookup('localhost', (error, found) => { address = found; });
setTimeout(() => assert.ok(address, 'connecting to nowhere'), 1);
