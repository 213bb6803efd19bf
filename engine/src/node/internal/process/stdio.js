// process.stdin, stdout and stderr: made when first read. Node's doc: "process I/O".
'use strict';

const { ObjectDefineProperty } = primordials;
const { writeOutput } = internalBinding('process');

/** How much of standard input is read at once, and the position that stands for the descriptor's own. */
const CHUNK_BYTES = 65536;
const OWN_POSITION = -1;

/** What Node's standard streams are when they are pipes; loaded only when somebody asks. */
function showSocket(stream) {
  ObjectDefineProperty(stream, 'constructor', {
    __proto__: null, configurable: true, enumerable: false, get: () => require('net').Socket,
  });
}

/** What a write to a stream that was shut down gives. */
function brokenPipe() {
  const { ErrnoException } = require('internal/errors');
  return new ErrnoException(internalBinding('uv').UV_EPIPE, 'write');
}

/** Tells async hooks of a stream that Node would make now; what the console has printed to was there before. */
function announcePipe() {
  if (hasPrinted || !require('internal/async_hooks').initListenersExist()) return;
  const { AsyncWrap } = require('internal/async_wrap');
  new AsyncWrap('PIPEWRAP').announce();
}

/** A stream over descriptor 1 or 2; pipes are written synchronously, as Node does on Linux. */
function createWritable(fd) {
  const { Writable } = require('stream');
  let isShut = false;
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, encoding, callback) {
      if (isShut) return callback(brokenPipe());
      writeOutput(fd, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
      callback();
    },
  });
  announcePipe();
  stream.fd = fd;
  stream._type = 'pipe';
  stream._isStdio = true;
  stream.destroySoon = stream.destroy;
  // It is never closed, whoever asks: other parts of the process write to it, too. What was ended is shut down all the same.
  stream._destroy = function(error, callback) {
    isShut ||= this._writableState.ending;
    callback(error);
    this._undestroy();
  };
  showSocket(stream);
  return stream;
}

function createStdin() {
  const { Readable } = require('stream');
  const stream = new Readable({
    highWaterMark: CHUNK_BYTES,
    read() {
      const { Request, start } = require('internal/requests');
      const request = new Request('FSREQCALLBACK');
      request.convertBy((count) => {
        const bytes = Buffer.allocUnsafeSlow(count);
        internalBinding('fs_ops').takeRead(bytes, 0, 0);
        return bytes;
      });
      request.oncomplete = (bytes) => {
        if (typeof bytes !== 'number') this.push(bytes.length === 0 ? null : bytes);
        else this.destroy(new (require('internal/errors').UVException)({ errno: bytes, syscall: 'read' }));
      };
      start(internalBinding('fs_ops').read(0, CHUNK_BYTES, OWN_POSITION, true), request);
    },
  });
  stream.fd = 0;
  showSocket(stream);
  return stream;
}

const made = { __proto__: null };
let createStdinOf = createStdin;

function defineStream(name, create) {
  ObjectDefineProperty(process, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get: () => (made[name] ??= create()),
    set: (value) => { made[name] = value; },
  });
}

function defineStreams() {
  defineStream('stdin', () => createStdinOf());
  defineStream('stdout', () => createWritable(1));
  defineStream('stderr', () => createWritable(2));
}

/** Makes the streams of a child process whose standard input is no longer that of the first process. */
function createChildStdio([stdin]) {
  createStdinOf = stdin === 'pipe' ? createPipeStdin : stdin === 'ignore' ? createEmptyStdin : createStdin;
}

function createPipeStdin() {
  const { Socket } = require('net');
  const { Pipe, constants: { SOCKET } } = internalBinding('pipe_wrap');
  const handle = new Pipe(SOCKET);
  handle.open(0);
  const stdin = new Socket({ handle, readable: true, writable: false, manualStart: true });
  stdin.fd = 0;
  // As long as nobody reads, it does not keep the process alive.
  stdin.on('pause', () => {
    if (!stdin._handle) return;
    if (stdin._handle.reading) {
      stdin._handle.reading = false;
      stdin._handle.readStop();
    }
    stdin._readableState.reading = false;
  });
  handle.readStop();
  return stdin;
}

function createEmptyStdin() {
  const { Readable } = require('stream');
  const stdin = new Readable({ read() { this.push(null); } });
  stdin.fd = 0;
  return stdin;
}

/** Makes the streams of a worker: what is written there goes to the thread that started it. */
function createWorkerStdio(port) {
  const { ReadableWorkerStdio, WritableWorkerStdio, kWaitingStreams } = require('internal/worker/stdio');
  port[kWaitingStreams] = 0;
  made.stdin = new ReadableWorkerStdio(port, 'stdin');
  made.stdout = new WritableWorkerStdio(port, 'stdout');
  made.stderr = new WritableWorkerStdio(port, 'stderr');
}

/** Whether the console has printed past streams that nobody has touched: in Node it would have opened both. */
let hasPrinted = false;

/** Whether nobody has touched the stream: text may then go straight to the descriptor. */
function isUntouched(name) {
  return made[name] === undefined;
}

/** Notes that the console has printed. */
function notePrinted() {
  hasPrinted = true;
}

/** The pipes among the process's own streams that are open: what getActiveResourcesInfo() lists of them. */
function openPipes() {
  const isOpen = (name) => (made[name] === undefined ? hasPrinted && name !== 'stdin' : !made[name].destroyed);
  // A worker's streams are messages, and the pipe of a child's standard input is a handle by itself.
  return internalBinding('worker').current() ? [] : ['stdout', 'stderr', 'stdin'].filter((name) => isOpen(name) && !made[name]?._handle);
}

module.exports = { defineStreams, createChildStdio, createWorkerStdio, isUntouched, notePrinted, openPipes };
