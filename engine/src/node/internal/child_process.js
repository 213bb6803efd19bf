// ChildProcess: a program that runs beside this one, its streams and its end. Node's doc: "Child process", Class:
// ChildProcess.
'use strict';

const EventEmitter = require('events');
const net = require('net');
const {
  codes: { ERR_INVALID_ARG_TYPE },
  ErrnoException,
} = require('internal/errors');
const { convertToValidSignal } = require('internal/util');
const { getValidStdio, stdioStringToArray } = require('internal/child_process/stdio');
const { validateString, validateObject, validateOneOf } = require('internal/validators');
const { Process } = internalBinding('process_wrap');
const { UV_EACCES, UV_EAGAIN, UV_EINVAL, UV_EMFILE, UV_ENFILE, UV_ENOENT, UV_ENOSYS, UV_ESRCH } = internalBinding('uv');

/** Errors of starting that are told by an event; any other is thrown. */
const TOLD_LATER = new Set([UV_EACCES, UV_EAGAIN, UV_EMFILE, UV_ENFILE, UV_ENOENT]);

function ChildProcess() {
  Reflect.apply(EventEmitter, this, []);
  this._closesNeeded = 1;
  this._closesGot = 0;
  this.connected = false;
  this.signalCode = null;
  this.exitCode = null;
  this.killed = false;
  this.spawnfile = null;
  this._handle = new Process();
  this._handle.onexit = (code, signal) => onExit(this, code, signal);
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
Object.setPrototypeOf(ChildProcess, EventEmitter);

function onExit(child, code, signal) {
  if (signal) child.signalCode = signal;
  else child.exitCode = code;
  if (child.stdin) child.stdin.destroy();
  if (child._handle) {
    child._handle.close();
    child._handle = null;
  }
  if (code < 0) child.emit('error', startError(child, code));
  else child.emit('exit', child.exitCode, child.signalCode);
  process.nextTick(flushStdio, child);
  maybeClose(child);
}

function startError(child, code) {
  const error = new ErrnoException(code, child.spawnfile ? `spawn ${child.spawnfile}` : 'spawn');
  if (child.spawnfile) error.path = child.spawnfile;
  error.spawnargs = child.spawnargs.slice(1);
  return error;
}

/** What nobody reads is let go, so that the streams can close. */
function flushStdio(child) {
  for (const stream of child.stdio ?? []) {
    if (stream?.readable && !stream._readableState.readableListening) stream.resume();
  }
}

function maybeClose(child) {
  child._closesGot++;
  if (child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode);
}

/** Starts the program. @returns {number} 0 or the error number that an event will tell */
ChildProcess.prototype.spawn = function spawn(options) {
  validateObject(options, 'options');
  const { stdio, ipc, ipcFd } = getValidStdio(options.stdio || 'pipe', false);
  options.stdio = stdio;
  validateOneOf(options.serialization, 'options.serialization', [undefined, 'json', 'advanced']);
  if (ipc !== undefined) announceChannel(options, ipcFd);
  validateString(options.file, 'options.file');
  this.spawnfile = options.file;
  if (options.args !== undefined && !Array.isArray(options.args)) {
    throw new ERR_INVALID_ARG_TYPE('options.args', 'Array', options.args);
  }
  this.spawnargs = options.args ?? [];
  const error = this._handle.spawn(options);
  if (TOLD_LATER.has(error)) {
    process.nextTick(() => onExit(this, error, ''));
    if (error === UV_EMFILE || error === UV_ENFILE) return error;
  } else if (error !== 0) {
    for (const stream of stdio) stream.handle?.close();
    this._handle.close();
    this._handle = null;
    throw new ErrnoException(error, 'spawn');
  } else {
    process.nextTick(() => this.emit('spawn'));
  }
  this.pid = this._handle.pid;
  makeStreams(this, stdio);
  if (ipc !== undefined) openChannel(this, ipc, options.serialization);
  return error;
};

/** The child learns of its channel from its environment. */
function announceChannel(options, ipcFd) {
  options.envPairs ??= [];
  options.envPairs.push(`NODE_CHANNEL_FD=${ipcFd}`, `NODE_CHANNEL_SERIALIZATION_MODE=${options.serialization ?? 'json'}`);
}

function openChannel(child, handle, serialization) {
  const channel = require('internal/child_process/channel').setupChannel(child, handle, serialization);
  channel.onClosed = () => maybeClose(child);
}

function makeStreams(child, stdio) {
  const sockets = stdio.map(({ type, handle, ipc }, at) => {
    if (type === 'ignore' || handle === undefined) return null;
    if (ipc) {
      child._closesNeeded++;
      return null;
    }
    return new net.Socket({ handle, readable: at > 0 });
  });
  sockets.forEach((socket, at) => {
    if (socket === null || at === 0) return;
    child._closesNeeded++;
    socket.on('close', () => maybeClose(child));
  });
  [child.stdin, child.stdout, child.stderr] = sockets;
  child.stdio = sockets;
}

/** Sends a signal. @returns {boolean} whether the child was there to get it */
ChildProcess.prototype.kill = function kill(signal) {
  const number = signal === 0 ? signal : convertToValidSignal(signal === undefined ? 'SIGTERM' : signal);
  if (this._handle) {
    const error = this._handle.kill(number);
    if (error === 0) {
      this.killed = true;
      return true;
    }
    if (error === UV_EINVAL || error === UV_ENOSYS) throw new ErrnoException(error, 'kill');
    if (error !== UV_ESRCH) this.emit('error', new ErrnoException(error, 'kill'));
  }
  return false;
};

if (Symbol.dispose !== undefined) {
  ChildProcess.prototype[Symbol.dispose] = function() {
    if (!this.killed) this.kill();
  };
}

ChildProcess.prototype.ref = function ref() {
  if (this._handle) this._handle.ref();
};

ChildProcess.prototype.unref = function unref() {
  if (this._handle) this._handle.unref();
};

/** Runs a program to its end. */
function spawnSync(options) {
  const { spawn } = internalBinding('spawn_sync');
  const result = spawn(options);
  if (result.output && options.encoding && options.encoding !== 'buffer') {
    result.output = result.output.map((bytes) => (bytes === null ? null : bytes.toString(options.encoding)));
  }
  result.stdout = result.output?.[1] ?? null;
  result.stderr = result.output?.[2] ?? null;
  if (result.error) {
    result.error = new ErrnoException(result.error, `spawnSync ${options.file}`);
    result.error.path = options.file;
    result.error.spawnargs = options.args.slice(1);
  }
  return result;
}

module.exports = { ChildProcess, getValidStdio, stdioStringToArray, spawnSync };
