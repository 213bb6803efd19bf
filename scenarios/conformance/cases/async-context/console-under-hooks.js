// node: >=18
// What async hooks hear of the console: the pipes that it opens, and one tick behind what is written at a time.
const { createHook } = require('async_hooks');
const { writeSync } = require('fs');
const seen = [];
createHook({
  init(id, type, trigger) { seen.push(`${type} ${id} from ${trigger}`); },
  before(id) { seen.push(`before ${id}`); },
  after(id) { seen.push(`after ${id}`); },
}).enable();

console.log('a lone text');
console.log('two', 'texts');
setTimeout(() => {
  console.log('in a timer');
  process.nextTick(() => console.log('in a tick'));
}, 1);
process.on('exit', () => writeSync(1, `${seen.join('\n')}\n`));
