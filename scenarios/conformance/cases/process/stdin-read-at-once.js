// node: >=18
// stdin: what came in
// readFileSync(0) takes what standard input has: the stream finds its end.
const fs = require('fs');

console.log(JSON.stringify(fs.readFileSync(0, 'utf8')));
console.log(process.stdin.constructor.name, process.stdout.constructor.name, process.stderr.constructor.name);
process.stdin.on('data', (chunk) => console.log('data', String(chunk)));
process.stdin.on('end', () => console.log('end'));
