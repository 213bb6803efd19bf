// Makes the calls that it is told on a real file system, and tells where the answers differ. The language is that of
// calls.rs; each line ends with a tab and the answer of the simulation, each program with `end` and its seed.
'use strict';
const fs = require('fs');
const { execFileSync } = require('child_process');
const { O_NOFOLLOW, O_DIRECTORY, O_WRONLY, COPYFILE_EXCL } = fs.constants;
const input = fs.readFileSync(0, 'utf8').split('\n');

// The superuser may do everything, so the calls are made as nobody.
if (process.getuid() === 0) {
  process.setgid(65534);
  process.setuid(65534);
}

const base = fs.mkdtempSync('/tmp/loopscope-');

const quote = (bytes) => '"' + bytes.toString().replace(/[\0\\"]/g, (c) => (c === '\0' ? '\\0' : '\\' + c)) + '"';
const show = (s) => {
  const mode = (s.mode & 0o7777).toString(8);
  if (s.isDirectory()) return `directory ${mode} nlink ${s.nlink}`;
  return `${s.isSymbolicLink() ? 'link' : 'file'} ${mode} nlink ${s.nlink} size ${s.size}`;
};
const mark = (e) => e.name + (e.isDirectory() ? '/' : e.isSymbolicLink() ? '@' : '');

/** A fresh folder as the lists expect it, so deep inside others that no link of a program leads out of them. */
function setUp() {
  const up = fs.mkdtempSync(base + '/t-');
  fs.mkdirSync(up + '/deep/in', { recursive: true });
  process.chdir(up + '/deep/in');
  process.umask(0o022);
  fs.mkdirSync('d');
  fs.mkdirSync('full');
  fs.writeFileSync('full/x', '1');
  fs.writeFileSync('f', 'x');
  fs.symlinkSync('d', 'ld');
  fs.symlinkSync('f', 'lf');
  fs.symlinkSync('nowhere', 'dangling');
  fs.symlinkSync('loop', 'loop');
  return up;
}

/** Descriptors by the numbers that a process would see which has 0 to 17 open. */
class Descriptors {
  real = new Map();
  add(fd) {
    let number = 18;
    while (this.real.has(number)) number++;
    this.real.set(number, fd);
    return number;
  }
  get(number) { return this.real.get(Number(number)) ?? 9999; }
  close(number) {
    fs.closeSync(this.get(number));
    this.real.delete(Number(number));
  }
  closeAll() { for (const fd of this.real.values()) fs.closeSync(fd); }
}

function truncate(path, length) {
  const fd = fs.openSync(path, O_WRONLY);
  try { fs.ftruncateSync(fd, length); } finally { fs.closeSync(fd); }
}

const named = { O_NOFOLLOW, O_DIRECTORY };
const position = (text) => (text === undefined ? null : Number(text));
const CALLS = {
  open: (fds, path, flags) => 'fd ' + fds.add(fs.openSync(path, named[flags] ?? flags, 0o666)),
  close: (fds, fd) => fds.close(fd),
  read: (fds, fd, length, at) => {
    const bytes = Buffer.alloc(Number(length));
    return quote(bytes.subarray(0, fs.readSync(fds.get(fd), bytes, 0, bytes.length, position(at))));
  },
  write: (fds, fd, text, at) => fs.writeSync(fds.get(fd), Buffer.from(text), 0, text.length, position(at)) + ' bytes',
  ftruncate: (fds, fd, length) => fs.ftruncateSync(fds.get(fd), Number(length)),
  stat: (fds, path) => show(fs.statSync(path)),
  lstat: (fds, path) => show(fs.lstatSync(path)),
  ls: (fds, path) => fs.readdirSync(path, { withFileTypes: true }).map(mark).join(' '),
  mkdir: (fds, path) => fs.mkdirSync(path),
  rmdir: (fds, path) => fs.rmdirSync(path),
  unlink: (fds, path) => fs.unlinkSync(path),
  rename: (fds, from, to) => fs.renameSync(from, to),
  link: (fds, from, to) => fs.linkSync(from, to),
  symlink: (fds, target, path) => fs.symlinkSync(target, path),
  readlink: (fds, path) => fs.readlinkSync(path),
  realpath: (fds, path) => fs.realpathSync.native(path),
  chmod: (fds, path, mode) => fs.chmodSync(path, parseInt(mode, 8)),
  truncate: (fds, path, length) => truncate(path, Number(length)),
  cp: (fds, from, to, how) => fs.copyFileSync(from, to, how ? COPYFILE_EXCL : 0),
  put: (fds, path, text) => fs.writeFileSync(path, text),
  get: (fds, path) => quote(fs.readFileSync(path)),
  access: (fds, path, mode) => fs.accessSync(path, Number(mode)),
};

function answer(fds, line) {
  const [call, ...words] = line.split(' ');
  try { return String(CALLS[call](fds, ...words) ?? 'ok'); } catch (e) { return e.code ?? String(e); }
}

/** The first call that is answered otherwise, with all before it. */
function firstDifference(program) {
  const up = setUp();
  const fds = new Descriptors();
  const history = [];
  for (const entry of program) {
    const [line, expected] = entry.split('\t');
    const found = answer(fds, line).replace(up, 'UP');
    history.push(`${line} => ${found}`);
    if (found !== expected) return `${history.join('\n  ')}\n  but the simulation: ${expected}`;
  }
  fds.closeAll();
  return undefined;
}

let program = [];
let programs = 0;
let differ = 0;
for (const line of input) {
  if (!line.startsWith('end ')) {
    program.push(line);
    continue;
  }
  programs++;
  const difference = firstDifference(program);
  if (difference !== undefined && ++differ <= 3) console.log(`program ${line.slice(4)}:\n  ${difference}`);
  program = [];
}
// The programs took permissions away that removing needs.
process.chdir('/');
execFileSync('chmod', ['-R', 'u+rwx', base]);
fs.rmSync(base, { recursive: true });
console.log(`${programs} programs, ${differ} differ`);
