// nodes: 18 20 26
// crypto: fast
const { pbkdf2 } = require('crypto');
const { stat } = require('fs');
for (let n = 1; n <= 4; n++) {
  pbkdf2('password', 'salt', 400_000, 32, 'sha256', () => console.log('key'));
}
stat('.', () => console.log('file'));
setTimeout(() => console.log('timer, 10 ms'), 10);
