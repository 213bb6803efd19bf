// The log is still being written when the last promise ends the process.
const { appendFile } = require('fs/promises');
const log = (line) => appendFile('/tmp/log', `${line}\n`);
Promise.resolve().then(() => {
  log('the most important line');
  process.exit(0);
});
