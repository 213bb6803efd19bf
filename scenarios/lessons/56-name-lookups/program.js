// nodes: 18 20 26
// env: UV_THREADPOOL_SIZE=1
// crypto: fast
const { lookup } = require('dns');
const { stat } = require('fs');
const { pbkdf2 } = require('crypto');

pbkdf2('password', 'salt', 400_000, 32, 'sha256', () => console.log('key'));
for (const n of [1, 2, 3]) lookup('localhost', () => console.log(`lookup ${n}`));
for (const n of [1, 2]) stat('.', () => console.log(`stat ${n}`));
lookup('127.0.0.1', () => console.log('an address needs no lookup'));
