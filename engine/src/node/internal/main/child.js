// The beginning of a child process: what its parent decided, as `internal/child_process/start` wrote it down.
'use strict';

const { current, pid } = internalBinding('processes');
const { fix } = require('internal/process/versions');

let how;

/** Fills in what belongs to the child, before anything of it runs. */
function prepare() {
  how = JSON.parse(current());
  fix(process, [['pid', pid()]]);
  process.ppid = how.ppid;
  process.argv0 = how.argv0;
  require('internal/process/stdio').createChildStdio(how.stdio);
  const { NODE_CHANNEL_FD: channel, NODE_CHANNEL_SERIALIZATION_MODE: serialization } = process.env;
  if (channel === undefined || how.kind === 'command') return;
  delete process.env.NODE_CHANNEL_FD;
  delete process.env.NODE_CHANNEL_SERIALIZATION_MODE;
  require('child_process')._forkChild(Number(channel), serialization);
  if (process.env.NODE_UNIQUE_ID === undefined) return;
  require('cluster')._setupWorker();
  delete process.env.NODE_UNIQUE_ID;
}

/** Runs what the child is to run. */
function run() {
  const { args, main } = internalBinding('engine').program();
  const { runEntry, runEvaluated } = require('internal/modules/run_main');
  switch (how.kind) {
    case 'command':
      require('internal/commands').run(how.name, args);
      break;
    case 'version':
      process.stdout.write(`${process.version}\n`);
      break;
    case 'refusal':
      require('internal/process/flags').refuse(how.reason);
      break;
    case 'check':
      require('internal/modules/run_main').checkSyntax(findMain(main));
      break;
    case 'eval':
      runText('[eval]', how.source, how.prints, args);
      break;
    case 'stdin':
      readStdin((source) => runText('[stdin]', source, false, args));
      break;
    default:
      process.argv = [process.execPath, main, ...args];
      runEntry(findMain(main));
  }

  function runText(name, source, prints, rest) {
    process.argv = [process.execPath, ...rest];
    process._eval = source;
    const value = runEvaluated(name, source);
    if (prints) console.log(value);
  }
}

/** The file that a name without extension stands for; what cannot be found is the loader's to report. */
function findMain(main) {
  const { Module } = require('internal/modules/cjs/loader');
  return Module._findPath(main, null) || main;
}

function readStdin(then) {
  let text = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk) => { text += chunk; });
  process.stdin.on('end', () => then(text));
}

module.exports = { prepare, run };
