// Everything about messages between threads, or between parts of one. Node's doc: "Worker threads".
'use strict';

const { MessagePort, MessageChannel, setupPortReferencing } = require('internal/worker/message_port');
const { nativeError } = require('internal/buffer');
const { handleOf, isPort } = require('internal/worker/port_handle');
const { markAsUntransferable, isMarkedAsUntransferable } = require('internal/worker/transfer_list');

/** The port behind a MessagePort or a BroadcastChannel; throws for anything else. */
function portOf(value, from) {
  const { kHandle } = require('internal/worker/broadcast_channel');
  const port = value?.[kHandle] ?? value;
  if (isPort(port)) return port;
  throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance', from);
}

/**
 * Takes a message without the event loop.
 * @param {MessagePort|BroadcastChannel} port
 * @returns {{ message: * }|undefined} undefined when nothing waits
 */
function receiveMessageOnPort(port) {
  const taken = handleOf(portOf(port, receiveMessageOnPort)).take();
  return taken === undefined ? undefined : { message: taken[0] };
}

/** Delivers at once, as events, everything that waits for a port. */
function drainMessagePort(port) {
  handleOf(port).drain();
}

/** Makes structured cloning refuse an object; what is no object is ignored. */
function markAsUncloneable(object) {
  require('internal/worker/js_transferable').markTransferMode(object, false, false);
}

/** Node's has no parameters to count. */
function moveMessagePortToContext() {
  portOf(arguments[0], moveMessagePortToContext);
  const { codes: { ERR_LOOPSCOPE_UNSUPPORTED } } = require('internal/errors');
  throw new ERR_LOOPSCOPE_UNSUPPORTED('worker_threads.moveMessagePortToContext()');
}

module.exports = {
  MessagePort,
  MessageChannel,
  setupPortReferencing,
  drainMessagePort,
  markAsUncloneable,
  markAsUntransferable,
  isMarkedAsUntransferable,
  moveMessagePortToContext,
  receiveMessageOnPort,
  get MessageEvent() {
    return require('internal/worker/message_event').MessageEvent;
  },
  get BroadcastChannel() {
    return require('internal/worker/broadcast_channel').BroadcastChannel;
  },
};
