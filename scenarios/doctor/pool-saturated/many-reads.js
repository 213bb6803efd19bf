// Six thousand reads at once: the pool's queue is the bottleneck, not the disk.
const fs = require('fs');
let open = 6000;
for (let i = 0; i < 6000; i++) fs.readFile(__filename, () => --open || console.log('read'));
