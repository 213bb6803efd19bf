// Four reads for four workers, and a result that does not depend on who is first.
const { readFile } = require('fs/promises');
Promise.all(Array.from({ length: 4 }, () => readFile(__filename))).then((texts) => console.log(texts.length));
