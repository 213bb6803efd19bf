// Bytes through a pipeline of three streams.
const { pipeline, PassThrough, Readable, Writable } = require('node:stream');
const chunk = Buffer.alloc(64 * 1024, 1);
const bytes = Number(process.argv[2] ?? 2 ** 30);
let made = 0;
let written = 0;
const source = new Readable({
  read() {
    if (made >= bytes) return void this.push(null);
    made += chunk.length;
    this.push(chunk);
  },
});
const sink = new Writable({
  write(data, encoding, callback) {
    written += data.length;
    callback();
  },
});
pipeline(source, new PassThrough(), sink, (error) => {
  if (error) throw error;
  console.log(written);
});
