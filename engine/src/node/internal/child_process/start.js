// From what spawn() was given to a program that the machine has: Node itself, a script, or one of its small commands.
// `execvp(3)`; the command line is Node's doc "Command-line API".
'use strict';

const path = require('path');
const { UV_ENOENT, UV_EACCES, UV_ENOEXEC } = internalBinding('uv');
const ops = internalBinding('fs_ops');

/** Where the machine's commands lie. */
const COMMAND_FOLDERS = ['/usr/bin', '/bin'];
const COMMANDS = new Set([
  'cat', 'echo', 'env', 'false', 'head', 'ls', 'printenv', 'printf', 'pwd', 'sh', 'bash', 'dash', 'sleep', 'true', 'wc', 'which',
]);
const SHELLS = new Set(['sh', 'bash', 'dash']);

/** Flags of Node that are followed by a value. */
const WITH_VALUE = new Set(['-r', '--require', '--import', '-C', '--conditions', '--input-type', '--stack-trace-limit', '--title']);

/** Flags that say what to do with the program instead of how. */
const COMMAND_FLAGS = /^(?:-e|--eval|-p|--print|-pe|-i|--interactive|-c|--check|-h|--help|-s|--prof.*|--(?:eval|print)=[^]*)$/;
const CHECKS = new Set(['-c', '--check']);
/** How names of V8's own flags begin, which are too many to list. */
const OF_V8 = /^--(?:no-?)?(?:abort|allow|always|concurrent|gc|harmony|huge|icu|interpreted|interrupt|jit|js|lazy|liftoff|log|maglev|max|min|opt|perf|predictable|print|random|semi|single|sparkplug|stack|stress|trace|turbo|use|wasm|write)/;

/** Whether Node would take a flag. */
function isTaken(arg) {
  return require('internal/options').isKnownFlag(arg) || COMMAND_FLAGS.test(arg) || OF_V8.test(arg.replaceAll('_', '-'));
}

const MODE = 1;
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;
const ANY_EXECUTE = 0o111;

/** @returns {string|undefined} the command's name, if that path is one */
function commandAt(file) {
  const name = path.basename(file);
  return COMMANDS.has(name) && COMMAND_FOLDERS.includes(path.dirname(file)) ? name : undefined;
}

/** Finds a program by its path. @returns {{ kind: string }|number} or an error number */
function programAt(file) {
  if (file === process.execPath) return { kind: 'node' };
  const name = commandAt(file);
  if (name !== undefined) return { kind: 'command', name };
  const stat = ops.stat(file, false);
  if (typeof stat === 'number') return stat;
  if ((stat[MODE] & S_IFMT) !== S_IFREG || (stat[MODE] & ANY_EXECUTE) === 0) return UV_EACCES;
  const text = require('internal/modules/files').readText(file);
  if (/^#!.*\bnode\b/.test(text)) return { kind: 'script', file };
  return /^#!.*\b(?:ba|da)?sh\b/.test(text) ? { kind: 'shell script', file } : UV_ENOEXEC;
}

/** Finds a program as a shell would: a name without a slash is looked for along PATH. */
function findProgram(file, cwd, searchPath) {
  if (file.includes('/')) return programAt(path.resolve(cwd, file));
  let error = UV_ENOENT;
  for (const folder of (searchPath ?? '/usr/local/bin:/usr/bin:/bin').split(':')) {
    const found = programAt(path.resolve(cwd, folder, file));
    if (typeof found !== 'number') return found;
    if (found === UV_EACCES) error = found;
  }
  return error;
}

/** Takes Node's own command line apart: flags, what to run, and its arguments. */
function readNodeArguments(args) {
  const execArgv = [];
  const evaluated = { source: undefined, prints: false };
  let checks = false;
  let at = 0;
  for (; at < args.length && args[at].startsWith('-') && args[at] !== '-'; at++) {
    const arg = args[at];
    if (arg === '--') {
      at++;
      break;
    }
    execArgv.push(arg);
    if (/^(?:-v|--version)$/.test(arg)) return { kind: 'version', execArgv, args: [] };
    if (!isTaken(arg)) return { kind: 'refusal', reason: `bad option: ${arg}`, execArgv, args: [] };
    if (CHECKS.has(arg)) {
      checks = true;
      continue;
    }
    if (/^(?:-e|--eval|-p|--print|-pe)$/.test(arg)) {
      evaluated.prints ||= arg.includes('p') && arg !== '--eval';
      if (at + 1 < args.length) {
        evaluated.source = args[++at];
        execArgv.push(evaluated.source);
      }
    } else if (/^--(?:eval|print)=/.test(arg)) {
      evaluated.prints ||= arg.startsWith('--print');
      evaluated.source = arg.slice(arg.indexOf('=') + 1);
    } else if (WITH_VALUE.has(arg) && at + 1 < args.length) {
      execArgv.push(args[++at]);
    }
  }
  const rest = args.slice(at);
  if (evaluated.source !== undefined) return { kind: 'eval', ...evaluated, execArgv, args: rest };
  if (rest.length === 0 || rest[0] === '-') return { kind: 'stdin', execArgv, args: rest.slice(1) };
  return { kind: checks ? 'check' : 'file', main: rest[0], execArgv, args: rest.slice(1) };
}

/** A shell that has only to start one program becomes that program. */
function skipShell(program, args, cwd, env) {
  if (program.kind !== 'command' || !SHELLS.has(program.name) || args[0] !== '-c' || args.length !== 2) return undefined;
  const words = require('internal/commands/shell').singleCommand(args[1], env);
  if (words === undefined) return undefined;
  const inner = findProgram(words[0], cwd, env.PATH);
  return typeof inner === 'number' || inner.kind === 'command' ? undefined : { program: inner, args: words.slice(1) };
}

/** The kinds of the standard streams, which the child's own side of them depends on. */
const kindOf = ({ type } = { type: 'ignore' }) => (type === 'overlapped' ? 'pipe' : type);

/**
 * @param {object} options what ChildProcess.spawn() hands to the handle
 * @returns {object|number} what the engine starts, or an error number
 */
function describeChild({ file, args, cwd, envPairs, stdio }) {
  const folder = path.resolve(process.cwd(), cwd ?? '');
  const pairs = envPairs === undefined ? Object.entries(process.env) : envPairs.map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  const env = Object.fromEntries(pairs);
  if (internalBinding('fs_ops').stat(folder, false) < 0) return UV_ENOENT;
  let program = findProgram(file, folder, env.PATH);
  if (typeof program === 'number') return program;
  let rest = args.slice(1);
  const skipped = skipShell(program, rest, folder, env);
  if (skipped !== undefined) ({ program, args: rest } = skipped);
  const entry = entryOf(program, rest);
  const how = {
    ...entry,
    argv0: args[0],
    ppid: process.pid,
    stdio: [0, 1, 2].map((fd) => kindOf(stdio[fd])),
  };
  return {
    how: JSON.stringify(how),
    main: entry.main === undefined ? '' : path.resolve(folder, entry.main),
    args: entry.args,
    execArgv: entry.execArgv,
    env: pairs.flat(),
    cwd: folder,
    isCommand: entry.kind === 'command',
  };
}

function entryOf(program, args) {
  switch (program.kind) {
    case 'node': return readNodeArguments(args);
    case 'script': return { kind: 'file', main: program.file, execArgv: [], args };
    case 'shell script': return { kind: 'command', name: 'sh', execArgv: [], args: [program.file, ...args] };
    default: return { kind: 'command', name: program.name, execArgv: [], args };
  }
}

module.exports = { describeChild, findProgram };
