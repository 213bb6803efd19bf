// Two hundred reads, four at a time.
const { readFile } = require('fs/promises');
let next = 0;
async function worker() {
  while (next++ < 200) await readFile(__filename);
}
Promise.all([worker(), worker(), worker(), worker()]).then(() => console.log('read'));
