// One read after the other: the order is no luck.
const { readFile } = require('fs/promises');
(async () => {
  await readFile(__filename);
  console.log('first');
  await readFile(__filename);
  console.log('second');
})();
