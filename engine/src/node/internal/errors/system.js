// Errors of the operating system: an errno as `code`, with the syscall and what it was about.
// Node's doc: "Errors", class SystemError. Numbers and texts come from `internalBinding('uv')`, as in Node.
'use strict';

const { Error, ObjectDefineProperties, ObjectDefineProperty, SymbolFor } = primordials;

const { kIsNodeError } = require('internal/errors');

const UNKNOWN = ['UNKNOWN', 'unknown error'];

let uv;
let errorMap;

function lazyUv() {
  uv ??= internalBinding('uv');
  return uv;
}

/**
 * Name and text of a libuv error number.
 * @param {number} errno negative
 * @returns {[string, string]|undefined}
 */
function uvErrmapGet(errno) {
  errorMap ??= lazyUv().getErrorMap();
  return errorMap.get(errno);
}

/**
 * The name of an error number: those of libuv, and what getaddrinfo adds.
 * @param {number} errno negative
 * @returns {string} for instance `ENOENT`
 */
function errnoName(errno) {
  return lazyUv().errname(errno);
}

/** An error whose class stays hidden: `error.constructor` is Error. */
class PlainError extends Error {
  get ['constructor']() {
    return Error;
  }
}

/** An error of a file operation: `ENOENT: no such file or directory, open '/x'`. */
class UVException extends PlainError {
  /**
   * @param {object} context `{ errno, syscall, code?, message?, path?, dest? }`; path and dest may be Buffers
   */
  constructor(context) {
    const [code, text] = uvErrmapGet(context.errno) || UNKNOWN;
    const path = context.path ? context.path.toString() : undefined;
    const dest = context.dest ? context.dest.toString() : undefined;
    let message = `${code}: ${context.message || text}, ${context.syscall}`;
    if (path) message += ` '${path}'`;
    if (dest) message += ` -> '${dest}'`;
    super(message);
    for (const key of Object.keys(context)) {
      if (key !== 'message' && key !== 'path' && key !== 'dest') this[key] = context[key];
    }
    this.code = code;
    if (path) this.path = path;
    if (dest) this.dest = dest;
  }
}

/** `address:port`, or the address alone where the port is 0 or none. */
function formatAddress(address, port) {
  return port && port > 0 ? `${address}:${port}` : address;
}

/** An error of listen or bind: `listen EADDRINUSE: address already in use 127.0.0.1:80`. */
class UVExceptionWithHostPort extends PlainError {
  /**
   * @param {number} errno negative
   * @param {string} syscall
   * @param {string} address host, or path of a pipe
   * @param {number} [port]
   */
  constructor(errno, syscall, address, port) {
    const [code, text] = uvErrmapGet(errno) || UNKNOWN;
    const details = address ? ` ${formatAddress(address, port)}` : '';
    super(`${syscall} ${code}: ${text}${details}`);
    this.code = code;
    this.errno = errno;
    this.syscall = syscall;
    this.address = address;
    if (port) this.port = port;
  }
}

/** An error of a syscall: `kill ESRCH`. `util._errnoException` of old. */
class ErrnoException extends PlainError {
  /**
   * @param {number} errno negative
   * @param {string} syscall
   * @param {string} [original] further text
   */
  constructor(errno, syscall, original) {
    const code = errnoName(errno);
    super(original ? `${syscall} ${code} ${original}` : `${syscall} ${code}`);
    this.errno = errno;
    this.code = code;
    this.syscall = syscall;
  }
}

/** An error of connect or write: `connect ECONNREFUSED 127.0.0.1:80`. `util._exceptionWithHostPort` of old. */
class ExceptionWithHostPort extends PlainError {
  /**
   * @param {number} errno negative
   * @param {string} syscall
   * @param {string} address host, or path of a pipe
   * @param {number} [port]
   * @param {string} [additional] the local side
   */
  constructor(errno, syscall, address, port, additional) {
    const code = errnoName(errno);
    let details = port && port > 0 ? ` ${address}:${port}` : address ? ` ${address}` : '';
    if (additional) details += ` - Local (${additional})`;
    super(`${syscall} ${code}${details}`);
    this.errno = errno;
    this.code = code;
    this.syscall = syscall;
    this.address = address;
    if (port) this.port = port;
  }
}

/** An error of the resolver: `getaddrinfo ENOTFOUND host`, `queryA ETIMEOUT host`. */
class DNSException extends PlainError {
  /**
   * @param {number|string} code errno (negative), or the name that c-ares gives
   * @param {string} syscall
   * @param {string} [hostname]
   */
  constructor(code, syscall, hostname) {
    let name = code;
    if (typeof code === 'number') {
      const { UV_EAI_NODATA, UV_EAI_NONAME } = lazyUv();
      // Both mean that there is no such name; programs have always been told ENOTFOUND.
      name = code === UV_EAI_NODATA || code === UV_EAI_NONAME ? 'ENOTFOUND' : errnoName(code);
    }
    super(`${syscall} ${name}${hostname ? ` ${hostname}` : ''}`);
    this.errno = typeof code === 'number' ? code : undefined;
    this.code = name;
    this.syscall = syscall;
    if (hostname) this.hostname = hostname;
  }
}

/** A connection that ended too early: `socket hang up`. */
class ConnResetException extends PlainError {
  constructor(message) {
    super(message);
    this.code = 'ECONNRESET';
  }
}

// A class has a `constructor` of its own: without it the getter of PlainError is found.
for (const Class of [UVException, UVExceptionWithHostPort, ErrnoException, ExceptionWithHostPort, DNSException, ConnResetException]) {
  delete Class.prototype.constructor;
}

/** Gives `error[key]` as a view on `error.info[key]`. */
function linkToInfo(error, key, fromProgram, toProgram) {
  ObjectDefineProperty(error, key, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get: () => toProgram(error.info[key]),
    set: (value) => { error.info[key] = fromProgram(value); },
  });
}

const asIs = (value) => value;
const toBuffer = (value) => (value ? require('buffer').Buffer.from(value.toString()) : undefined);
const toText = (value) => (value ? value.toString() : value);

/** The base of codes such as ERR_FS_EISDIR: the failed syscall is described by `error.info`. */
class SystemError extends Error {
  /**
   * @param {string} key the ERR_ code
   * @param {object} context `{ errno, code, message, syscall, path?, dest? }`, kept as `info`
   */
  constructor(key, context) {
    super();
    let message = `${this.prefix}: ${context.syscall} returned ${context.code} (${context.message})`;
    if (context.path !== undefined) message += ` ${context.path}`;
    if (context.dest !== undefined) message += ` => ${context.dest}`;
    this.code = key;
    const hidden = { __proto__: null, configurable: true, enumerable: false, writable: true };
    ObjectDefineProperties(this, {
      [kIsNodeError]: { __proto__: null, configurable: true, value: true },
      name: { ...hidden, value: 'SystemError' },
      message: { ...hidden, value: message },
      info: { __proto__: null, configurable: true, enumerable: true, value: context },
    });
    linkToInfo(this, 'errno', asIs, asIs);
    linkToInfo(this, 'syscall', asIs, asIs);
    if (context.path !== undefined) linkToInfo(this, 'path', toBuffer, toText);
    if (context.dest !== undefined) linkToInfo(this, 'dest', toBuffer, toText);
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [SymbolFor('nodejs.util.inspect.custom')](recurseTimes, context) {
    return require('internal/util/inspect').inspect(this, { ...context, getters: true, customInspect: false });
  }
}

/**
 * Makes the class of a code whose errors tell of a failed syscall.
 * @param {string} key
 * @param {string} prefix what failed, the message's first words
 * @returns {Function} constructor of one argument, the context of SystemError
 */
function makeSystemError(key, prefix) {
  class NodeError extends SystemError {
    constructor(context) {
      super(key, context);
    }
  }
  ObjectDefineProperty(NodeError.prototype, 'prefix', { __proto__: null, value: prefix });
  NodeError.HideStackFramesError = NodeError;
  return NodeError;
}

module.exports = {
  ConnResetException,
  DNSException,
  ErrnoException,
  ExceptionWithHostPort,
  SystemError,
  UVException,
  UVExceptionWithHostPort,
  makeSystemError,
  uvErrmapGet,
};
