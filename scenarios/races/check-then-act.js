// Check, then act, on the file system: both users find no folder, and both make it.
'use strict';
const assert = require('assert');
const fs = require('fs');

function ensure(folder) {
  fs.access(folder, (missing) => {
    if (missing) fs.mkdir(folder, (error) => assert.ifError(error));
  });
}

ensure('/tmp/cache');
setTimeout(ensure, 2, '/tmp/cache');
