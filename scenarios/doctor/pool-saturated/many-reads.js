// Three thousand reads at once: the pool's queue is the bottleneck, not the disk.
const fs = require('fs');
let open = 3000;
for (let i = 0; i < 3000; i++) fs.readFile(__filename, () => --open || console.log('read'));
