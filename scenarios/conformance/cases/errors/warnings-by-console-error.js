// node: >=18
// Warnings are printed by console.error, or by what stands in its place when the first one comes.
const lines = [];
const { error } = console;
console.error = (text) => lines.push(text.replace(/\d+/, 'PID').split('\n')[0]);
process.emitWarning('one');
process.emitWarning('two', 'Kind', 'C2');
require('util').deprecate(() => {}, 'old', 'DEP9')();
process.on('warning', (warning) => console.log('heard', warning.message));
setTimeout(() => {
  console.error = error;
  process.emitWarning('three');
  setTimeout(() => console.log(lines));
}, 2);
