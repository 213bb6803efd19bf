// The read does not wait for the write.
const fs = require('fs');
fs.writeFileSync('/tmp/state', 'old');
fs.writeFile('/tmp/state', 'new', () => console.log('written'));
fs.stat('/tmp/state', () => console.log('looked'));
