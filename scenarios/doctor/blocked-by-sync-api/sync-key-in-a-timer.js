// The synchronous twin of a pool job runs on the JavaScript thread.
const crypto = require('crypto');
setTimeout(function login() {
  const key = crypto.pbkdf2Sync('password', 'salt', 200_000, 32, 'sha256');
  console.log(key.length);
}, 1);
setTimeout(() => console.log('should have come at 5 ms'), 5);
