// The `stdio` option: what stands behind a child's descriptors. Node's doc: "Child process", options.stdio.
'use strict';

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_SYNC_FORK_INPUT, ERR_IPC_ONE_PIPE, ERR_IPC_SYNC_FORK },
} = require('internal/errors');
const { Pipe, constants: { SOCKET, IPC } } = internalBinding('pipe_wrap');

/** One word for all three streams, with the IPC channel behind them if there is one. */
function stdioStringToArray(stdio, channel) {
  let options;
  switch (stdio) {
    case 'ignore':
    case 'overlapped':
    case 'pipe': options = [stdio, stdio, stdio]; break;
    case 'inherit': options = [0, 1, 2]; break;
    default: throw new ERR_INVALID_ARG_VALUE('stdio', stdio);
  }
  if (channel !== undefined) options.push(channel);
  return options;
}

/** The descriptor that something of the program's stands for, if it is a stream with one. */
function fdOf(value) {
  if (typeof value === 'number') return value;
  const fd = typeof value?.fd === 'number' ? value.fd : value?._handle?.fd;
  return typeof fd === 'number' && fd >= 0 ? fd : undefined;
}

/** Node's description of one descriptor. */
function describe(value, at, isSync, state) {
  if (value === 'ignore') return { type: 'ignore' };
  if (value === 'pipe' || value === 'overlapped' || (typeof value === 'number' && value < 0)) {
    const stream = { type: value === 'overlapped' ? 'overlapped' : 'pipe', readable: at === 0, writable: at !== 0 };
    if (!isSync) stream.handle = new Pipe(SOCKET);
    return stream;
  }
  if (value === 'ipc') {
    if (isSync || state.ipc !== undefined) {
      if (isSync) throw new ERR_IPC_SYNC_FORK();
      throw new ERR_IPC_ONE_PIPE();
    }
    state.ipc = new Pipe(IPC);
    state.ipcFd = at;
    return { type: 'pipe', handle: state.ipc, ipc: true };
  }
  if (value === 'inherit') return { type: 'inherit', fd: at };
  const fd = fdOf(value);
  if (fd !== undefined) return { type: 'fd', fd };
  if (ArrayBuffer.isView(value) || typeof value === 'string') {
    if (isSync) throw new ERR_INVALID_ARG_VALUE('stdio', value);
    throw new ERR_INVALID_SYNC_FORK_INPUT(require('internal/util/inspect').inspect(value));
  }
  throw new ERR_INVALID_ARG_VALUE('stdio', value);
}

/**
 * @param {string|Array} stdio @param {boolean} isSync
 * @returns {{ stdio: object[], ipc?: object, ipcFd?: number }}
 */
function getValidStdio(stdio, isSync) {
  if (typeof stdio === 'string') stdio = stdioStringToArray(stdio);
  else if (!Array.isArray(stdio)) throw new ERR_INVALID_ARG_VALUE('stdio', stdio);
  const values = [...stdio];
  while (values.length < 3) values.push(undefined);
  const state = { ipc: undefined, ipcFd: undefined };
  const described = values.map((value, at) => describe(value ?? (at < 3 ? 'pipe' : 'ignore'), at, isSync, state));
  return { stdio: described, ...state };
}

module.exports = { getValidStdio, stdioStringToArray };
