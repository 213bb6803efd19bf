// nodes: 18 20 26
const { Readable, Writable } = require('stream');
const { pipeline } = require('stream/promises');

let inMemory = 0;
const source = Readable.from((function* () {
  for (let n = 1; n <= 4; n++) {
    inMemory += 1;
    console.log(`made ${n}, in memory ${inMemory}`);
    yield n;
  }
})(), { highWaterMark: 1 });

const sink = new Writable({
  objectMode: true,
  highWaterMark: 1,
  write(n, encoding, done) {
    setImmediate(() => {
      inMemory -= 1;
      console.log(`done ${n}`);
      done();
    });
  },
});

pipeline(source, sink).then(() => console.log('pipeline ends'));
