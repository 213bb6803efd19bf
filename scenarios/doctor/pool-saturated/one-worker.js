// A pool of one worker.
// env: UV_THREADPOOL_SIZE=1
const { scrypt } = require('crypto');
let open = 3;
for (let i = 0; i < 3; i++) scrypt('password', 'salt', 32, () => --open || console.log('derived'));
