// node: >=18
// What a child node does with flags: checks a file without running it, refuses what is no flag, is stopped in a loop.
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'flags-'));
const file = (name, text) => {
  fs.writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const node = (...args) => {
  const { status, signal, stdout, error } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 2000 });
  console.log(args[0].replace(folder, ''), status, signal, JSON.stringify(stdout), error && error.code);
};
node('--check', file('good.js', 'console.log("ran")'));
node('--check', file('bad.js', 'let let'));
node('-c', file('good.mjs', 'await 1; console.log("ran")'));
node('--no-such-flag', '-e', '1');
node('--unhandled-rejections=perhaps', '-e', '1');
node('--max-old-space-size=100', '-p', '40 + 2');
node('-e', 'while (true);');
fs.rmSync(folder, { recursive: true });
