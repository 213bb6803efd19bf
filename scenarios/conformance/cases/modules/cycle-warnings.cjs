// node: >=18
// Reading what a module in a cycle does not export yet is undefined, with a warning; `__esModule` and what is there are none.
process.on('warning', (warning) => console.log(warning.name, warning.message));
const first = require('./support/warned-a.cjs');
console.log(Object.getPrototypeOf(first) === Object.prototype, first.late);
