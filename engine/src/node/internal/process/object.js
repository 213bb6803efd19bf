// The `process` object: properties and methods that need no module of their own. Node's doc: "Process".
'use strict';

const { ObjectDefineProperty, ObjectSetPrototypeOf, SymbolToStringTag } = primordials;
const binding = internalBinding('process');
const { fix } = require('internal/process/versions');
const profile = require('internal/profile');

/** The simulated machine's fixed facts. */
const PID = 4242;
const PPID = 4241;
const EXEC_PATH = '/usr/local/bin/node';
const USER_ID = 1000;
const NS_PER_S = 1_000_000_000;

/** Gives `process` its class: `process instanceof EventEmitter`, `process.constructor.name === 'process'`. */
function setPrototype() {
  const EventEmitter = require('events');
  // Named in lower case, as Node shows it.
  const constructor = { process: function() {} }.process;
  ObjectDefineProperty(constructor.prototype, SymbolToStringTag, {
    __proto__: null, configurable: true, value: 'process',
  });
  ObjectSetPrototypeOf(constructor.prototype, EventEmitter.prototype);
  ObjectSetPrototypeOf(process, constructor.prototype);
  EventEmitter.call(process);
}

/** Fills in what belongs to this run. */
function prepare() {
  const { main, args, nodeOptions, env, cwd } = internalBinding('engine').program();
  process.title = 'node';
  process.argv = [EXEC_PATH, main, ...args];
  process.execArgv = nodeOptions;
  process.env = require('internal/process/env').createEnvironment(env);
  fix(process, [['pid', PID]]);
  process.ppid = PPID;
  process.execPath = EXEC_PATH;
  process.debugPort = 9229;
  process.argv0 = 'node';
  process._exiting = false;
  currentDirectory = cwd;
  startedAt = binding.hrtime();
  internalBinding('performance').markStarted();
}

let currentDirectory = '/';
let startedAt = 0;

function cwd() {
  return currentDirectory;
}

function chdir(directory) {
  require('internal/validators').validateString(directory, 'directory');
  const target = require('path').resolve(currentDirectory, directory);
  const result = internalBinding('fs_ops').chdir(target, false);
  if (typeof result === 'number' && result < 0) {
    const { UVException } = require('internal/errors');
    throw new UVException({ errno: result, syscall: 'chdir', path: currentDirectory, dest: directory });
  }
  currentDirectory = target;
}

/** Seconds and nanoseconds of the monotonic clock, or since `[seconds, nanoseconds]` of an earlier call. */
function hrtime(before) {
  const now = binding.hrtime();
  let seconds = Math.floor(now / NS_PER_S);
  let nanoseconds = now % NS_PER_S;
  if (before !== undefined) {
    const { validateArray } = require('internal/validators');
    validateArray(before, 'time');
    if (before.length !== 2) {
      const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
      throw new ERR_OUT_OF_RANGE('time', 2, before.length);
    }
    seconds -= before[0];
    nanoseconds -= before[1];
    if (nanoseconds < 0) {
      seconds--;
      nanoseconds += NS_PER_S;
    }
  }
  return [seconds, nanoseconds];
}
hrtime.bigint = () => BigInt(binding.hrtime());

function uptime() {
  return (binding.hrtime() - startedAt) / NS_PER_S;
}

/** Heap sizes are V8's own, rounded to a mebibyte so that every machine shows the same; `rss` is modelled on top. */
function memoryUsage() {
  const round = (bytes) => Math.ceil(bytes / 2 ** 20) * 2 ** 20;
  const [heapTotal, heapUsed, , external] = binding.heapStatistics().map(round);
  // Nearly all that V8 counts outside of its heap are buffers.
  return { rss: heapTotal + external + 40 * 2 ** 20, heapTotal, heapUsed, external, arrayBuffers: external };
}
memoryUsage.rss = () => memoryUsage().rss;

function exit(code = undefined) {
  if (arguments.length > 0 && code !== undefined) process.exitCode = code;
  if (!process._exiting) {
    process._exiting = true;
    process.emit('exit', process.exitCode || 0);
  }
  process.reallyExit(process.exitCode || 0);
  // The engine ends the run at the next check of its stack guard: here.
  for (;;);
}

/** Only what a string of a whole number says counts as a code, from Node 20 on. Gives the code to keep. */
function checkedExitCode(value) {
  if (!profile.exitCodesAreChecked) return value;
  if (value === undefined || value === null) return profile.exitCodesAreNumbers ? undefined : value;
  const number = typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
  require('internal/validators').validateInteger(number, 'code');
  return profile.exitCodesAreNumbers ? number : value;
}

let exitCode;
ObjectDefineProperty(process, 'exitCode', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get: () => exitCode,
  set(value) {
    exitCode = checkedExitCode(value);
  },
});

/** Types of everything that keeps the process alive: requests, then handles, then timers and immediates. */
function aliveResources(pipes = []) {
  const { immediateInfo, kImmediateRefCount } = require('internal/fields');
  const alive = (handle) => handle.isActive() && handle.hasRef();
  return [
    ...require('internal/requests').activeRequests().map((request) => request.resource),
    ...pipes,
    ...require('internal/handles').activeHandles().filter(alive).map((handle) => handle.resource),
    ...Array(require('internal/timers').activeTimers()).fill('Timeout'),
    ...Array(immediateInfo[kImmediateRefCount]).fill('Immediate'),
  ];
}

/** The same with the process's own streams, which keep nothing alive. */
function getActiveResourcesInfo() {
  return aliveResources(require('internal/process/stdio').openPipes().map(() => 'PipeWrap'));
}

function kill(pid, signal) {
  return require('internal/process/signal').kill(pid, signal);
}

/** Writes a line to stderr, past all streams. */
function rawDebug(...args) {
  binding.writeOutput(2, `${require('internal/util/inspect').format(...args)}\n`);
}

function setUmask(mask) {
  if (mask !== undefined) mask = require('internal/validators').parseFileMode(mask, 'mask') & 0o777;
  return internalBinding('fs_ops').umask(mask, false);
}

function emitWarning(...args) {
  return require('internal/process/warning').emitWarning(...args);
}

/** Whether the program has asked for source maps: stacks are shown without them all the same. */
let wantsSourceMaps = false;
ObjectDefineProperty(process, 'sourceMapsEnabled', {
  __proto__: null, configurable: true, enumerable: true, get: () => wantsSourceMaps,
});

function setSourceMapsEnabled(enabled) {
  require('internal/validators').validateBoolean(enabled, profile.sourceMapsAreEnabledByName ? 'enabled' : 'val');
  wantsSourceMaps = enabled;
}

/** A method that is loaded when it is called. */
const later = (name) => ({ [name]: (...args) => require('internal/process/more')[name](...args) })[name];

const refused = (name) => ({ [name]() {
  const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
  throw new ERR_LOOPSCOPE_UNSUPPORTED(`process.${name}()`);
} })[name];

/** Values that are made when they are first read. */
for (const name of ['features', 'config', 'report', ...(profile.processHasRef ? ['finalization'] : [])]) {
  const define = (value) => {
    ObjectDefineProperty(process, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
    return value;
  };
  ObjectDefineProperty(process, name, {
    __proto__: null, configurable: true, enumerable: true, get: () => define(require('internal/process/more')[name]()), set: define,
  });
}

const id = () => USER_ID;
const methods = {
  cwd,
  chdir,
  umask: setUmask,
  hrtime,
  uptime,
  memoryUsage,
  exit,
  reallyExit: (code) => binding.reallyExit(code),
  abort: () => require('internal/process/signal').die('SIGABRT'),
  kill,
  emitWarning,
  getActiveResourcesInfo,
  _getActiveHandles: () => require('internal/handles').activeHandles(),
  _getActiveRequests: () => require('internal/requests').activeRequests(),
  _rawDebug: rawDebug,
  getuid: id,
  geteuid: id,
  getgid: id,
  getegid: id,
  getgroups: () => [USER_ID],
  cpuUsage: (before) => require('internal/process/usage').cpuUsage(before),
  resourceUsage: () => require('internal/process/usage').resourceUsage(),
  constrainedMemory: () => 0,
  availableMemory: () => 2 ** 32,
  setUncaughtExceptionCaptureCallback: (callback) =>
    require('internal/process/execution').setUncaughtExceptionCaptureCallback(callback),
  hasUncaughtExceptionCaptureCallback: () => require('internal/process/execution').hasUncaughtExceptionCaptureCallback(),
  getBuiltinModule: (name) => require('internal/modules/helpers').getBuiltinModule(name),
  setSourceMapsEnabled,
  openStdin: later('openStdin'),
  dlopen: refused('dlopen'),
  ...(profile.processLoadsEnvFile && { loadEnvFile: later('loadEnvFile') }),
  ...(profile.processHasRef && {
    ref: later('ref'),
    unref: later('unref'),
    execve: refused('execve'),
    threadCpuUsage: (before) => require('internal/process/usage').cpuUsage(before),
  }),
  binding: (name) => require('internal/legacy/processbinding').binding(name),
};

module.exports = { setPrototype, prepare, methods, aliveResources };
