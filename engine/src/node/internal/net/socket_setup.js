// What a `net.Socket` is made of: its fields, its handle, and the options that it takes when it is made.
// Node's documentation: net, "new net.Socket([options])".
'use strict';

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_FD_TYPE },
  ErrnoException,
} = require('internal/errors');
const { symbols: { async_id_symbol, owner_symbol }, newAsyncId } = require('internal/async_hooks');
const { kBoundSocketConsume } = require('internal/net');
const { kBuffer, kBufferCb, kBufferGen, kHandle, onStreamRead } = require('internal/stream_base_commons');
const { kTimeout } = require('internal/timers');
const { guessHandleType } = require('internal/util');
const { isUint8Array } = require('internal/util/types');
const { validateAbortSignal, validateInt32, validateNumber } = require('internal/validators');
const profile = require('internal/profile');
const { Pipe, constants: PipeConstants } = internalBinding('pipe_wrap');
const { TCP, constants: TCPConstants } = internalBinding('tcp_wrap');

const kLastWriteQueueSize = Symbol('lastWriteQueueSize');
/** Set on a socket that took a BoundSocket's place: it is at an address, but not connected. */
const kIsBound = Symbol('kIsBound');

/** A handle of the kind that file descriptor `fd` is, for a server or for a socket. */
function createHandle(fd, isServer) {
  validateInt32(fd, 'fd', 0);
  const type = guessHandleType(fd);
  if (type === 'PIPE') return new Pipe(isServer ? PipeConstants.SERVER : PipeConstants.SOCKET);
  if (type === 'TCP') return new TCP(isServer ? TCPConstants.SERVER : TCPConstants.SOCKET);
  throw new ERR_INVALID_FD_TYPE(type);
}

/** The async id of a handle, or a fresh one for what has none. */
function getNewAsyncId(handle) {
  return typeof handle?.getAsyncId === 'function' ? handle.getAsyncId() : newAsyncId();
}

function rejectObjectMode(options) {
  for (const name of ['objectMode', 'readableObjectMode', 'writableObjectMode']) {
    if (options?.[name]) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, options[name], 'is not supported');
  }
}

/** Checks `keepAliveInitialDelay` (ms) and lifts a negative one to 0, in the program's own object as Node does. */
function checkKeepAliveInitialDelay(options) {
  if (options?.keepAliveInitialDelay === undefined) return;
  validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
  if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
}

/** Gives `target` the option `blockList`, if there is one and this version knows it. */
function adoptBlockList(target, { blockList }) {
  if (!blockList || !profile.netBlockListOption) return;
  if (!require('internal/blocklist').BlockList.isBlockList(blockList)) {
    throw new ERR_INVALID_ARG_TYPE('options.blockList', 'net.BlockList', blockList);
  }
  target.blockList = blockList;
}

function adoptHandle(socket, options) {
  if (options.handle) {
    if (options.handle[kBoundSocketConsume]) {
      socket._handle = options.handle[kBoundSocketConsume]();
      socket[kIsBound] = true;
      // libuv takes only an opened pipe for one that can be read from once it is connected.
      if (socket._handle instanceof Pipe) socket._handle.open(socket._handle.fd);
    } else {
      socket._handle = options.handle;
    }
    socket[async_id_symbol] = getNewAsyncId(socket._handle);
  } else if (options.fd !== undefined) {
    socket._handle = createHandle(options.fd, false);
    const err = socket._handle.open(options.fd);
    if (err) throw new ErrnoException(err, 'open');
    socket[async_id_symbol] = socket._handle.getAsyncId();
  }
}

/** The option `onread`: the program's own buffer to read into, or a function that makes one, and who is told. */
function adoptOwnBuffer(socket, onread) {
  if (onread === null || typeof onread !== 'object' || typeof onread.callback !== 'function') return;
  if (typeof onread.buffer === 'function') {
    socket[kBuffer] = true;
    socket[kBufferGen] = onread.buffer;
  } else if (isUint8Array(onread.buffer)) {
    socket[kBuffer] = onread.buffer;
  } else {
    return;
  }
  socket[kBufferCb] = onread.callback;
}

/** Ties a socket to its handle: at construction, and again whenever it gets another one. */
function initSocketHandle(socket) {
  socket._undestroy();
  socket._sockname = null;
  const handle = socket._handle;
  if (!handle) return;
  handle[owner_symbol] = socket;
  handle.onread = onStreamRead;
  socket[async_id_symbol] = getNewAsyncId(handle);
  if (!socket[kBuffer]) return;
  if (socket[kBufferGen] !== null) {
    const buffer = socket[kBufferGen]();
    if (!isUint8Array(buffer)) return;
    socket[kBuffer] = buffer;
  }
  handle.useUserBuffer(socket[kBuffer]);
}

/** The option `signal` while connecting: an abort stops further attempts; destroying is the stream's part. */
function watchSignal(socket, signal) {
  validateAbortSignal(signal, 'options.signal');
  const onAbort = () => { socket._aborted = true; };
  process.nextTick(() => {
    if (signal.aborted) onAbort();
    else require('internal/events/abort_listener').addAbortListener(signal, onAbort);
  });
}

/** Sets the fields up in Node's order, which `util.inspect` shows. */
function initFields(socket) {
  socket.connecting = false;
  socket[async_id_symbol] = -1;
  socket._hadError = false;
  socket[kHandle] = null;
  socket._parent = null;
  socket._host = null;
  socket[kLastWriteQueueSize] = 0;
  socket[kTimeout] = null;
  socket[kBuffer] = null;
  socket[kBufferCb] = null;
  socket[kBufferGen] = null;
  socket._closeAfterHandlingError = false;
}

function startReading(socket, options) {
  if (!socket._handle || socket[kIsBound] || options.readable === false) return;
  if (options.pauseOnCreate) {
    socket._handle.reading = false;
    socket._handle.readStop();
    socket.readableFlowing = false;
  } else if (!options.manualStart) {
    socket.read(0);
  }
}

module.exports = {
  adoptBlockList,
  adoptHandle,
  adoptOwnBuffer,
  checkKeepAliveInitialDelay,
  createHandle,
  getNewAsyncId,
  initFields,
  initSocketHandle,
  kIsBound,
  kLastWriteQueueSize,
  rejectObjectMode,
  startReading,
  watchSignal,
};
