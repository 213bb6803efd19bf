// queueMicrotask calls itself while a file is waiting.
const fs = require('fs');
fs.stat(__filename, () => console.log('stat, late'));
let left = 3000;
function again() {
  if (--left > 0) queueMicrotask(again);
}
again();
