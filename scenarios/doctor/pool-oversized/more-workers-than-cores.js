// Sixteen workers share two cores: the queue is gone, and every key takes eight times as long.
// env: UV_THREADPOOL_SIZE=16
// cores: 2
const { pbkdf2 } = require('crypto');
let open = 16;
for (let i = 0; i < 16; i++) pbkdf2('password', 'salt', 50_000, 32, 'sha256', () => --open || console.log('done'));
