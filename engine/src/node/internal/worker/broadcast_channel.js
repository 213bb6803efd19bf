// BroadcastChannel: everyone of the same name hears it, in all threads. Node's doc: "Worker threads", Class:
// BroadcastChannel.
'use strict';

const { ObjectDefineProperties, ObjectDefineProperty, Symbol } = primordials;

const binding = internalBinding('messaging');
const { EventTarget, defineEventHandler } = require('internal/event_target');
const { codes: { ERR_INVALID_THIS, ERR_MISSING_ARGS } } = require('internal/errors');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { inspectAs } = require('internal/util/inspect_as');
const { makePort } = require('internal/worker/message_port');
const profile = require('internal/profile');

const kType = Symbol('kType');
const kName = Symbol('kName');
const kHandle = Symbol('kHandle');
const kOnMessage = Symbol('kOnMessage');
const kOnMessageError = Symbol('kOnMessageError');

const isBroadcastChannel = (value) => value?.[kType] === 'BroadcastChannel';

function checkThis(value) {
  if (!isBroadcastChannel(value)) throw new ERR_INVALID_THIS('BroadcastChannel');
}

function domException(message, name) {
  const { DOMException } = require('internal/dom_exception');
  return new DOMException(message, name);
}

class BroadcastChannel extends EventTarget {
  /** @param {*} name as a string it is the channel's name */
  constructor(name) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    super();
    this[kType] = 'BroadcastChannel';
    this[kName] = `${name}`;
    this[kHandle] = makePort(binding.joinBroadcast(this[kName]));
    this[kOnMessage] = (event) => this.#forward('message', event);
    this[kOnMessageError] = (event) => this.#forward('messageerror', event);
    this[kHandle].addEventListener('message', this[kOnMessage]);
    this[kHandle].addEventListener('messageerror', this[kOnMessageError]);
  }

  #forward(type, { data }) {
    const { createEvent } = require('internal/worker/message_event');
    this.dispatchEvent(createEvent(type, data));
  }

  [customInspectSymbol](depth, options) {
    checkThis(this);
    if (depth < 0) return 'BroadcastChannel';
    return inspectAs('BroadcastChannel', { name: this[kName], active: this[kHandle] !== undefined }, options);
  }

  get name() {
    checkThis(this);
    return this[kName];
  }

  close() {
    checkThis(this);
    if (this[kHandle] === undefined) return;
    this[kHandle].removeEventListener('message', this[kOnMessage]);
    this[kHandle].removeEventListener('messageerror', this[kOnMessageError]);
    this[kOnMessage] = undefined;
    this[kOnMessageError] = undefined;
    this[kHandle].close();
    this[kHandle] = undefined;
  }

  /** @param {*} message what all others of the name get a copy of */
  postMessage(message) {
    checkThis(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('message');
    if (this[kHandle] === undefined) {
      throw domException('BroadcastChannel is closed.', profile.closedBroadcastsAreInvalidStates ? 'InvalidStateError' : undefined);
    }
    if (this[kHandle].postMessage(message) === undefined) throw domException('Message could not be posted.');
  }

  ref() {
    checkThis(this);
    this[kHandle]?.ref();
    return this;
  }

  unref() {
    checkThis(this);
    this[kHandle]?.unref();
    return this;
  }
}

ObjectDefineProperties(BroadcastChannel.prototype, {
  name: kEnumerableProperty,
  close: kEnumerableProperty,
  postMessage: kEnumerableProperty,
});
defineEventHandler(BroadcastChannel.prototype, 'message');
defineEventHandler(BroadcastChannel.prototype, 'messageerror');

module.exports = { BroadcastChannel, kHandle };
