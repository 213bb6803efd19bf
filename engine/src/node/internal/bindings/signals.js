// The signals of Linux on x64 with their numbers, as os.constants.signals shows them: signal(7).
'use strict';

const signals = { __proto__: null };
const NAMES = [
  'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGUSR1', 'SIGSEGV',
  'SIGUSR2', 'SIGPIPE', 'SIGALRM', 'SIGTERM', 'SIGSTKFLT', 'SIGCHLD', 'SIGCONT', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU',
  'SIGURG', 'SIGXCPU', 'SIGXFSZ', 'SIGVTALRM', 'SIGPROF', 'SIGWINCH', 'SIGIO', 'SIGPWR', 'SIGSYS',
];
// Programs see them by number, but for one pair.
const SHOWN = [...NAMES.slice(0, 15), 'SIGCHLD', 'SIGSTKFLT', ...NAMES.slice(17)];
for (const name of SHOWN) {
  const at = NAMES.indexOf(name);
  signals[name] = at + 1;
  if (name === 'SIGABRT') signals.SIGIOT = at + 1;
  if (name === 'SIGIO') signals.SIGPOLL = at + 1;
}

module.exports = signals;
