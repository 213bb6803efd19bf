// internalBinding('stream_wrap'): what streams over handles share, in Node's shape over the engine's operations.
//
// `writeBuffer` and `writev` come in two forms: with a request of the caller's own they give 0 or an error number and say in
// kLastWriteWasAsync whether the request will be completed; with null they give the request that they had to make, or a
// number when all is over already.
'use strict';

const ops = internalBinding('stream_ops');
const { defaultTriggerAsyncIdScope } = require('internal/async_hooks');
const { SocketHandle } = require('internal/handles');
const { Request, start, onRequestDone } = require('internal/requests');

/** Numbers of the engine's HandleEvent. */
const CONNECTED = 4;
const CONNECTION = 5;
const READ = 6;
const WRITTEN = 7;
const SHUT_DOWN = 8;

const kReadBytesOrError = 0;
const kArrayBufferOffset = 1;
const kBytesWritten = 2;
const kLastWriteWasAsync = 3;
const kLastWriteErr = 4;

/** What the last call left behind; the places are the constants above. A number of bytes may be beyond 32 bits. */
const streamBaseState = new Float64Array(5);

/** A write that is under way. */
class WriteWrap extends Request {
  constructor() {
    super('WRITEWRAP', 'SimpleWriteWrap');
  }
}

/** The wish to end one's own direction; it becomes a request when the handle takes it. */
class ShutdownWrap {}

/** A request that tells `wish` of its end, made in the name of `handle`. */
function requestFor(handle, wish, type, resource, convert) {
  const request = defaultTriggerAsyncIdScope(handle.getAsyncId(), () => new Request(type, resource));
  request.oncomplete = (status) => wish.oncomplete(...convert(status));
  return start(request, request);
}

/** A handle that is read from and written to. */
class LibuvStreamWrap extends SocketHandle {
  #connecting;
  #shutting;
  #writes = [];
  #userBuffer;
  #reader;
  #bytesRead = 0;
  #bytesWritten = 0;

  constructor(type, resource, isPipe) {
    super(type, resource);
    ops.openStream(this.handleId, isPipe);
    this.reading = false;
    this.onconnection = null;
  }

  /** What is called with the bytes that came. */
  get onread() {
    return this.#reader;
  }

  set onread(callback) {
    this.#reader = callback;
  }

  get fd() {
    return ops.descriptor(this.handleId);
  }

  get bytesRead() {
    return this.#bytesRead;
  }

  get bytesWritten() {
    return this.#bytesWritten;
  }

  get writeQueueSize() {
    return ops.writeQueueSize(this.handleId);
  }

  open(fd) {
    return ops.adoptSocket(this.handleId, fd);
  }

  listen(backlog) {
    return ops.listen(this.handleId, backlog);
  }

  readStart() {
    return ops.readStart(this.handleId);
  }

  readStop() {
    return ops.readStop(this.handleId);
  }

  /** From now on reads go into memory of the program. */
  useUserBuffer(buffer) {
    this.#userBuffer = buffer;
    ops.setReadLength(this.handleId, buffer.length);
  }

  writeBuffer(req, buffer) {
    return this.#write(req, buffer, buffer.byteLength);
  }

  writev(req, buffers) {
    return this.#write(req, buffers, buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0));
  }

  #write(req, data, bytes) {
    const taken = ops.tryWrite(this.handleId, data);
    this.#bytesWritten += bytes;
    streamBaseState[kBytesWritten] = bytes;
    streamBaseState[kLastWriteWasAsync] = 0;
    streamBaseState[kLastWriteErr] = 0;
    if (taken === bytes) return 0;
    if (taken < 0 && taken !== UV_EAGAIN) return taken;
    const request = req ?? defaultTriggerAsyncIdScope(this.getAsyncId(), () => new WriteWrap());
    const err = ops.write(this.handleId, data, Math.max(taken, 0));
    if (err !== 0) return err;
    this.#writes.push(start(request, request));
    streamBaseState[kLastWriteWasAsync] = 1;
    return req === null ? request : 0;
  }

  /** Ends one's own direction, once all is written. */
  shutdown(wish) {
    const err = ops.shutdown(this.handleId);
    if (err === 0) {
      this.#shutting = requestFor(this, wish, 'SHUTDOWNWRAP', 'SimpleShutdownWrap', (status) => [status]);
    }
    return err;
  }

  /** Notes a connect that has begun; subclasses have begun it. */
  connecting(wish, type) {
    this.#connecting = requestFor(this, wish, type, 'ConnectWrap', (status) => [status, this, wish, true, true]);
  }

  onEvent(event, value) {
    switch (event) {
      case CONNECTED: return finish(this.#connecting, value);
      case CONNECTION: return this.#onConnection();
      case READ: return this.#onRead(value);
      case WRITTEN: return finish(this.#writes.shift(), value);
      case SHUT_DOWN: return finish(this.#shutting, value);
    }
  }

  #onConnection() {
    const client = defaultTriggerAsyncIdScope(this.getAsyncId(), () => this.newClient());
    if (ops.accept(this.handleId, client.handleId) === 0) this.makeCallback(this.onconnection, 0, client);
  }

  /** `value` is the memory that was read, or a negative error number. */
  #onRead(value) {
    if (typeof this.onread !== 'function') return;
    const failed = typeof value === 'number';
    const own = failed ? undefined : this.#userBuffer;
    streamBaseState[kReadBytesOrError] = failed ? value : value.byteLength;
    streamBaseState[kArrayBufferOffset] = 0;
    if (!failed) this.#bytesRead += value.byteLength;
    own?.set(new Uint8Array(value));
    let next;
    this.makeCallback(() => { next = this.onread(failed || own ? undefined : value); });
    if (own && next !== undefined) this.useUserBuffer(next);
  }
}

const { UV_EAGAIN } = internalBinding('uv');

function finish(request, status) {
  onRequestDone(request, status);
}

LibuvStreamWrap.prototype.isStreamBase = true;

module.exports = {
  LibuvStreamWrap,
  ShutdownWrap,
  WriteWrap,
  kReadBytesOrError,
  kArrayBufferOffset,
  kBytesWritten,
  kLastWriteWasAsync,
  kLastWriteErr,
  streamBaseState,
};
