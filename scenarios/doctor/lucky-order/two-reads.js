// Two workers, two files, and nobody who says which is first.
const fs = require('fs');
fs.readFile(__filename, () => console.log('first file'));
fs.readFile(__filename, () => console.log('second file'));
