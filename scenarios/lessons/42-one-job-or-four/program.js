// nodes: 18 24 26
// env: UV_THREADPOOL_SIZE=1
const fs = require('fs');
fs.readFile('program.js', () => console.log('readFile'));
fs.stat('.', () => console.log('stat 1'));
fs.stat('.', () => console.log('stat 2'));
