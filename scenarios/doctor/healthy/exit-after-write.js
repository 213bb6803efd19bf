// process.exit() behind the end of the write.
const fs = require('fs');
fs.writeFile('/tmp/report', 'important\n', (error) => process.exit(error ? 1 : 0));
