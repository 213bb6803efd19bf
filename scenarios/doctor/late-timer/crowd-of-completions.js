// Many completions in one poll phase, each with a little work: the timer has to wait for all of them.
const fs = require('fs');
for (let i = 0; i < 60; i++) {
  fs.stat(__filename, () => {
    const until = performance.now() + 1;
    while (performance.now() < until);
  });
}
setTimeout(() => console.log('should have come at 20 ms'), 20);
