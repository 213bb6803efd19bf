// An immediate still writes to a stream that was ended.
const fs = require('fs');
const out = fs.createWriteStream('/tmp/out');
out.end('the end\n');
setImmediate(() => out.write('one more\n'));
