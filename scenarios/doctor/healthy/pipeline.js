// Streams with backpressure, ended properly.
const fs = require('fs');
const { pipeline } = require('stream/promises');
pipeline(fs.createReadStream(__filename), fs.createWriteStream('/tmp/copy')).then(() => console.log('copied'));
