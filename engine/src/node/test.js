// node:test exists, so that programs can ask for it; running tests with it is not simulated.
'use strict';

const { refusal, refusals } = require('internal/unsupported');

module.exports = Object.assign(refusal('test', 'node:test test()'), refusals('test', [
  'after', 'afterEach', 'before', 'beforeEach', 'describe', 'expectFailure', 'getTestContext', 'it', 'only', 'run', 'skip',
  'suite', 'todo',
]));
module.exports.test = module.exports;
