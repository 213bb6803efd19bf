// A bigger pool, with files instead of computations: no core is shared.
// env: UV_THREADPOOL_SIZE=8
const fs = require('fs');
let open = 8;
for (let i = 0; i < 8; i++) fs.stat(__filename, () => --open || console.log('looked'));
