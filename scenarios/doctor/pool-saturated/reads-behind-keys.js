// Async fs suddenly slow: the read waits behind keys that have nothing to do with files.
const fs = require('fs');
const { pbkdf2 } = require('crypto');
for (let i = 0; i < 8; i++) pbkdf2('password', 'salt', 150_000, 32, 'sha256', () => {});
fs.readFile(__filename, function loaded() {
  console.log('loaded');
});
