// The descriptor was closed while the read was on its way to the pool.
const fs = require('fs');
fs.open(__filename, (error, fd) => {
  fs.close(fd, () => {
    fs.fstat(fd, (late) => {
      throw late;
    });
  });
});
