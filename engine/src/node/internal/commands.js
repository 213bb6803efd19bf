// The machine's small commands, for child processes that are no Node programs. GNU's manuals, "Coreutils".
'use strict';

const { findProgram } = require('internal/child_process/start');

const FAILED = 1;

/** The text of an error of a file call as commands print it. */
function explain(error) {
  const { getSystemErrorMessage } = require('internal/util');
  const text = error.errno === undefined ? error.message : getSystemErrorMessage(error.errno);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Runs `one` for each file; what fails is said, and the others go on. */
function forEachFile(name, files, io, one) {
  let status = 0;
  for (const file of files) {
    try {
      one(file);
    } catch (error) {
      io.err(`${name}: ${file}: ${explain(error)}\n`);
      status = FAILED;
    }
  }
  return status;
}

async function cat(args, io) {
  const files = args.filter((arg) => arg !== '-');
  if (files.length < args.length || args.length === 0) io.out(await io.input());
  return forEachFile('cat', files, io, (file) => io.out(require('fs').readFileSync(file, 'utf8')));
}

function echo(args, io) {
  const isBare = args[0] === '-n';
  io.out(args.slice(isBare ? 1 : 0).join(' ') + (isBare ? '' : '\n'));
  return 0;
}

function ls(args, io) {
  const fs = require('fs');
  const isAll = args.some((arg) => /^-\w*a/.test(arg));
  const names = args.filter((arg) => !arg.startsWith('-'));
  const status = { code: 0 };
  for (const name of names.length === 0 ? ['.'] : names) {
    try {
      const entries = fs.statSync(name).isDirectory() ? fs.readdirSync(name).filter((entry) => isAll || !entry.startsWith('.')) : [name];
      if (entries.length > 0) io.out(`${entries.sort().join('\n')}\n`);
    } catch (error) {
      io.err(`ls: cannot access '${name}': ${explain(error)}\n`);
      status.code = 2;
    }
  }
  return status.code;
}

function printenv(args, io) {
  if (args.length > 0) {
    if (io.env[args[0]] === undefined) return FAILED;
    io.out(`${io.env[args[0]]}\n`);
    return 0;
  }
  for (const [name, value] of Object.entries(io.env)) io.out(`${name}=${value}\n`);
  return 0;
}

function env(args, io) {
  const own = { ...io, env: { ...io.env } };
  while (args.length > 0 && args[0].includes('=')) {
    const at = args[0].indexOf('=');
    own.env[args[0].slice(0, at)] = args.shift().slice(at + 1);
  }
  if (args.length === 0) return printenv([], own);
  return runByName(args, own) ?? notFound(`env: '${args[0]}'`, io);
}

function notFound(what, io) {
  io.err(`${what}: No such file or directory\n`);
  return 127;
}

function printf([format = '', ...args], io) {
  let at = 0;
  const text = format.replace(/\\([nt\\r])|%(-?\d*)([sd%])/g, (_, escape, width, kind) => {
    if (escape !== undefined) return { n: '\n', t: '\t', r: '\r', '\\': '\\' }[escape];
    return kind === '%' ? '%' : String(args[at++] ?? '');
  });
  io.out(text);
  return 0;
}

function sleep([seconds], io) {
  const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[seconds?.at(-1)] ?? 1;
  const number = Number.parseFloat(seconds);
  if (Number.isNaN(number)) {
    io.err(seconds === undefined ? 'sleep: missing operand\n' : `sleep: invalid time interval '${seconds}'\n`);
    return FAILED;
  }
  return new Promise((resolve) => require('timers').setTimeout(() => resolve(0), number * unit * 1000));
}

async function head(args, io) {
  const count = Number(/^-n?(\d+)$/.exec(args[0] === '-n' ? `-${args[1]}` : args[0] ?? '')?.[1] ?? 10);
  const lines = (await io.input()).split('\n');
  io.out(lines.slice(0, count).join('\n') + (lines.length > count ? '\n' : ''));
  return 0;
}

async function wc(args, io) {
  const text = await io.input();
  const counts = { '-l': text.split('\n').length - 1, '-w': text.split(/\s+/).filter(Boolean).length, '-c': Buffer.byteLength(text) };
  io.out(args.length > 0 ? `${counts[args[0]]}\n` : `${Object.values(counts).map((count) => String(count).padStart(7)).join(' ')}\n`);
  return 0;
}

function which(args, io) {
  let status = 0;
  for (const name of args) {
    const found = findProgram(name, process.cwd(), io.env.PATH);
    if (typeof found === 'number') status = FAILED;
    else io.out(`${found.kind === 'node' ? process.execPath : found.file ?? `/usr/bin/${name}`}\n`);
  }
  return status;
}

async function sh(args, io) {
  const { Shell } = require('internal/commands/shell');
  const name = process.argv0 === undefined ? 'sh' : process.argv0;
  if (args[0] === '-c') return new Shell(args[2] ?? name, io, args.slice(2)).run(args[1] ?? '');
  const source = args.length > 0 ? require('fs').readFileSync(args[0], 'utf8').replace(/^#!.*\n/, '') : await io.input();
  return new Shell(args[0] ?? name, io, args).run(source);
}

const COMMANDS = {
  '__proto__': null, cat, echo, env, head, ls, printenv, printf, sh, 'bash': sh, 'dash': sh, sleep, wc, which,
  'true': () => 0,
  'false': () => FAILED,
  pwd(args, io) {
    io.out(`${process.cwd()}\n`);
    return 0;
  },
};

/** Runs a program of another kind and waits for it. */
function runProgram(words, io) {
  const { spawnSync } = require('child_process');
  const output = io.isPiped ? 'pipe' : 'inherit';
  const result = spawnSync(words[0], words.slice(1), { env: io.env, stdio: ['inherit', output, 'inherit'], encoding: 'utf8' });
  if (io.isPiped) io.out(result.stdout ?? '');
  return result.signal === null ? result.status : 128 + require('internal/util').convertToValidSignal(result.signal);
}

/**
 * Runs a program by its name or path.
 * @returns {number|Promise<number>|undefined} its status; undefined when there is no such program
 */
function runByName(words, io) {
  const found = findProgram(words[0], process.cwd(), io.env.PATH);
  if (typeof found === 'number') return undefined;
  return found.kind === 'command' ? COMMANDS[found.name](words.slice(1), io) : runProgram(words, io);
}

/** All of standard input. */
function readInput() {
  return new Promise((resolve) => {
    let text = '';
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (chunk) => { text += chunk; });
    process.stdin.on('end', () => resolve(text));
  });
}

/** Called in a process that is one of the commands. */
async function run(name, args) {
  const { writeOutput } = internalBinding('process');
  const io = {
    out: (text) => writeOutput(1, text),
    err: (text) => writeOutput(2, text),
    input: readInput,
    env: { ...process.env },
  };
  process.exit(await COMMANDS[name](args, io));
}

module.exports = { run, runByName };
