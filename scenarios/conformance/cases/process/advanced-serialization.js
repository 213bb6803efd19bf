// node: >=18
// A forked child with advanced serialization is sent structured clones: maps, dates, big integers, buffers.
const { fork } = require('child_process');
if (process.argv[2] === 'child') {
  process.on('message', (message) => {
    process.send({ got: message, isMap: message.map instanceof Map, isBuffer: Buffer.isBuffer(message.bytes) });
    process.disconnect();
  });
} else {
  const child = fork(__filename, ['child'], { serialization: 'advanced' });
  child.on('message', (message) => console.log(message));
  child.on('exit', (code) => console.log('exit', code));
  try {
    child.send(() => {});
  } catch (error) {
    console.log(error.name, error.code);
  }
  child.send({ map: new Map([['k', new Set([1n])]]), at: new Date(0), nothing: undefined, nan: NaN, bytes: Buffer.from('hi'), re: /x/g });
}
