// Thousands of small synchronous reads in one callback.
const fs = require('fs');
setTimeout(function scan() {
  let bytes = 0;
  for (let i = 0; i < 2500; i++) bytes += fs.readFileSync(__filename).length;
  console.log(bytes > 0);
}, 1);
setTimeout(() => console.log('should have come at 5 ms'), 5);
