// nodes: 26
// cores: 2
// crypto: fast
// env: UV_THREADPOOL_SIZE=8
const { pbkdf2 } = require('crypto');
const began = Date.now();
let done = 0;
for (let n = 1; n <= 8; n++) {
  pbkdf2('password', 'salt', 400_000, 32, 'sha256', () => {
    done += 1;
    if (done === 1) console.log(`first key after ${Date.now() - began} ms`);
    if (done === 8) console.log(`last key after ${Date.now() - began} ms`);
  });
}
setTimeout(() => console.log('timer, 400 ms'), 400);
