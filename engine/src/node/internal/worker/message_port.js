// MessagePort and MessageChannel: two ends that hear each other. Node's doc: "Worker threads", Class: MessagePort.
'use strict';

const { ObjectCreate, ObjectDefineProperty, ObjectSetPrototypeOf } = primordials;

const binding = internalBinding('messaging');
const {
  NodeEventTarget, defineEventHandler, initNodeEventTarget, kCreateEvent, kNewListener, kRemoveListener,
} = require('internal/event_target');
const { customInspectSymbol } = require('internal/util');
const { nativeError } = require('internal/buffer');
const { openPort, handleOf, kCurrentlyReceivingPorts } = require('internal/worker/port_handle');
const { markTransferMode } = require('internal/worker/js_transferable');
const profile = require('internal/profile');

/** Numbers of the engine's Outcome. */
const NOBODY = 0;
const LOST = 2;
const NOT_ENTANGLED = 3;

function MessagePort() {
  throw nativeError(TypeError, 'ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called', MessagePort);
}

/** @param {number} port @returns {MessagePort} the object of a port that is open in this thread from now on */
function makePort(port) {
  const object = ObjectCreate(MessagePort.prototype);
  openPort(port, object);
  markTransferMode(object, false, true);
  initNodeEventTarget(object);
  setupPortReferencing(object, object, 'message');
  object[kCurrentlyReceivingPorts] = undefined;
  return object;
}

/**
 * Makes listeners of an event of `emitter` hold `port`: with the first one it receives and keeps the thread alive, with
 * the last one gone it does neither.
 */
function setupPortReferencing(port, emitter, event) {
  const handle = handleOf(port);
  const onAdded = (before) => {
    if (before > 0) return;
    handle.ref();
    handle.setReceives(true);
  };
  const onRemoved = (after) => {
    if (after > 0) return;
    handle.unref();
    handle.setReceives(false);
  };
  handle.unref();
  // These two are for plain emitters; an EventTarget tells of its listeners by the methods below.
  emitter.on('newListener', (name) => {
    if (name === event) onAdded(emitter.listenerCount(name));
  });
  emitter.on('removeListener', (name) => {
    if (name === event) onRemoved(emitter.listenerCount(name));
  });
  wrapHook(emitter, kNewListener, (size, name) => {
    if (name === event) onAdded(size - 1);
  });
  wrapHook(emitter, kRemoveListener, (size, name) => {
    if (name === event) onRemoved(size);
  });
}

function wrapHook(emitter, hook, heard) {
  const original = emitter[hook];
  const wrapped = function(...args) {
    heard(...args);
    return original?.apply(this, args);
  };
  ObjectDefineProperty(wrapped, 'name', { __proto__: null, value: '' });
  emitter[hook] = wrapped;
}

/** Sends a value. @returns {boolean|undefined} whether there was a receiver; undefined on a closed port */
function post(port, args, from) {
  const handle = handleOf(port);
  const { readPostArguments } = require('internal/worker/transfer_list');
  const { value, moved } = readPostArguments(args, port, from);
  const outcome = handle.post(value, moved);
  if (outcome === LOST) {
    process.emitWarning('The target port was posted to itself, and the communication channel was lost');
  }
  return outcome === undefined || outcome >= NOT_ENTANGLED ? undefined : outcome !== NOBODY;
}

/** The methods in the order in which inspection shows them; native ones count no parameters. */
const METHODS = {
  postMessage() {
    return post(this, arguments, METHODS.postMessage);
  },
  start() {
    handleOf(this).setReceives(true);
  },
  ref() {
    handleOf(this).ref();
  },
  unref() {
    handleOf(this).unref();
  },
  hasRef() {
    return handleOf(this).hasRef();
  },
  close(callback) {
    const handle = handleOf(this);
    if (typeof callback === 'function') this.once('close', callback);
    handle.close();
  },
};

/** Up to Node 20 these two have no name. */
if (!profile.portMethodsHaveNames) {
  for (const name of ['hasRef', 'close']) ObjectDefineProperty(METHODS[name], 'name', { __proto__: null, value: '' });
}

function define(name, value, enumerable = false) {
  ObjectDefineProperty(MessagePort.prototype, name, {
    __proto__: null, value, enumerable, writable: true, configurable: true,
  });
}

function definePrototype() {
  ObjectSetPrototypeOf(MessagePort, NodeEventTarget);
  // In Node's order: what is native stands first.
  MessagePort.prototype = ObjectCreate(NodeEventTarget.prototype);
  define('postMessage', METHODS.postMessage, true);
  define('start', METHODS.start, true);
  define('constructor', MessagePort);
  for (const name of ['ref', 'unref', 'hasRef']) define(name, METHODS[name], true);
  define(kCreateEvent, function(value, type) {
    if (type !== 'message' && type !== 'messageerror') return NodeEventTarget.prototype[kCreateEvent](value, type);
    const { createEvent } = require('internal/worker/message_event');
    const ports = this[kCurrentlyReceivingPorts];
    this[kCurrentlyReceivingPorts] = undefined;
    return createEvent(type, value, ports);
  });
  defineEventHandler(MessagePort.prototype, 'message');
  defineEventHandler(MessagePort.prototype, 'messageerror');
  define('close', METHODS.close, true);
  define(customInspectSymbol, inspectPort);
}

/** Shows a port with its state in front. */
function inspectPort() {
  let refed;
  try {
    refed = METHODS.hasRef.call(this);
  } catch {
    // The prototype itself.
    return this;
  }
  return Object.assign(ObjectCreate(MessagePort.prototype), { active: true, refed }, this);
}

definePrototype();

function MessageChannel() {
  if (new.target === undefined) {
    throw nativeError(TypeError, 'ERR_CONSTRUCT_CALL_REQUIRED', 'Cannot call constructor without `new`', MessageChannel);
  }
  const [port1, port2] = binding.createChannel();
  this.port1 = makePort(port1);
  this.port2 = makePort(port2);
}

module.exports = { MessagePort, MessageChannel, makePort, setupPortReferencing };
