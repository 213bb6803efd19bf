// internalBinding('constants'): numbers of Linux on x64, as os.constants and fs.constants show them.
'use strict';

const signals = { __proto__: null };
const NAMES = [
  'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGUSR1', 'SIGSEGV',
  'SIGUSR2', 'SIGPIPE', 'SIGALRM', 'SIGTERM', 'SIGSTKFLT', 'SIGCHLD', 'SIGCONT', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU',
  'SIGURG', 'SIGXCPU', 'SIGXFSZ', 'SIGVTALRM', 'SIGPROF', 'SIGWINCH', 'SIGIO', 'SIGPWR', 'SIGSYS',
];
for (const [at, name] of NAMES.entries()) {
  signals[name] = at + 1;
  if (name === 'SIGABRT') signals.SIGIOT = at + 1;
  if (name === 'SIGIO') signals.SIGPOLL = at + 1;
}

const errno = { __proto__: null };
for (const [number, [name]] of internalBinding('uv').getErrorMap()) {
  if (number > -4000) errno[name] = -number;
}

const priority = {
  __proto__: null,
  PRIORITY_LOW: 19,
  PRIORITY_BELOW_NORMAL: 10,
  PRIORITY_NORMAL: 0,
  PRIORITY_ABOVE_NORMAL: -7,
  PRIORITY_HIGH: -14,
  PRIORITY_HIGHEST: -20,
};

const dlopen = { __proto__: null, RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8 };

module.exports = { os: { UV_UDP_REUSEADDR: 4, dlopen, errno, signals, priority } };
