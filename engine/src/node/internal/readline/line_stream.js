// The lines of an interface as an object stream: what its async iteration was up to Node 18.
'use strict';

const { Readable } = require('stream');

/** A stream of `rl`'s lines; destroying it, as leaving an iteration does, closes the interface. */
function lineStream(rl) {
  const stream = new Readable({
    objectMode: true,
    read() {
      rl.resume();
    },
    destroy(error, callback) {
      rl.off('line', onLine);
      rl.off('close', onClose);
      rl.close();
      callback(error);
    },
  });
  function onLine(line) {
    if (!stream.push(line)) rl.pause();
  }
  function onClose() {
    stream.push(null);
  }
  rl.on('error', (error) => stream.destroy(error));
  rl.on('line', onLine);
  rl.on('close', onClose);
  return stream;
}

module.exports = { lineStream };
