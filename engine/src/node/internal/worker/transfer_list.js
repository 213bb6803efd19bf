// The transfer list of a message: what is in it, and whether it may change hands. Node's doc: "Worker threads",
// port.postMessage(value[, transferList]), worker.markAsUntransferable().
'use strict';

const { ArrayBufferPrototypeGetDetached, SafeWeakSet, SymbolIterator } = primordials;

const binding = internalBinding('messaging');
const { isArrayBuffer } = require('internal/util/types');
const { currentMode, dataCloneError, TRANSFERABLE, kTransferList } = require('internal/worker/js_transferable');
const { isPort, isDetached } = require('internal/worker/port_handle');
const { nativeError } = require('internal/buffer');
const profile = require('internal/profile');

/** Objects that stay with this thread, whoever lists them. */
const untransferable = new SafeWeakSet();

const NOTHING = { buffers: [], hosts: [] };

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Keeps an object from being moved; what is no object is ignored. */
function markAsUntransferable(object) {
  if (isObject(object)) untransferable.add(object);
}

function isMarkedAsUntransferable(object) {
  return isObject(object) && untransferable.has(object);
}

/** The elements of a list that a program gave; undefined for an object that is no iterable. */
function listElements(list) {
  const method = list[SymbolIterator];
  if (typeof method !== 'function') return undefined;
  return [...{ [SymbolIterator]: () => method.call(list) }];
}

/**
 * The arguments of postMessage: a value, then a list of what changes hands or an object with it as `transfer`.
 * @param {object} args what was given
 * @param {object} source the port that posts
 * @param {Function} from the method, for stacks
 * @returns {{ value: *, moved: { buffers: ArrayBuffer[], hosts: object[] } }}
 */
function readPostArguments(args, source, from) {
  if (args.length === 0) {
    throw nativeError(TypeError, 'ERR_MISSING_ARGS', 'Not enough arguments to MessagePort.postMessage', from);
  }
  const [value, list] = args;
  if (list === undefined || list === null) return { value, moved: NOTHING };
  const refuse = (what) =>
    nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', `Optional ${what} argument must be an iterable`, from);
  if (!isObject(list)) throw refuse('transferList');
  let elements = listElements(list);
  if (elements === undefined) {
    const { transfer } = list;
    if (transfer === undefined) return { value, moved: NOTHING };
    elements = isObject(transfer) ? listElements(transfer) : undefined;
    if (elements === undefined) throw refuse('options.transfer');
  }
  return { value, moved: readTransferList(elements, source) };
}

function refuseEntry() {
  if (profile.transferErrorsAreDataCloneErrors) return dataCloneError('Found invalid value in transferList.');
  return nativeError(TypeError, 'ERR_INVALID_TRANSFER_OBJECT', 'Found invalid object in transferList', refuseEntry);
}

/** Whether the entry cannot move; versions skip it or refuse it. */
function staysHere(entry) {
  if (profile.transferErrorsAreDataCloneErrors) {
    if (!untransferable.has(entry) && !(isArrayBuffer(entry) && ArrayBufferPrototypeGetDetached(entry))) return false;
    throw dataCloneError('Cannot transfer object of unsupported type.');
  }
  return untransferable.has(entry);
}

function checkHostEntry(entry, hosts, source) {
  if (entry === source) throw dataCloneError('Transfer list contains source port');
  if (isPort(entry) && isDetached(entry)) throw dataCloneError('MessagePort in transfer list is already detached');
  if (hosts.includes(entry)) throw dataCloneError(`Transfer list contains duplicate ${entry.constructor.name}`);
}

/** Whether a host may stand in a list: from Node 22 on only what really moves. */
function mayBeListed(host) {
  const mode = currentMode(host);
  return profile.transferErrorsAreDataCloneErrors ? (mode & TRANSFERABLE) !== 0 : mode !== 0;
}

/**
 * Sorts a transfer list.
 * @param {Array} list
 * @param {object} [source] the port that posts
 * @returns {{ buffers: ArrayBuffer[], hosts: object[] }}
 */
function readTransferList(list, source) {
  const buffers = [];
  const hosts = [];
  for (const entry of list) {
    if (!isObject(entry)) throw refuseEntry();
    if (staysHere(entry)) continue;
    if (isArrayBuffer(entry)) {
      if (buffers.includes(entry)) throw dataCloneError('Transfer list contains duplicate ArrayBuffer');
      buffers.push(entry);
      continue;
    }
    if (binding.getTransferMode(entry) === undefined) throw refuseEntry();
    checkHostEntry(entry, hosts, source);
    if (!mayBeListed(entry)) throw refuseEntry();
    hosts.push(entry);
  }
  addNested(hosts);
  return { buffers, hosts };
}

/** What hosts consist of changes hands with them, such as the port inside a stream. */
function addNested(hosts) {
  for (const host of hosts) {
    const nested = host[kTransferList]?.() ?? [];
    for (const part of nested) {
      if (!hosts.includes(part)) hosts.push(part);
    }
  }
}

module.exports = { markAsUntransferable, isMarkedAsUntransferable, listElements, readPostArguments, readTransferList };
