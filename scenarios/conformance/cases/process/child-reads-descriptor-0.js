// File calls of a child on its standard input, which is a pipe: they wait until there is something to read.
'use strict';
const { spawn, spawnSync } = require('child_process');

function run(source, input) {
  const { status, stdout } = spawnSync(process.execPath, ['-e', `const fs = require('fs');${source}`], { encoding: 'utf8', input });
  console.log(status, JSON.stringify(stdout));
}

run("fs.writeSync(1, 'written at once')");
run("process.stdout.write(fs.readFileSync(0, 'utf8').toUpperCase())", 'whole');
run("fs.readFile(0, 'utf8', (error, text) => console.log(error, text))", 'by callback');
run("fs.createReadStream(null, { fd: 0 }).on('data', (data) => console.log(data.length)).on('close', () => console.log('closed'))", 'by stream');
run('const b = Buffer.alloc(4); console.log(fs.readSync(0, b), fs.readSync(0, b), fs.readSync(0, b), String(b))', 'abcdef');
run("try { fs.openSync('/dev/stdin') } catch (error) { console.log(error.code) }", 'x');
run('const stat = fs.fstatSync(0); console.log(stat.isFile(), stat.isDirectory(), stat.size)', 'x');
run("try { fs.readSync(0, Buffer.alloc(1), 0, 1, 5) } catch (error) { console.log(error.code) }", 'x');

const late = spawn(process.execPath, ['-e', `
  const fs = require('fs');
  setTimeout(() => console.log('timers go on'), 1);
  fs.read(0, Buffer.alloc(9), 0, 9, null, (error, count, buffer) => {
    console.log(error, count, buffer.toString('utf8', 0, count));
    console.log('at once:', fs.readSync(0, buffer), buffer.toString('utf8', 0, 5));
  });
`], { stdio: ['pipe', 'inherit', 'inherit'] });
setTimeout(() => late.stdin.write('first'), 300);
setTimeout(() => late.stdin.end('later'), 600);
late.on('close', (code) => console.log('child ended', code));
