// The errors that Node's own modules throw: a class for each code, AbortError, and what hides internal frames.
// Node's doc: "Errors" (errors.html#node-js-error-codes). Loaded at every start, so it pulls in nothing until a message
// needs it:
// the tables of messages are rooms under `internal/errors/codes/`, inspect is loaded by the messages that show a value.
'use strict';

const {
  Error,
  ErrorCaptureStackTrace,
  ObjectDefineProperties,
  ObjectDefineProperty,
  ObjectGetOwnPropertyDescriptor,
  ObjectGetOwnPropertyDescriptors,
  ObjectIsExtensible,
  ObjectPrototypeHasOwnProperty,
  ReflectApply,
  Symbol,
} = primordials;

const profile = require('internal/profile');

/** Marks an error as one of ours: its stack starts with `Name [CODE]: message`. */
const kIsNodeError = Symbol('kIsNodeError');

/** The message rooms, those that a start touches first: a code is looked up in this order. */
const ROOMS = ['general', 'io', 'modules', 'system', 'crypto', 'native', 'http2'];

/**
 * Finds a code's entry.
 * @param {string} key
 * @returns {Array|Function|undefined} `[Base, message, ...further bases]`, or the class itself where it is built another
 * way
 */
function findCode(key) {
  for (const room of ROOMS) {
    const table = require(`internal/errors/codes/${room}`);
    if (ObjectPrototypeHasOwnProperty(table, key)) return table[key];
  }
  return undefined;
}

/**
 * Composes an error's message.
 * @param {string|Function} message a template (with `%s` and `%d`), or a function of the arguments
 * @param {Array} args what the constructor was given
 * @param {object} self the error: message functions hang details on it (`input`, `reason` …)
 * @returns {string}
 */
function compose(message, args, self) {
  if (typeof message === 'function') return ReflectApply(message, self, args);
  if (args.length === 0) return message;
  return require('internal/errors/messages').fill(message, args);
}

/**
 * Whether `Error.stackTraceLimit` may be assigned: a program can freeze it.
 * @returns {boolean}
 */
function isErrorStackTraceLimitWritable() {
  const desc = ObjectGetOwnPropertyDescriptor(Error, 'stackTraceLimit');
  if (desc === undefined) return ObjectIsExtensible(Error);
  return ObjectPrototypeHasOwnProperty(desc, 'writable') ? desc.writable : desc.set !== undefined;
}

/**
 * Runs `build` without capturing a stack, for errors whose stack is set later.
 * @param {Function} build
 * @returns {*} what `build` gave
 */
function withoutStack(build) {
  const limit = Error.stackTraceLimit;
  if (!isErrorStackTraceLimitWritable()) return build();
  Error.stackTraceLimit = 0;
  try {
    return build();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** Node's own errors print their code: `TypeError [ERR_X]: message`. */
function toString() {
  return profile.nodeErrorNamesHoldCodes ? `${this.name}: ${this.message}` : `${this.name} [${this.code}]: ${this.message}`;
}

const hidden = (value) => ({ __proto__: null, configurable: true, enumerable: false, writable: true, value });

/**
 * The class of a code up to Node 18: it gives a plain error of the base class, decorated.
 * Own properties in the order that inspect shows: the details of the message, then the code.
 */
function makeDecoratedError(Base, message, key) {
  function NodeError(...args) {
    const details = {};
    const text = compose(message, args, details);
    const error = withoutStack(() => new Base(text));
    delete error.message;
    ObjectDefineProperties(error, {
      [kIsNodeError]: { __proto__: null, configurable: true, value: true },
      ...ObjectGetOwnPropertyDescriptors(details),
      message: hidden(text),
      toString: hidden(toString),
    });
    if (profile.nodeErrorNamesHoldCodes) ObjectDefineProperty(error, 'name', hidden(`${error.name} [${key}]`));
    ErrorCaptureStackTrace(error, NodeError);
    error.code = key;
    return error;
  }
  NodeError.HideStackFramesError = NodeError;
  return NodeError;
}

/**
 * The class of a code from Node 20 on. `error.constructor` is the base class, as the documentation promises.
 * Own properties: message, then code; but code, details and then message where a function composes it.
 */
function makeErrorClass(Base, message, key) {
  const isTemplate = typeof message === 'string';
  let twin;
  class NodeError extends Base {
    constructor(...args) {
      const details = {};
      // The constructor is given the text, for V8 may write the stack's first line from it.
      const text = compose(message, args, details);
      super(text);
      if (!isTemplate) delete this.message;
      this.code = key;
      if (isTemplate) return;
      ObjectDefineProperties(this, ObjectGetOwnPropertyDescriptors(details));
      ObjectDefineProperty(this, 'message', hidden(text));
    }
    get ['constructor']() {
      return Base;
    }
    get [kIsNodeError]() {
      return true;
    }
    /** Made for the few codes of which it is asked for. */
    static get HideStackFramesError() {
      return (twin ??= makeStacklessTwin(NodeError, Base));
    }
  }
  ObjectDefineProperty(NodeError.prototype, 'toString', hidden(toString));
  return NodeError;
}

/** The twin that captures no stack: hideStackFrames gives it one that starts at the public function. */
function makeStacklessTwin(NodeError, Base) {
  return class HideStackFramesError extends NodeError {
    constructor(...args) {
      return withoutStack(() => super(...args));
    }
    get ['constructor']() {
      return Base;
    }
  };
}

/** Makes the class of one code, with its twins: `.HideStackFramesError`, and `.TypeError` etc. for further bases. */
function makeNodeError(key, Base, message, ...furtherBases) {
  const NodeError = profile.nodeErrorsAreClasses ?
    makeErrorClass(Base, message, key) : makeDecoratedError(Base, message, key);
  for (const Further of furtherBases) NodeError[Further.name] = makeNodeError(key, Further, message);
  return NodeError;
}

/**
 * `codes.ERR_X` is the class of that code, made when it is first asked for: a start makes the few that it uses.
 */
const codes = new Proxy({ __proto__: null }, {
  __proto__: null,
  get(made, key) {
    if (made[key] === undefined && typeof key === 'string') {
      const entry = findCode(key);
      if (entry !== undefined) made[key] = typeof entry === 'function' ? entry : makeNodeError(key, ...entry);
    }
    return made[key];
  },
});

/**
 * Wraps a checking function so that the stack of what it throws begins at its caller.
 * @param {Function} fn
 * @returns {Function} with `.withoutStackTrace` = `fn`, for use inside another wrapped function
 */
function hideStackFrames(fn) {
  function wrappedFn(...args) {
    try {
      return ReflectApply(fn, this, args);
    } catch (error) {
      if (Error.stackTraceLimit) ErrorCaptureStackTrace(error, wrappedFn);
      throw error;
    }
  }
  wrappedFn.withoutStackTrace = fn;
  return wrappedFn;
}

/** What an aborted operation fails with. The reason of the signal comes as `cause`. */
class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/**
 * A plain error with properties, for one-off errors that have no ERR_ code.
 * @param {string} message
 * @param {object} errorProperties own enumerable properties, in this order
 * @returns {Error}
 */
function genericNodeError(message, errorProperties) {
  const error = new Error(message);
  for (const key of Object.keys(errorProperties)) error[key] = errorProperties[key];
  return error;
}

let stackOverflow;

/**
 * Whether this is V8's stack overflow error, told by the text that this V8 gives it.
 * @param {*} error
 * @returns {boolean}
 */
function isStackOverflowError(error) {
  if (stackOverflow === undefined) {
    try {
      (function overflow() { overflow(); })();
    } catch (thrown) {
      stackOverflow = { message: thrown.message, name: thrown.name };
    }
  }
  return Boolean(error) && error.name === stackOverflow.name && error.message === stackOverflow.message;
}

/** inspect, for messages: without the program's own `inspect.custom`, which could throw again. */
function inspectWithNoCustomRetry(value, options) {
  const { inspect } = require('internal/util/inspect');
  try {
    return inspect(value, options);
  } catch {
    return inspect(value, { ...options, customInspect: false });
  }
}

module.exports = {
  AbortError,
  codes,
  genericNodeError,
  hideStackFrames,
  inspectWithNoCustomRetry,
  isErrorStackTraceLimitWritable,
  isStackOverflowError,
  kIsNodeError,
  withoutStack,
  kEnhanceStackBeforeInspector: Symbol('kEnhanceStackBeforeInspector'),
};

/** The rest lives in rooms of its own, loaded when one of these names is first read. */
const ELSEWHERE = {
  'internal/errors/messages': ['determineSpecificType', 'formatList', 'addNumericalSeparator'],
  'internal/errors/aggregate': ['aggregateTwoErrors', 'NodeAggregateError'],
  'internal/errors/system': [
    'SystemError', 'uvErrmapGet', 'UVException', 'UVExceptionWithHostPort', 'ErrnoException', 'ExceptionWithHostPort',
    'DNSException', 'ConnResetException',
  ],
  'internal/errors/stack': [
    'prepareStackTraceCallback', 'defaultPrepareStackTrace', 'setInternalPrepareStackTrace', 'overrideStackTrace',
    'setArrowMessage', 'getArrowMessage', 'isErrorLike',
  ],
};
for (const room in ELSEWHERE) {
  for (const name of ELSEWHERE[room]) {
    ObjectDefineProperty(module.exports, name, {
      __proto__: null, configurable: true, enumerable: true, get: () => require(room)[name],
    });
  }
}
