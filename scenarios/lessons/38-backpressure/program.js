// nodes: 18 20 26
const { Writable } = require('stream');

const slow = new Writable({
  highWaterMark: 3,
  write(chunk, encoding, done) {
    setImmediate(() => {
      console.log(`sink: took ${chunk}`);
      done();
    });
  },
});

for (const chunk of ['a', 'b', 'c', 'd']) {
  console.log(`write ${chunk}: ${slow.write(chunk) ? 'go on' : 'stop, please'}`);
}
slow.on('drain', () => console.log('drain: empty again'));
