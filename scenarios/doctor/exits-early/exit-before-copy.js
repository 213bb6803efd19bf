// The copy is under way when the process ends.
const fs = require('fs');
fs.copyFile(__filename, '/tmp/backup.js', () => console.log('copied'));
process.nextTick(() => process.exit());
