// `node:test/reporters`: not simulated, as the tests that they would report are not.
'use strict';

module.exports = require('internal/unsupported').refusals('reporters', ['dot', 'junit', 'lcov', 'spec', 'tap']);
