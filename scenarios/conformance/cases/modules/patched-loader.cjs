// node: >=18
// What tools patch: extensions that compile other text, _load that gives mocks, _resolveFilename with aliases, wrap.
const Module = require('module');
const extension = Module._extensions['.cjs'] ?? Module._extensions['.js'];
Module._extensions['.cjs'] = function(module, filename) {
  const compile = module._compile;
  module._compile = function(content, name) { return compile.call(this, content.replace('ORIGINAL', '"replaced"'), name); };
  return extension(module, filename);
};
console.log(require('./support/replaced.cjs'));
const load = Module._load;
Module._load = function(request, ...rest) { return request === 'mocked' ? { mock: true } : load.call(this, request, ...rest); };
console.log(require('mocked'));
const resolve = Module._resolveFilename;
let asked = 0;
Module._resolveFilename = function(request, ...rest) {
  asked++;
  return resolve.call(this, request === 'alias' ? 'path' : request, ...rest);
};
console.log(require('alias') === require('path'), asked);
require('alias');
require('node:path');
require('./support/replaced.cjs');
require('./support/replaced.cjs');
console.log(asked);
const wrap = Module.wrap;
Module.wrap = (script) => wrap(`const injected = 42;${script}`);
delete require.cache[require.resolve('./support/injected.cjs')];
console.log(require('./support/injected.cjs'), module.isPreloading, Object.keys(Module).includes('wrap'));
