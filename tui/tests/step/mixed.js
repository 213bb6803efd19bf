// Something of everything that a loop serves.
const fs = require('fs');
const dns = require('dns');

console.log('main');
setTimeout(function late() { console.log('timeout'); }, 5);
setImmediate(function soon() { console.log('immediate'); });
process.nextTick(function tick() { console.log('tick'); });
Promise.resolve().then(function reaction() { console.log('promise'); });
fs.readFile(__filename, function read() { console.log('file'); });
dns.lookup('localhost', function found() { console.log('lookup'); });

(async function work() {
  await null;
  console.log('awaited');
})();
