// WebSocket: global, as in Node, but there is no connection behind it yet.
'use strict';

const { refusal } = require('internal/unsupported');

module.exports = { WebSocket: refusal('WebSocket', 'new WebSocket()') };
