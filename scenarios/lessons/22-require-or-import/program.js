// nodes: 18 20 26
console.log('main: first line');
require('./support/one.cjs');
console.log('main: between');
require('./support/two.cjs');
require('./support/one.cjs');
console.log('main: last line');
