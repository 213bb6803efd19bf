// nodes: 18 20 26
import './support/slow.mjs';
import './support/quick.mjs';

console.log('main');
