// structuredClone: a deep copy by the rules of messages. Node's doc: "Global objects", structuredClone(); the HTML
// standard. How it refuses arguments changed with every way in which Node built it.
'use strict';

const binding = internalBinding('messaging');
const { ObjectDefineProperty } = primordials;
const { listElements, readTransferList } = require('internal/worker/transfer_list');
const { nativeError } = require('internal/buffer');
const profile = require('internal/profile');

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

function clone(value, list) {
  const { buffers, hosts } = readTransferList(list);
  return binding.clone(value, buffers, hosts);
}

/** The transfer list of Node 22 and later: a dictionary of the Web's interface language. */
function readDictionary(options) {
  const refuse = (message) => nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', message, structuredClone);
  if (options === undefined || options === null) return [];
  if (!isObject(options)) throw refuse("Failed to execute 'structuredClone': Options cannot be converted to a dictionary");
  const { transfer } = options;
  if (transfer === undefined) return [];
  const elements = typeof transfer === 'object' && transfer !== null ? listElements(transfer) : undefined;
  const words = profile.webidlSaysCannot ? 'cannot' : 'can not';
  if (elements === undefined) {
    throw refuse(`Failed to execute 'structuredClone': transfer in Options ${words} be converted to sequence.`);
  }
  const bad = elements.findIndex((element) => !isObject(element));
  if (bad !== -1) {
    throw refuse(profile.webidlSaysCannot ?
      `Failed to execute 'structuredClone': transfer in Options[${bad}] is not an object.` :
      'Value is not an object');
  }
  return elements;
}

/** The transfer list of Node 20 and before: that of postMessage. */
function readOptions(options, checked) {
  if (checked && options !== undefined && options !== null && !isObject(options)) {
    throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The options argument must be either an object or undefined', structuredClone);
  }
  const transfer = options?.transfer;
  if (transfer === undefined || transfer === null) return [];
  if (isObject(transfer)) return listElements(transfer) ?? [];
  throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Optional transferList argument must be an iterable', structuredClone);
}

/** Node 22 and later: a function of JavaScript. */
function structuredClone(value, options) {
  if (arguments.length === 0) {
    // Measured: the message is quoted as if it were the argument's name.
    const { codes: { ERR_MISSING_ARGS } } = require('internal/errors');
    throw new ERR_MISSING_ARGS('The value argument must be specified');
  }
  return clone(value, readDictionary(options));
}

/** Node 20: a native function, which is no constructor. */
const native = {
  structuredClone() {
    if (arguments.length === 0) {
      throw nativeError(TypeError, 'ERR_MISSING_ARGS', 'The value argument must be specified', native.structuredClone);
    }
    return clone(arguments[0], readOptions(arguments[1], true));
  },
};

/** Node 18: made of a channel. */
function structuredCloneByChannel(value, options = undefined) {
  if (arguments.length === 0) {
    const { codes: { ERR_MISSING_ARGS } } = require('internal/errors');
    throw new ERR_MISSING_ARGS('value');
  }
  return clone(value, readOptions(options, false));
}
ObjectDefineProperty(structuredCloneByChannel, 'name', { __proto__: null, value: 'structuredClone' });

function choose() {
  if (profile.structuredCloneIsScript) return structuredClone;
  return profile.structuredCloneIsNative ? native.structuredClone : structuredCloneByChannel;
}

module.exports = { structuredClone: choose() };
