// Handles attached to the loop: ports, sockets, watchers. libuv's `uv_handle_t` as JavaScript sees it.
'use strict';

const trace = require('internal/trace');
const { AsyncWrap } = require('internal/async_wrap');
const { openHandle, closeHandle, setActive, setReferenced, isReferenced, startTimer, wake } = internalBinding('handles');

/** Numbers of the engine's HandleEvent. */
const WAKE = 0;
const CLOSED = 1;
const MESSAGE = 2;
const MESSAGE_ERROR = 3;
const CLOSE = 11;

const open = new Map();

/** A long-lived object attached to the loop. Subclasses define `onWake`, those of ports `onMessage`. */
class Handle extends AsyncWrap {
  #id = openHandle();
  #active = false;
  #onClosed;

  /**
   * @param {string} type the name in async hooks, such as 'MESSAGEPORT'
   * @param {string} resource the name in process.getActiveResourcesInfo(), such as 'MessagePort'
   * @param {object} [object] what programs see as the resource of its callbacks, instead of the handle itself
   */
  constructor(type, resource, object = undefined) {
    super(type, resource);
    open.set(this.#id, this);
    this.announce(object);
    if (trace.enabled) trace.handle(this.getAsyncId(), this.#id);
  }

  get handleId() {
    return this.#id;
  }

  ref() {
    setReferenced(this.#id, true);
  }

  unref() {
    setReferenced(this.#id, false);
  }

  hasRef() {
    return isReferenced(this.#id);
  }

  /** Whether the loop watches it. */
  isActive() {
    return this.#active;
  }

  /** Makes the loop watch it, or not. */
  setActive(active) {
    this.#active = active;
    setActive(this.#id, active);
  }

  /** Reports it once, `delay` milliseconds from the loop's time. */
  startTimer(delay) {
    startTimer(this.#id, delay);
  }

  /** Makes the next poll report it. */
  wake() {
    wake(this.#id);
  }

  /** Closes it; `callback` runs in the closing phase. */
  close(callback) {
    if (!closeHandle(this.#id)) return;
    this.#active = false;
    this.#onClosed = callback;
  }

  /** Called when the handle is closed. */
  closed() {
    open.delete(this.#id);
    if (this.#onClosed !== undefined) this.makeCallback(this.#onClosed);
    this.emitDestroy();
  }
}

/** The handle of a socket: as long as it is open it counts as active, whether or not anybody reads. */
class SocketHandle extends Handle {
  #referenced = true;

  isActive() {
    return true;
  }

  ref() {
    this.#referenced = true;
    super.ref();
  }

  unref() {
    this.#referenced = false;
    super.unref();
  }

  /** Also true while it closes. */
  hasRef() {
    return this.#referenced;
  }
}

/** What is called for each of the engine's events. */
const METHODS = { [WAKE]: 'onWake', [CLOSED]: 'closed', [MESSAGE]: 'onMessage', [MESSAGE_ERROR]: 'onMessageError', [CLOSE]: 'close' };

/** Called by the engine: something happened on handle `id`. What has no method of its own here goes to `onEvent`. */
function onHandleEvent(id, event, ...values) {
  const handle = open.get(id);
  if (handle === undefined) return;
  const method = METHODS[event];
  if (method === undefined) handle.onEvent(event, ...values);
  else handle[method](...values);
}

/** Open handles, oldest first. */
function activeHandles() {
  return [...open.values()];
}

module.exports = { Handle, SocketHandle, onHandleEvent, activeHandles };
