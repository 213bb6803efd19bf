// A context that may not generate code: of strings, of WebAssembly, or both.
'use strict';
const vm = require('vm');
const bytes = 'new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])';
const attempts = [`new WebAssembly.Module(${bytes})`, `WebAssembly.validate(${bytes})`, "eval('1 + 1')", "new Function('return 3')()"];

for (const codeGeneration of [undefined, {}, { wasm: false }, { strings: false }, { wasm: false, strings: false }]) {
  const context = vm.createContext({ shared: new WebAssembly.Module(eval(bytes)) }, { codeGeneration });
  console.log(codeGeneration);
  for (const code of [...attempts, 'new WebAssembly.Instance(shared)']) {
    try {
      console.log(' ', String(vm.runInContext(code, context)));
    } catch (error) {
      console.log(' ', error.name, error.message);
    }
  }
}
for (const wrong of [{ wasm: 1 }, { strings: 'no' }, 5, null]) {
  try {
    vm.createContext({}, { codeGeneration: wrong });
  } catch (error) {
    console.log(error.code, error.message);
  }
}
const context = vm.createContext({ console }, { codeGeneration: { wasm: false } });
vm.runInContext(`WebAssembly.compile(${bytes}).catch((error) => console.log(error.name, error.message))`, context);
