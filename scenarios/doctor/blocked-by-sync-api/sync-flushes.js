// A log that is flushed to the disk after every line, on the JavaScript thread.
const fs = require('fs');
setImmediate(function writeLog() {
  const log = fs.openSync('/tmp/log', 'w');
  for (let i = 0; i < 80; i++) {
    fs.writeSync(log, `line ${i}\n`);
    fs.fsyncSync(log);
  }
  fs.closeSync(log);
  console.log('written');
});
setTimeout(() => console.log('should have come at 3 ms'), 3);
