// process.nextTick calls itself: the loop gets no turn until it stops.
const fs = require('fs');
fs.readFile(__filename, () => console.log('read, late'));
let left = 4000;
function again() {
  if (--left > 0) process.nextTick(again);
}
again();
