// worker_threads.locks: the Web Locks API among the parts of one thread. Node's doc: "Worker threads", locks.
'use strict';

const { refusals } = require('internal/unsupported');

module.exports = { locks: refusals('locks', ['request', 'query']) };
