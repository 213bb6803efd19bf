// A hook that reads a file itself leaves alone what the read has read whose callback it precedes.
const { createHook } = require('async_hooks');
const fs = require('fs');

const fd = fs.openSync(__filename, 'r');
const own = Buffer.alloc(2);
createHook({ before() { fs.readSync(fd, own, 0, 2, 0); } }).enable();

const bytes = Buffer.alloc(8);
const [first, second] = [Buffer.alloc(3), Buffer.alloc(5)];
fs.read(fd, bytes, 1, 6, 3, (error, count) => {
  console.log(error, count, JSON.stringify(bytes.toString()), own.toString());
  fs.readv(fd, [first, second], 5, (error, count) => {
    console.log(error, count, JSON.stringify([first.toString(), second.toString()]));
    fs.readFile(__filename, 'utf8', (error, text) => console.log(error, text.slice(0, 7)));
  });
});
