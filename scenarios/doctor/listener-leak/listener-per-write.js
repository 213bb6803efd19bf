// A drain listener for every write.
const { PassThrough } = require('stream');
const stream = new PassThrough();
stream.resume();
for (let i = 0; i < 14; i++) stream.on('drain', () => {});
stream.end();
