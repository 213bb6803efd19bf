// Flags of Node that come by the environment: NODE_OPTIONS, and variables that stand for one flag; NODE_PATH.
'use strict';
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'flags-'));
fs.writeFileSync(path.join(folder, 'main.js'), `
  process.emitWarning('beware');
  console.log(JSON.stringify(process.execArgv), /^a/.test(process.title) && process.title, Error.stackTraceLimit, process.noProcessWarnings);
  Promise.reject(new Error('dropped'));
  process.on('exit', (code) => console.log('exit', code));
`);
fs.writeFileSync(path.join(folder, 'first.js'), "console.log('first')");
fs.mkdirSync(path.join(folder, 'shared', 'far'), { recursive: true });
fs.writeFileSync(path.join(folder, 'shared', 'far', 'index.js'), "module.exports = 'from afar'");

/** Runs Node there, and shows what it printed without what differs between machines. */
function run(env, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
  const errors = stderr.split('\n').filter((line) => /Warning: |NODE_OPTIONS/.test(line));
  console.log(JSON.stringify(env).replaceAll(folder, '/there'), args.join(' '), status);
  for (const line of [...stdout.trim().split('\n'), ...errors]) {
    console.log(' ', line.replace(/^\(node:\d+\) /, '').replace(/^\S*node: /, 'node: ').replace(/ \(rejection id.*/, ''));
  }
}

for (const NODE_OPTIONS of [
  '', '--no-warnings', '--stack-trace-limit=3 --unhandled-rejections=warn', '--title="a b"', '--title="a\\"b"', '-r ./first.js',
  '  --no-warnings   --stack-trace-limit=7 ', '--experimental-vm-modules --no-warnings', '--max-old-space-size=100 --no-warnings', '--not-a-flag', '--eval 1', '"--no-warnings', '"a\\',
]) run({ NODE_OPTIONS }, 'main.js');
run({ NODE_OPTIONS: '--unhandled-rejections=none' }, '--unhandled-rejections=warn', '--no-warnings', 'main.js');
run({ NODE_NO_WARNINGS: '1' }, 'main.js');
run({ NODE_NO_WARNINGS: '0' }, 'main.js');
const ask = "console.log(require('far'), module.paths.length > 0, require('module').globalPaths.length)";
run({ NODE_PATH: `${path.join(folder, 'shared')}:` }, '-e', ask);
fs.rmSync(folder, { recursive: true });
