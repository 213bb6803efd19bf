// The channel between a process and the one that forked it. Node's doc: "Child process",
// subprocess.send(), process.send().
'use strict';

const EventEmitter = require('events');
const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_HANDLE_TYPE, ERR_IPC_CHANNEL_CLOSED, ERR_IPC_DISCONNECTED, ERR_MISSING_ARGS,
  },
  ErrnoException,
} = require('internal/errors');
const { Buffer } = require('buffer');
const { serializations } = require('internal/child_process/serialization');
const { streamBaseState, kReadBytesOrError, kLastWriteWasAsync, WriteWrap } = internalBinding('stream_wrap');

/** Above this many bytes under way, send() says that it is better to wait. */
const QUEUE_MAX = 2 * 65_536;
/** Messages whose `cmd` begins like this are Node's own. */
const INTERNAL_PREFIX = 'NODE_';
/** And this one comes with a socket. */
const HANDLE_COMMAND = 'NODE_HANDLE';

/** What programs see of a channel: whether it keeps the process alive. */
class Control extends EventEmitter {
  #channel;
  #refs = 0;
  #isSet = false;

  constructor(channel) {
    super();
    this.#channel = channel;
  }

  /** One more reason to listen. */
  refCounted() {
    if (++this.#refs === 1 && !this.#isSet) this.#channel.ref();
  }

  unrefCounted() {
    if (--this.#refs === 0 && !this.#isSet) {
      this.#channel.unref();
      this.emit('unref');
    }
  }

  ref() {
    this.#isSet = true;
    this.#channel.ref();
  }

  unref() {
    this.#isSet = true;
    this.#channel.unref();
  }

  get fd() {
    return this.#channel.fd;
  }
}

function isInternal(message) {
  return message !== null && typeof message === 'object' && typeof message.cmd === 'string' &&
    message.cmd.startsWith(INTERNAL_PREFIX);
}

/** What a process says and hears over its channel. */
class Channel {
  /**
   * @param {EventEmitter} target a ChildProcess, or `process`
   * @param {object} handle the pipe
   * @param {string} serialization `json` or `advanced`
   */
  constructor(target, handle, serialization) {
    this.target = target;
    this.handle = handle;
    this.control = new Control(handle);
    this.serialization = serializations[serialization];
    this.reader = this.serialization.createReader();
    this.pending = [];
    this.isReading = true;
    handle.onread = (buffer) => this.onRead(buffer);
  }

  onRead(buffer) {
    if (buffer === undefined || streamBaseState[kReadBytesOrError] < 0) {
      this.onEnd();
      return;
    }
    for (const message of this.reader.read(Buffer.from(buffer))) {
      if (message?.cmd === HANDLE_COMMAND) {
        this.deliver(message.msg, require('internal/child_process/handles').unpack(message));
      } else {
        this.deliver(message, undefined);
      }
    }
  }

  deliver(message, handle) {
    const event = isInternal(message) ? 'internalMessage' : 'message';
    process.nextTick(() => {
      if (event === 'internalMessage' || this.target.listenerCount('message') > 0) this.target.emit(event, message, handle);
      else this.pending.push([event, message, handle]);
    });
  }

  /** The first listener hears what came before it. */
  flush() {
    const pending = this.pending;
    this.pending = [];
    for (const [event, message, handle] of pending) process.nextTick(() => this.target.emit(event, message, handle));
  }

  onEnd() {
    if (this.target.connected) this.target.disconnect();
    this.close();
  }

  close() {
    if (!this.isReading) return;
    this.isReading = false;
    this.handle.onread = () => {};
    this.handle.close();
    this.onClosed?.();
  }

  /** Sends a message, and a socket with it if there is one. */
  send(message, handle, options, callback) {
    if (handle !== undefined && handle !== null) {
      const pid = this.target === process ? process.ppid : this.target.pid;
      const packed = require('internal/child_process/handles').pack(message, handle, pid, options);
      if (typeof packed === 'number') {
        this.fail(new ErrnoException(packed, 'write'), callback);
        return false;
      }
      // A socket that is closed already stays away; the message goes all the same.
      message = packed ?? message;
    }
    const req = new WriteWrap();
    req.handle = this.handle;
    const error = this.handle.writeBuffer(req, this.serialization.write(message));
    if (error !== 0) {
      this.fail(new ErrnoException(error, 'write'), callback);
      return false;
    }
    if (streamBaseState[kLastWriteWasAsync]) {
      this.control.refCounted();
      req.oncomplete = () => {
        this.control.unrefCounted();
        if (typeof callback === 'function') callback(null);
      };
    } else if (typeof callback === 'function') {
      process.nextTick(callback, null);
    }
    return this.handle.writeQueueSize < QUEUE_MAX;
  }

  fail(error, callback) {
    if (typeof callback === 'function') process.nextTick(callback, error);
    else process.nextTick(() => this.target.emit('error', error));
  }
}

const SENDABLE = new Set(['string', 'object', 'number', 'boolean']);

/** Checks what send() was given. @returns {object} handle, options and callback */
function checkSend(message, handle, options, callback) {
  if (typeof handle === 'function') [callback, handle, options] = [handle, undefined, undefined];
  else if (typeof options === 'function') [callback, options] = [options, undefined];
  else if (options !== undefined) require('internal/validators').validateObject(options, 'options');
  if (message === undefined) throw new ERR_MISSING_ARGS('message');
  if (!SENDABLE.has(typeof message)) {
    throw new ERR_INVALID_ARG_TYPE('message', ['string', 'object', 'number', 'boolean'], message);
  }
  if (handle !== undefined && handle !== null && typeof handle !== 'object') throw new ERR_INVALID_HANDLE_TYPE();
  return { handle, options, callback };
}

/**
 * Gives `target` a channel: send(), disconnect(), connected, channel.
 * @param {EventEmitter} target @param {object} handle an open pipe @param {string} [serialization] `json` or `advanced`
 * @returns {Channel}
 */
function setupChannel(target, handle, serialization = 'json') {
  const channel = new Channel(target, handle, serialization);
  target.channel = channel.control;
  target._channel = handle;
  target.connected = true;
  target.on('newListener', function listener() {
    process.nextTick(() => {
      if (target.listenerCount('message') === 0) return;
      channel.flush();
      target.removeListener('newListener', listener);
    });
  });
  target.send = function send(message, handle, options, callback) {
    const given = checkSend(message, handle, options, callback);
    if (this.connected) return channel.send(message, given.handle, given.options, given.callback);
    channel.fail(new ERR_IPC_CHANNEL_CLOSED(), given.callback);
    return false;
  };
  target._send = target.send;
  target.disconnect = function disconnect() {
    if (!this.connected) {
      this.emit('error', new ERR_IPC_DISCONNECTED());
      return;
    }
    this._disconnect();
  };
  target._disconnect = function _disconnect() {
    this.connected = false;
    let isOver = false;
    const finish = () => {
      if (isOver) return;
      isOver = true;
      channel.close();
      target.channel = null;
      target._channel = null;
      process.nextTick(() => target.emit('disconnect'));
    };
    if (channel.reader.isBuffering) {
      target.once('message', finish);
      target.once('internalMessage', finish);
      return;
    }
    process.nextTick(finish);
  };
  handle.readStart();
  return channel;
}

module.exports = { setupChannel };
