// Eight workers on one core.
// env: UV_THREADPOOL_SIZE=8
// cores: 1
const { scrypt } = require('crypto');
let open = 8;
for (let i = 0; i < 8; i++) scrypt('password', 'salt', 32, () => --open || console.log('done'));
