// process.exit() does not wait for the file.
const fs = require('fs');
fs.writeFile('/tmp/report', 'important\n', () => console.log('written'));
setImmediate(() => process.exit());
