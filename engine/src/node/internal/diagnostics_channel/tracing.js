// TracingChannel and BoundedChannel: groups of channels that tell the course of an operation (Node's doc
// "TracingChannel").
//
//   start ── the function runs ── end        asyncStart ── callback or reaction ── asyncEnd        error: at any time
//
// Nothing is wrapped and no context is made while nobody listens.

'use strict';

const {
  ObjectDefineProperty,
  ObjectGetPrototypeOf,
  PromisePrototype,
  PromisePrototypeThen,
  PromiseReject,
  PromiseResolve,
  ReflectApply,
  SymbolDispose,
} = primordials;

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { kEmptyObject } = require('internal/util');
const { isPromise } = require('internal/util/types');
const { Channel, channel } = require('diagnostics_channel');
const profile = require('internal/profile');

const BOUNDED_EVENTS = ['start', 'end'];
const TRACE_EVENTS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

/** Defines the channels of a group as properties of it, by the names `tracing:<name>:<event>` or as given. */
function defineChannels(group, nameOrChannels, events) {
  for (const event of events) {
    ObjectDefineProperty(group, event, {
      __proto__: null,
      value: channelOf(nameOrChannels, event, group.constructor.name),
      enumerable: profile.tracingChannelsShowChannels,
    });
  }
}

function channelOf(nameOrChannels, event, className) {
  if (typeof nameOrChannels === 'string') return channel(`tracing:${nameOrChannels}:${event}`);
  if (typeof nameOrChannels === 'object' && nameOrChannels !== null) {
    const given = nameOrChannels[event];
    if (!(given instanceof Channel)) throw new ERR_INVALID_ARG_TYPE(`nameOrChannels.${event}`, ['Channel'], given);
    return given;
  }
  const kind = profile.tracingChannelsTellOfSubscribers ? className : 'Channel';
  throw new ERR_INVALID_ARG_TYPE('nameOrChannels', ['string', 'object', kind], nameOrChannels);
}

function subscribeAll(group, handlers, events) {
  for (const event of events) {
    if (handlers[event]) group[event]?.subscribe(handlers[event]);
  }
}

/** @returns {boolean} whether every handler was subscribed */
function unsubscribeAll(group, handlers, events) {
  let done = true;
  for (const event of events) {
    if (handlers[event] && !group[event]?.unsubscribe(handlers[event])) done = false;
  }
  return done;
}

const isHeard = (group, events) => events.some((event) => group[event]?.hasSubscribers);

/** What withScope() gives: `start` was published, disposing of it publishes `end`. */
class BoundedChannelScope {
  #end;
  #context;
  #stores;

  constructor(group, context) {
    if (!group.hasSubscribers) return;
    this.#end = group.end;
    this.#context = context;
    this.#stores = group.start.withStoreScope(context);
  }

  [SymbolDispose]() {
    if (this.#stores === undefined) return;
    this.#end.publish(this.#context);
    this.#stores[SymbolDispose]();
    this.#stores = undefined;
  }
}

class BoundedChannel {
  constructor(nameOrChannels) {
    defineChannels(this, nameOrChannels, BOUNDED_EVENTS);
  }

  get hasSubscribers() {
    return isHeard(this, BOUNDED_EVENTS);
  }

  subscribe(handlers) {
    subscribeAll(this, handlers, BOUNDED_EVENTS);
  }

  unsubscribe(handlers) {
    return unsubscribeAll(this, handlers, BOUNDED_EVENTS);
  }

  withScope(context = kEmptyObject) {
    return new BoundedChannelScope(this, context);
  }

  /** Calls `fn` between `start` and `end`, within the stores of `start`. @returns what `fn` returns */
  run(context, fn, thisArg, ...args) {
    return within(this.withScope(context ?? {}), () => ReflectApply(fn, thisArg, args));
  }
}

/** Calls `block` and disposes of the scope. @returns what `block` returns */
function within(scope, block) {
  try {
    return block();
  } finally {
    scope[SymbolDispose]();
  }
}

/** The context of a call that was given none. */
const newContext = () => (profile.channelsHaveScopes ? { __proto__: null } : {});

/** @returns {Promise} one that settles as traced, for a result that has a `then`. */
function traceThenable(result, onResolve, onReject) {
  if (!profile.channelsHaveScopes) {
    const promise = result instanceof Promise ? result : PromiseResolve(result);
    return PromisePrototypeThen(promise, onResolve, (err) => {
      onReject(err);
      return PromiseReject(err);
    });
  }
  // Foreign kinds of promises are watched and given back as they are.
  if (isPromise(result) && ObjectGetPrototypeOf(result) === PromisePrototype) {
    return PromisePrototypeThen(result, onResolve, (err) => {
      onReject(err);
      throw err;
    });
  }
  result.then(onResolve, onReject);
  return result;
}

const isThenable = (value) => typeof value?.then === 'function';

function warnOfNonThenable(fn) {
  process.emitWarning(
    `tracePromise was called with the function '${fn.name || '<anonymous>'}', which returned a non-thenable.`);
}

class TracingChannel {
  constructor(nameOrChannels) {
    defineChannels(this, nameOrChannels, TRACE_EVENTS);
  }

  get hasSubscribers() {
    return profile.tracingChannelsTellOfSubscribers ? isHeard(this, TRACE_EVENTS) : undefined;
  }

  subscribe(handlers) {
    subscribeAll(this, handlers, TRACE_EVENTS);
  }

  unsubscribe(handlers) {
    return unsubscribeAll(this, handlers, TRACE_EVENTS);
  }

  get #isIdle() {
    return profile.tracesOnlyWhenHeard && !this.hasSubscribers;
  }

  /** Calls `block` between `start` and `end`, or between `asyncStart` and `asyncEnd`; tells and rethrows its error. */
  #traced(from, to, context, block) {
    return within(from.withStoreScope(context), () => {
      try {
        return block();
      } finally {
        to.publish(context);
      }
    });
  }

  #call(context, block) {
    return this.#traced(this.start, this.end, context, () => {
      try {
        return block();
      } catch (err) {
        context.error = err;
        this.error.publish(context);
        throw err;
      }
    });
  }

  /** Traces a synchronous call. @returns what `fn` returns */
  traceSync(fn, context = undefined, thisArg, ...args) {
    if (this.#isIdle) return ReflectApply(fn, thisArg, args);
    context ??= newContext();
    return this.#call(context, () => {
      context.result = ReflectApply(fn, thisArg, args);
      return context.result;
    });
  }

  /** Traces a call that returns a promise. */
  tracePromise(fn, context = undefined, thisArg, ...args) {
    if (this.#isIdle) {
      const result = ReflectApply(fn, thisArg, args);
      if (profile.channelsHaveScopes && !isThenable(result)) warnOfNonThenable(fn);
      return result;
    }
    context ??= newContext();
    const settled = () => {
      if (profile.channelsHaveScopes) {
        this.#traced(this.asyncStart, this.asyncEnd, context, () => {});
      } else {
        this.asyncStart.publish(context);
        this.asyncEnd.publish(context);
      }
    };
    const onResolve = (result) => {
      context.result = result;
      settled();
      return result;
    };
    const onReject = (err) => {
      context.error = err;
      this.error.publish(context);
      settled();
    };
    return this.#call(context, () => {
      const result = ReflectApply(fn, thisArg, args);
      if (profile.channelsHaveScopes && !isThenable(result)) {
        warnOfNonThenable(fn);
        context.result = result;
        return result;
      }
      return traceThenable(result, onResolve, onReject);
    });
  }

  /**
   * Traces a call that takes a callback.
   * @param {Function} fn
   * @param {number} [position] of the callback among the arguments, the last by default
   */
  traceCallback(fn, position = -1, context = undefined, thisArg, ...args) {
    if (this.#isIdle) return ReflectApply(fn, thisArg, args);
    // The frozen default of the later versions makes storing a result throw, there as here.
    if (context === undefined) context = profile.channelsHaveScopes ? kEmptyObject : {};
    const callback = args.at(position);
    validateFunction(callback, 'callback');
    const trace = this;
    function wrappedCallback(err, res) {
      if (err) {
        context.error = err;
        trace.error.publish(context);
      } else {
        context.result = res;
      }
      return trace.#traced(trace.asyncStart, trace.asyncEnd, context,
                           () => ReflectApply(callback, this, arguments));
    }
    args.splice(position, 1, wrappedCallback);
    return this.#call(context, () => ReflectApply(fn, thisArg, args));
  }
}

module.exports = { BoundedChannel, TracingChannel };
