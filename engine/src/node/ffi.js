// `node:ffi`: a simulated process has no native libraries. Node's doc: https://nodejs.org/api/ffi.html
'use strict';

const numbers = ['Int8', 'Uint8', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Int64', 'Uint64', 'Float32', 'Float64'];

module.exports = require('internal/unsupported').refusals('ffi', [
  'DynamicLibrary', 'dlopen', 'dlclose', 'dlsym', 'exportArrayBuffer', 'exportArrayBufferView', 'exportBuffer',
  'exportString', 'getRawPointer', 'toArrayBuffer', 'toBuffer', 'toString',
  ...numbers.flatMap((number) => [`get${number}`, `set${number}`]),
]);
