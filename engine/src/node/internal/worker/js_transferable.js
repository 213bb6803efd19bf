// Objects of our own classes in messages: who may be cloned or moved, and what stands for them on the way.
// Node's doc: "Worker threads", port.postMessage(); the algorithm is the HTML standard's structured cloning.
//
// A class takes part by marking its instances and having methods with the symbols below. `[kClone]()` and
// `[kTransfer]()` give `{ data, deserializeInfo: 'module:Class' }`; at the other end an instance made by
// `new Class()` gets the data by `[kDeserialize](data)`. Ports are numbers and need no more than that.
'use strict';

const { Symbol } = primordials;

const binding = internalBinding('messaging');
const profile = require('internal/profile');

const kClone = Symbol('messaging_clone_symbol');
const kDeserialize = Symbol('messaging_deserialize_symbol');
const kTransfer = Symbol('messaging_transfer_symbol');
const kTransferList = Symbol('messaging_transfer_list_symbol');

/** Bits of an object's mode; an object with mode 0 is refused, one without a mode is copied like any other. */
const TRANSFERABLE = 1;
const CLONEABLE = 2;

/**
 * Says how structured cloning treats `object`.
 * @param {object} object
 * @param {boolean} cloneable whether a copy can be made of it
 * @param {boolean} transferable whether it can change hands
 */
function markTransferMode(object, cloneable, transferable) {
  if ((typeof object !== 'object' || object === null) && typeof object !== 'function') return;
  binding.setTransferMode(object, (transferable ? TRANSFERABLE : 0) | (cloneable ? CLONEABLE : 0));
}

/** The error for what cannot be cloned or moved. */
function dataCloneError(message) {
  const { DOMException } = require('internal/dom_exception');
  return new DOMException(message, 'DataCloneError');
}

/** The mode of a host at this moment: a port that was moved away or closed has none left. */
function currentMode(object) {
  const { isPort, isDetached } = require('internal/worker/port_handle');
  return isPort(object) && isDetached(object) ? 0 : binding.getTransferMode(object);
}

/** Called for a host that is in the value, but not in the list. */
function checkHost(object) {
  const mode = currentMode(object);
  if (mode & CLONEABLE) return;
  if (mode === 0) {
    const { isPort } = require('internal/worker/port_handle');
    const verb = isPort(object) && !profile.transferErrorsAreDataCloneErrors ? 'transfer' : 'clone';
    throw dataCloneError(`Cannot ${verb} object of unsupported type.`);
  }
  const message = 'Object that needs transfer was found in message but not listed in transferList';
  if (profile.transferErrorsAreDataCloneErrors) throw dataCloneError(message);
  const { nativeError } = require('internal/buffer');
  throw nativeError(TypeError, 'ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST', message, checkHost);
}

/** Called for every host once the value is written: what stands for it, `[port number]` or `[info, data]`. */
function describeHost(object, isListed) {
  const { isPort, moveAway } = require('internal/worker/port_handle');
  if (isPort(object)) return [moveAway(object)];
  const moves = isListed && (binding.getTransferMode(object) & TRANSFERABLE) !== 0;
  const { data, deserializeInfo } = moves ? object[kTransfer]() : object[kClone]();
  return [deserializeInfo, data];
}

/** Called at the other end: the object for a port number or for `module:Class`, still without its data. */
function makeHost(description) {
  if (typeof description === 'number') return require('internal/worker/message_port').makePort(description);
  const [id, name] = description.split(':');
  const Class = require(id)[name];
  return new Class();
}

function fillHost(object, data) {
  object[kDeserialize](data);
}

/** By the engine's numbers. */
const CALLBACKS = [dataCloneError, checkHost, describeHost, makeHost, fillHost];

/** Called by the engine while it clones. */
function onClone(callback, ...args) {
  return CALLBACKS[callback](...args);
}

module.exports = {
  onClone,
  markTransferMode,
  dataCloneError,
  currentMode,
  TRANSFERABLE,
  kClone,
  kDeserialize,
  kTransfer,
  kTransferList,
  get structuredClone() {
    return require('internal/structured_clone').structuredClone;
  },
};
