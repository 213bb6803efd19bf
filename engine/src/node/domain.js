// node:domain — errors of a group of callbacks and emitters in one place; deprecated, and still found. Node's doc: "Domain".
// Loading it changes EventEmitter and watches every asynchronous resource, as in Node.
'use strict';

const { ObjectDefineProperty, ReflectApply, SafeMap } = primordials;
const EventEmitter = require('events');
const { createHook } = require('async_hooks');
const {
  codes: { ERR_DOMAIN_CALLBACK_NOT_AVAILABLE, ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE, ERR_UNHANDLED_ERROR },
} = require('internal/errors');
const profile = require('internal/profile');

const { setUncaughtExceptionCaptureCallback: setCapture } = process;
if (profile.domainsExcludeCaptureCallbacks) {
  if (process.hasUncaughtExceptionCaptureCallback()) throw new ERR_DOMAIN_CALLBACK_NOT_AVAILABLE();
  process.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback() {
    throw new ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE();
  };
}

/** Domains that are entered, the innermost last. */
let stack = [];

let current = null;
ObjectDefineProperty(process, 'domain', {
  __proto__: null, enumerable: true, configurable: true, get: () => current, set: (domain) => { current = domain; },
});

/** Makes the innermost domain the active one, and lets it have uncaught errors if anybody in the stack listens. */
function settle(domain) {
  exports.active = process.domain = domain;
  updateCapture();
}

function updateCapture() {
  setCapture(null);
  if (stack.some((domain) => domain.listenerCount('error') > 0)) {
    setCapture((error) => process.domain._errorHandler(error));
  }
}

/** A property of the program's objects that tells of their domain, and is not listed. */
function mark(object, domain) {
  ObjectDefineProperty(object, 'domain', {
    __proto__: null, configurable: true, enumerable: false, value: domain, writable: true,
  });
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

class Domain extends EventEmitter {
  constructor() {
    super();
    this.members = [];
    this.on('newListener', function onAdded(type) {
      if (type === 'error') process.nextTick(updateCapture);
    });
    this.on('removeListener', function onRemoved(type) {
      if (type === 'error') updateCapture();
    });
  }

  /** Deals with an uncaught error. @returns {boolean} whether a listener was there */
  _errorHandler(error) {
    if (isObject(error)) {
      mark(error, this);
      error.domainThrown = true;
    }
    while (exports.active === this) this.exit();
    let caught = false;
    if (stack.length === 0) {
      if (this.listenerCount('error') > 0) {
        setCapture(null);
        try {
          caught = this.emit('error', error);
        } finally {
          updateCapture();
        }
      }
    } else {
      caught = this.#emitInside(error);
    }
    stack.length = 0;
    settle(null);
    return caught;
  }

  /** What the handler throws goes to the domain around. */
  #emitInside(error) {
    try {
      return this.emit('error', error);
    } catch (second) {
      stack.pop();
      if (stack.length === 0) {
        updateCapture();
        throw second;
      }
      settle(stack.at(-1));
      return process.domain._errorHandler(second);
    }
  }

  enter() {
    stack.push(this);
    settle(this);
  }

  exit() {
    const at = stack.lastIndexOf(this);
    if (at < 0) return;
    stack.splice(at);
    settle(stack.at(-1));
  }

  /** Takes an emitter or timer in; it leaves the domain that it was in. */
  add(member) {
    if (member.domain === this) return;
    member.domain?.remove(member);
    // A domain cannot be inside of one that is inside of it.
    if (member instanceof Domain) {
      for (let around = this.domain; around; around = around.domain) if (around === member) return;
    }
    mark(member, this);
    this.members.push(member);
  }

  remove(member) {
    member.domain = null;
    const at = this.members.indexOf(member);
    if (at >= 0) this.members.splice(at, 1);
  }

  run(callback, ...args) {
    return this.#runAs(callback, this, args);
  }

  /** A callback without its first argument, an error, which goes to the domain. */
  intercept(callback) {
    const domain = this;
    return this.#bound(function(error, ...args) {
      if (!(error instanceof Error)) return domain.#runAs(callback, this, args);
      error.domainBound = callback;
      error.domainThrown = false;
      mark(error, domain);
      domain.emit('error', error);
      return undefined;
    });
  }

  bind(callback) {
    const domain = this;
    return this.#bound(function(...args) {
      return domain.#runAs(callback, this, args);
    });
  }

  #bound(run) {
    mark(run, this);
    return run;
  }

  #runAs(callback, receiver, args) {
    this.enter();
    const result = ReflectApply(callback, receiver, args);
    this.exit();
    return result;
  }
}

/** Domains by the id of the asynchronous resource that was made in them. */
const domains = new SafeMap();
createHook({
  init(asyncId, type, triggerAsyncId, resource) {
    if (process.domain === null || process.domain === undefined) return;
    domains.set(asyncId, process.domain);
    mark(resource, process.domain);
  },
  before(asyncId) {
    domains.get(asyncId)?.enter();
  },
  after(asyncId) {
    domains.get(asyncId)?.exit();
  },
  destroy(asyncId) {
    domains.delete(asyncId);
  },
}).enable();

EventEmitter.usingDomains = true;
const { init: initEmitter } = EventEmitter;
EventEmitter.init = function(options) {
  mark(this, null);
  if (exports.active && !(this instanceof Domain)) this.domain = exports.active;
  return ReflectApply(initEmitter, this, [options]);
};

const { emit: emitPlainly } = EventEmitter.prototype;
/** Listeners run in the emitter's domain, which also gets an error that nobody listens to. */
EventEmitter.prototype.emit = function emit(...args) {
  const { domain } = this;
  const [type, error] = args;
  const isHandled = type === 'error' && this.listenerCount(type) > 0;
  if (isHandled || domain === null || domain === undefined || this === process) return ReflectApply(emitPlainly, this, args);
  if (type === 'error') {
    emitInDomain(this, domain, error || new ERR_UNHANDLED_ERROR(error));
    return false;
  }
  domain.enter();
  const result = ReflectApply(emitPlainly, this, args);
  domain.exit();
  return result;
};

/** While the domain's handler runs, only the domains around it are entered. */
function emitInDomain(emitter, domain, error) {
  if (typeof error === 'object') {
    error.domainEmitter = emitter;
    mark(error, domain);
    error.domainThrown = false;
  }
  const [before, active] = [stack, process.domain];
  let around = stack.length;
  while (around > 0 && stack[around - 1] === active) around--;
  stack = stack.slice(0, around);
  settle(stack.at(-1));
  domain.emit('error', error);
  stack = before;
  settle(active);
}

function create() {
  return new Domain();
}

Object.assign(exports, { _stack: stack, Domain, create, createDomain: create, active: null });
