// node:test exists, so that programs can ask for it; running tests with it is not simulated.
'use strict';

function unsupported(name) {
  return { [name]() {
    const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
    throw new ERR_LOOPSCOPE_UNSUPPORTED(`node:test ${name}()`);
  } }[name];
}

const names = ['after', 'afterEach', 'before', 'beforeEach', 'describe', 'it', 'run', 'suite'];
module.exports = Object.assign(unsupported('test'), Object.fromEntries(names.map((name) => [name, unsupported(name)])));
module.exports.test = module.exports;
