// DOMException and QuotaExceededError, the errors of web APIs. Node's doc: "Global objects", DOMException; Web IDL.
'use strict';

const { Error, ErrorCaptureStackTrace, ErrorPrototype, RangeError, SafeMap, SafeWeakMap, TypeError } = primordials;

const { markTransferMode, kClone, kDeserialize } = require('internal/worker/js_transferable');
const profile = require('internal/profile');

/** Name, and the constant that holds its old code; the codes count from 1. */
const NAMES = [
  ['IndexSizeError', 'INDEX_SIZE_ERR'],
  ['DOMStringSizeError', 'DOMSTRING_SIZE_ERR'],
  ['HierarchyRequestError', 'HIERARCHY_REQUEST_ERR'],
  ['WrongDocumentError', 'WRONG_DOCUMENT_ERR'],
  ['InvalidCharacterError', 'INVALID_CHARACTER_ERR'],
  ['NoDataAllowedError', 'NO_DATA_ALLOWED_ERR'],
  ['NoModificationAllowedError', 'NO_MODIFICATION_ALLOWED_ERR'],
  ['NotFoundError', 'NOT_FOUND_ERR'],
  ['NotSupportedError', 'NOT_SUPPORTED_ERR'],
  ['InUseAttributeError', 'INUSE_ATTRIBUTE_ERR'],
  ['InvalidStateError', 'INVALID_STATE_ERR'],
  ['SyntaxError', 'SYNTAX_ERR'],
  ['InvalidModificationError', 'INVALID_MODIFICATION_ERR'],
  ['NamespaceError', 'NAMESPACE_ERR'],
  ['InvalidAccessError', 'INVALID_ACCESS_ERR'],
  ['ValidationError', 'VALIDATION_ERR'],
  ['TypeMismatchError', 'TYPE_MISMATCH_ERR'],
  ['SecurityError', 'SECURITY_ERR'],
  ['NetworkError', 'NETWORK_ERR'],
  ['AbortError', 'ABORT_ERR'],
  ['URLMismatchError', 'URL_MISMATCH_ERR'],
  ['QuotaExceededError', 'QUOTA_EXCEEDED_ERR'],
  ['TimeoutError', 'TIMEOUT_ERR'],
  ['InvalidNodeTypeError', 'INVALID_NODE_TYPE_ERR'],
  ['DataCloneError', 'DATA_CLONE_ERR'],
];

/** Names that no longer give a code. */
const DISUSED = ['DOMStringSizeError', 'NoDataAllowedError', 'ValidationError'];

/** Exception to `{ name, message }`: its brand, too. */
const internals = new SafeWeakMap();
const codeOf = new SafeMap();

/** A getter was called on something else. */
function throwInvalidThis(className) {
  const error = new TypeError(`Value of "this" must be of ${className}`);
  const toString = { toString: () => `${error.name} [ERR_INVALID_THIS]: ${error.message}` }.toString;
  Object.defineProperty(error, 'toString', { __proto__: null, configurable: true, enumerable: false, writable: true, value: toString });
  error.code = 'ERR_INVALID_THIS';
  throw error;
}

function internalsOf(exception) {
  return internals.get(exception) ?? throwInvalidThis('DOMException');
}

/**
 * The object that a construction gives. From Node 22 on a real Error under the prototype of the class, as Web IDL wants;
 * the class
 * itself inherits from nothing, so that it cannot be had by super().
 */
function makeException(self, prototype, message) {
  if (!profile.domExceptionsAreNativeErrors) {
    ErrorCaptureStackTrace(self);
    return self;
  }
  // The constructor is given the text, for V8 may write the stack's first line from it.
  const error = new Error(message);
  delete error.message;
  return Object.setPrototypeOf(error, prototype);
}

class DOMException {
  /**
   * @param {string} [message]
   * @param {string|{ name?: string, cause?: * }} [options] the name
   */
  constructor(message = '', options = 'Error') {
    const self = makeException(this, new.target.prototype, `${message}`);
    const isObject = options && typeof options === 'object';
    internals.set(self, { message: `${message}`, name: `${isObject ? options.name : options}` });
    if (isObject && 'cause' in options) {
      Object.defineProperty(self, 'cause', {
        __proto__: null, value: options.cause, configurable: true, writable: true, enumerable: false,
      });
    }
    if (profile.domExceptionsAreNativeErrors) {
      markTransferMode(self, true, false);
    }
    return self;
  }

  get name() {
    return internalsOf(this).name;
  }

  get message() {
    return internalsOf(this).message;
  }

  get code() {
    const { name } = internalsOf(this);
    return DISUSED.includes(name) ? 0 : codeOf.get(name) ?? 0;
  }
}

/** Cloning: from Node 22 on a copy is a DOMException, too. */
function defineCloning() {
  const methods = {
    [kClone]() {
      const { message, name } = internalsOf(this);
      return {
        data: { message, name, stack: this.stack },
        deserializeInfo: 'internal/dom_exception:DOMException',
      };
    },
    [kDeserialize]({ message, name, stack }) {
      internals.set(this, { message, name });
      this.stack = stack;
    },
  };
  for (const key of [kClone, kDeserialize]) {
    Object.defineProperty(DOMException.prototype, key, { __proto__: null, value: methods[key], configurable: true });
  }
}

const enumerable = { __proto__: null, enumerable: true, configurable: true };

/** Makes getters enumerable and names the class, as Web IDL wants. */
function finishInterface(Class, getters) {
  for (const getter of getters) Object.defineProperty(Class.prototype, getter, enumerable);
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: Class.name });
}

Object.setPrototypeOf(DOMException.prototype, ErrorPrototype);
finishInterface(DOMException, ['name', 'message', 'code']);
NAMES.forEach(([name, constant], index) => {
  const descriptor = { __proto__: null, enumerable: true, value: index + 1 };
  Object.defineProperty(DOMException, constant, descriptor);
  Object.defineProperty(DOMException.prototype, constant, descriptor);
  codeOf.set(name, index + 1);
});

/** Reads an amount of QuotaExceededError, null where none is given. */
function readAmount(options, key) {
  if (options == null || !(key in options)) return null;
  const amount = +options[key];
  if (!Number.isFinite(amount)) {
    const shown = Number.isNaN(amount) ? 'NaN' : 'Infinity';
    throw new TypeError(`Cannot convert options.${key} to a double: the value is ${shown}`);
  }
  if (amount < 0) throw new RangeError(`options.${key} must not be negative`);
  return amount;
}

/** What storage and crypto fail with when too much was asked for; global from Node 26 on. */
class QuotaExceededError extends DOMException {
  #quota;
  #requested;

  /**
   * @param {string} [message]
   * @param {{ quota?: number, requested?: number }} [options]
   */
  constructor(message = '', options = { __proto__: null }) {
    super(message, 'QuotaExceededError');
    this.#quota = readAmount(options, 'quota');
    this.#requested = readAmount(options, 'requested');
    if (this.#quota !== null && this.#requested !== null && this.#requested < this.#quota) {
      throw new RangeError('options.requested must not be less than options.quota');
    }
  }

  get quota() {
    if (!(#quota in this)) throwInvalidThis('QuotaExceededError');
    return this.#quota;
  }

  get requested() {
    if (!(#requested in this)) throwInvalidThis('QuotaExceededError');
    return this.#requested;
  }
}
finishInterface(QuotaExceededError, ['quota', 'requested']);
if (profile.domExceptionsAreNativeErrors) defineCloning();

module.exports = { DOMException, QuotaExceededError };
