// node:diagnostics_channel — named channels between whoever has something to tell and whoever listens (Node's doc
// "Diagnostics Channel"). Publishing is synchronous; an error of a subscriber is an uncaught exception in a tick.
//
// A channel nobody listens to does nothing as cheaply as it can: it is a Channel. With the first subscriber or store
// the same object becomes an ActiveChannel, by its prototype.

'use strict';

const {
  ObjectGetPrototypeOf,
  ObjectSetPrototypeOf,
  ReflectApply,
  SafeMap,
  SymbolDispose,
  SymbolHasInstance,
} = primordials;

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const profile = require('internal/profile');

/** All channels by name: there is one for each. */
const channels = new SafeMap();

/** Calls somebody else's function; its error reaches 'uncaughtException' later. @returns whether it succeeded */
function guarded(fn, ...args) {
  try {
    return { ok: true, value: ReflectApply(fn, undefined, args) };
  } catch (err) {
    process.nextTick(() => internalBinding('errors').triggerUncaughtException(err, false));
    return { ok: false };
  }
}

/** The stores bound to a channel, entered with a message, until the scope is disposed of. */
class RunStoresScope {
  /** [storage, store before], in the order entered. */
  #entered = [];

  constructor(channel, data) {
    channel._stores?.forEach((transform, storage) => {
      const result = transform ? guarded(transform, data) : { ok: true, value: data };
      if (!result.ok) return;
      this.#entered.push([storage, storage.getStore()]);
      storage.enterWith(result.value);
    });
    channel.publish(data);
  }

  [SymbolDispose]() {
    while (this.#entered.length > 0) {
      const { 0: storage, 1: before } = this.#entered.pop();
      storage.enterWith(before);
    }
  }
}

/** The behaviour of a channel with subscribers or stores. */
class ActiveChannel {
  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    // A publish() that runs now goes on with the list it began with.
    if (profile.channelsPublishToASnapshot) this._subscribers = this._subscribers.slice();
    this._subscribers.push(subscription);
  }

  /** @returns {boolean} whether it was subscribed */
  unsubscribe(subscription) {
    const index = this._subscribers.indexOf(subscription);
    if (index === -1) return false;
    if (profile.channelsPublishToASnapshot) this._subscribers = this._subscribers.slice();
    this._subscribers.splice(index, 1);
    deactivateIfUnused(this);
    return true;
  }

  bindStore(store, transform) {
    this._stores.set(store, transform);
  }

  /** @returns {boolean} whether it was bound */
  unbindStore(store) {
    const wasBound = this._stores.delete(store);
    if (wasBound) deactivateIfUnused(this);
    return wasBound;
  }

  get hasSubscribers() {
    return true;
  }

  publish(data) {
    const live = this;
    const snapshot = this._subscribers;
    const subscribers = () => (profile.channelsPublishToASnapshot ? snapshot : live._subscribers);
    for (let i = 0; i < (subscribers()?.length ?? 0); i++) guarded(subscribers()[i], data, this.name);
  }

  withStoreScope(data) {
    return new RunStoresScope(this, data);
  }

  /** Publishes a message and calls `fn`, both within the bound stores. @returns what `fn` returns */
  runStores(data, fn, thisArg, ...args) {
    const scope = this.withStoreScope(data);
    try {
      return ReflectApply(fn, thisArg, args);
    } finally {
      scope[SymbolDispose]();
    }
  }
}

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
    if (profile.channelsHaveIndex) this._index = undefined;
    channels.set(name, this);
  }

  static [SymbolHasInstance](instance) {
    const prototype = ObjectGetPrototypeOf(instance);
    return prototype === Channel.prototype || prototype === ActiveChannel.prototype;
  }

  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    activate(this);
    this.subscribe(subscription);
  }

  unsubscribe() {
    return false;
  }

  /**
   * Binds an AsyncLocalStorage: runStores() enters the message as its store.
   * @param {AsyncLocalStorage} store
   * @param {Function} [transform] makes the store from the message
   */
  bindStore(store, transform) {
    activate(this);
    this.bindStore(store, transform);
  }

  unbindStore() {
    return false;
  }

  get hasSubscribers() {
    return false;
  }

  publish() {}

  runStores(data, fn, thisArg, ...args) {
    return ReflectApply(fn, thisArg, args);
  }

  withStoreScope() {
    return { [SymbolDispose]() {} };
  }
}

function activate(channel) {
  ObjectSetPrototypeOf(channel, ActiveChannel.prototype);
  channel._subscribers = [];
  channel._stores = new SafeMap();
}

function deactivateIfUnused(channel) {
  if (channel._subscribers.length > 0 || channel._stores.size > 0) return;
  ObjectSetPrototypeOf(channel, Channel.prototype);
  channel._subscribers = undefined;
  channel._stores = undefined;
}

/** @returns {Channel} the channel of a name, made when it is asked for the first time. */
function channel(name) {
  const known = channels.get(name);
  if (known !== undefined) return known;
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw new ERR_INVALID_ARG_TYPE('channel', ['string', 'symbol'], name);
  }
  return new Channel(name);
}

function subscribe(name, subscription) {
  channel(name).subscribe(subscription);
}

function unsubscribe(name, subscription) {
  return channel(name).unsubscribe(subscription);
}

function hasSubscribers(name) {
  return channels.get(name)?.hasSubscribers ?? false;
}

/** @returns {TracingChannel} the five channels of one kind of operation. */
function tracingChannel(nameOrChannels) {
  const { TracingChannel } = require('internal/diagnostics_channel/tracing');
  return new TracingChannel(nameOrChannels);
}

/** @returns {BoundedChannel} the two channels of one kind of scope. */
function boundedChannel(nameOrChannels) {
  const { BoundedChannel } = require('internal/diagnostics_channel/tracing');
  return new BoundedChannel(nameOrChannels);
}

module.exports = { channel, hasSubscribers, subscribe, tracingChannel, unsubscribe };
if (profile.channelsHaveScopes) module.exports.boundedChannel = boundedChannel;
module.exports.Channel = Channel;
if (profile.channelsHaveScopes) {
  module.exports.BoundedChannel = require('internal/diagnostics_channel/tracing').BoundedChannel;
}
