// nodes: 18 20 26
console.log('main: first line');
import './support/one.mjs';
console.log('main: between');
import './support/two.mjs';
console.log('main: last line');
