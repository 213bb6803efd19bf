// A port's place on this thread's loop. Node's doc: "Worker threads", Class: MessagePort.
//
// HOW ports fit together: a port is a number that the engine knows, wherever the port is; a handle is its place on this
// thread's loop; the object is what programs see. Moving a port to another thread closes handle and object, and makes
// new ones there for the same number.
'use strict';

const { SafeWeakMap, Symbol } = primordials;

const binding = internalBinding('messaging');
const { Handle } = require('internal/handles');
const { Event, kHybridDispatch } = require('internal/event_target');

const kCurrentlyReceivingPorts = Symbol('nodejs.internal.kCurrentlyReceivingPorts');

/** Port object to its handle: the brand of ports. */
const handles = new SafeWeakMap();

/** What a port hears last of all. */
class MessagePortCloseEvent extends Event {
  constructor() {
    super('close');
  }
}

class PortHandle extends Handle {
  #port;
  #object;
  #isMoved = false;

  /**
   * @param {number} port the engine's number
   * @param {object} object what programs see
   */
  constructor(port, object) {
    super('MESSAGEPORT', 'MessagePort', object);
    this.#port = port;
    this.#object = object;
    this.setActive(true);
    this.unref();
    binding.attachPort(port, this.handleId);
  }

  /** Whether the port cannot be used here any more. */
  get isClosing() {
    return !this.isActive();
  }

  /** @returns {number|undefined} an Outcome of the engine; undefined when the port is closed: then it was only tried */
  post(value, { buffers, hosts }) {
    return binding.post(this.isClosing ? undefined : this.#port, value, buffers, hosts);
  }

  /** Whether messages are delivered. */
  setReceives(receives) {
    if (!this.isClosing) binding.setReceives(this.#port, this.handleId, receives);
  }

  /** @returns {Array|undefined} `[value]` of the message that waits longest */
  take() {
    if (this.isClosing) return undefined;
    const taken = binding.take(this.#port);
    if (taken !== null) return taken;
    this.close();
    return undefined;
  }

  /** Delivers at once everything that waits. */
  drain() {
    if (!this.isClosing) binding.drain(this.handleId);
  }

  /** Takes the port out of this thread. @returns {number} its number */
  moveAway() {
    this.#isMoved = true;
    binding.detachPort(this.#port, this.handleId);
    this.close();
    return this.#port;
  }

  /** Called by the engine for each message; the engine drains ticks and microtasks behind it. */
  onMessage(value, ports) {
    this.#dispatch('message', value, ports);
  }

  /** Called by the engine for a message that cannot be read here. */
  onMessageError(error) {
    this.#dispatch('messageerror', error, undefined);
  }

  #dispatch(type, value, ports) {
    this.makeCallback(() => {
      this.#object[kCurrentlyReceivingPorts] = ports;
      this.#object[kHybridDispatch](value, type, undefined);
    });
  }

  closed() {
    if (!this.#isMoved) binding.leave(this.#port, this.handleId);
    this.makeCallback(() => this.#object.dispatchEvent(new MessagePortCloseEvent()));
    super.closed();
  }
}

/** The handle of a port; throws as native methods do when called on something else. */
function handleOf(port) {
  const handle = handles.get(port);
  if (handle !== undefined) return handle;
  const error = new TypeError('Illegal invocation');
  primordials.ErrorCaptureStackTrace(error, handleOf);
  throw error;
}

const isPort = (object) => handles.has(object);
const isDetached = (port) => handles.get(port).isClosing;
const moveAway = (port) => handles.get(port).moveAway();

/** Ties a port object to a port. */
function openPort(port, object) {
  handles.set(object, new PortHandle(port, object));
}

module.exports = { openPort, handleOf, isPort, isDetached, moveAway, kCurrentlyReceivingPorts };
