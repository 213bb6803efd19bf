// Helpers that builtins share: lazy definitions, encodings, signals, system errors, symbols known to several modules.
// Node's doc: "Util" for those that `util` gives out (promisify, deprecate, getSystemErrorName …).
// Loaded at every start, so it loads nothing that an empty program does not need.
'use strict';

const {
  Error, FunctionPrototypeSymbolHasInstance, ReflectApply, SafeMap, SafeSet, SafeWeakRef, Symbol, SymbolFor,
} = primordials;

const { codes, withoutStack } = require('internal/errors');
const definitions = require('internal/util/definitions');
const deprecation = require('internal/util/deprecation');
const { customPromisifyArgs, promisify } = require('internal/util/promisify');

const isWindows = process.platform === 'win32';
const isMacOS = process.platform === 'darwin';

const kEmptyObject = Object.freeze({ __proto__: null });
const kEnumerableProperty = Object.freeze({ __proto__: null, enumerable: true });

const COLOR_CODE = /\u001b\[\d\d?m/g;
const UNDER_NODE_MODULES = /^(?:.*)[\\/]node_modules[\\/]/;
const HANDLE_TYPES = ['TCP', 'TTY', 'UDP', 'FILE', 'PIPE', 'UNKNOWN'];

/** Names of encodings, in the order of the numbers that the engine knows them by. */
const ENCODINGS = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'buffer', 'base64url'];
const encodingsMap = { __proto__: null };
ENCODINGS.forEach((name, number) => { encodingsMap[name] = number; });

/** Every name of an encoding, in lower case. */
const ENCODING_NAMES = {
  '__proto__': null,
  '': 'utf8',
  'utf8': 'utf8',
  'utf-8': 'utf8',
  'ucs2': 'utf16le',
  'ucs-2': 'utf16le',
  'utf16le': 'utf16le',
  'utf-16le': 'utf16le',
  'hex': 'hex',
  'ascii': 'ascii',
  'base64': 'base64',
  'base64url': 'base64url',
  'latin1': 'latin1',
  'binary': 'latin1',
};

/**
 * The one name of an encoding.
 * @param {string|null|undefined} enc null and undefined mean utf8
 * @returns {string|undefined} undefined for what is no encoding
 */
function normalizeEncoding(enc) {
  if (enc == null || enc === 'utf8' || enc === 'utf-8') return 'utf8';
  if (typeof enc !== 'string') return undefined;
  return ENCODING_NAMES[enc] ?? ENCODING_NAMES[enc.toLowerCase()];
}

/**
 * Whether a value is an error, also of another realm or of a class that extends Error by prototype alone.
 * @param {*} value
 * @returns {boolean}
 */
function isError(value) {
  return internalBinding('types').isNativeError(value) || FunctionPrototypeSymbolHasInstance(Error, value);
}

/** Calls `initializer` at the first call only; later calls give what it gave. */
function getLazy(initializer) {
  let value;
  let isInitialized = false;
  return () => {
    if (!isInitialized) {
      value = initializer();
      isInitialized = true;
    }
    return value;
  };
}

/** Wraps a function that gives an array: it runs once, every caller gets a copy. */
function cachedResult(fn) {
  const lazy = getLazy(fn);
  return () => lazy().slice();
}

/** Wraps a callback so that only its first call counts. */
function once(callback, { preserveReturnValue = false } = kEmptyObject) {
  let isCalled = false;
  let returnValue;
  return function(...args) {
    if (isCalled) return returnValue;
    isCalled = true;
    const result = ReflectApply(callback, this, args);
    returnValue = preserveReturnValue ? result : undefined;
    return result;
  };
}

/** The class of an object by its chain of prototypes, null where none is named. */
function getConstructorOf(object) {
  for (let link = object; link; link = Object.getPrototypeOf(link)) {
    const constructor = Object.getOwnPropertyDescriptor(link, 'constructor')?.value;
    if (typeof constructor === 'function' && constructor.name !== '') return constructor;
  }
  return null;
}

/** Takes one element out of an array, faster than splice. */
function spliceOne(list, index) {
  for (let i = index; i + 1 < list.length; i++) list[i] = list[i + 1];
  list.pop();
}

/** Distinct strings, compared without regard to case, sorted; in lower case where `low`. */
function filterDuplicateStrings(items, low) {
  const map = new SafeMap();
  for (const item of items) {
    const key = item.toLowerCase();
    map.set(key, low ? key : item);
  }
  return [...map.values()].sort();
}

/** A text without colour codes. */
function removeColors(text) {
  return text.replace(COLOR_CODE, '');
}

const experimentalWarnings = new SafeSet();

/** Warns once that a feature is experimental. */
function emitExperimentalWarning(feature, messagePrefix = '', code = undefined, ctor = undefined) {
  if (experimentalWarnings.has(feature)) return;
  experimentalWarnings.add(feature);
  const message = `${messagePrefix}${feature} is an experimental feature and might change at any time`;
  process.emitWarning(message, 'ExperimentalWarning', code, ctor);
}

/**
 * The number of a signal.
 * @param {number|string} signal name in any case, or number
 * @returns {number}
 */
function convertToValidSignal(signal) {
  const signals = internalBinding('signals');
  if (typeof signal === 'number' && Object.values(signals).includes(signal)) return signal;
  const number = typeof signal === 'string' ? signals[signal.toUpperCase()] : undefined;
  if (number) return number;
  throw new codes.ERR_UNKNOWN_SIGNAL(signal);
}

/** The exit code of a process that a signal ended, as shells tell it: 128 + number. */
function convertProcessSignalToExitCode(signalCode) {
  const signals = internalBinding('signals');
  require('internal/validators').validateOneOf(signalCode, 'signalCode', Object.keys(signals));
  return 128 + signals[signalCode];
}

/** Name, or text, of a negative error number. */
function getSystemErrorName(err) {
  const entry = require('internal/errors').uvErrmapGet(err);
  return entry ? entry[0] : `Unknown system error ${err}`;
}

function getSystemErrorMessage(err) {
  const entry = require('internal/errors').uvErrmapGet(err);
  return entry ? entry[1] : `Unknown system error ${err}`;
}

/** Every error number with its name and text; a new Map each time. */
function getSystemErrorMap() {
  return internalBinding('uv').getErrorMap();
}

/** What an open file descriptor is: TCP, TTY, UDP, FILE, PIPE or UNKNOWN. */
function guessHandleType(fd) {
  return HANDLE_TYPES[internalBinding('util').guessHandleType(fd)];
}

let cwdUrl;
let cwdOfUrl;

/** The URL of the working directory; of the root where that is gone. */
function getCWDURL() {
  const { pathToFileURL } = require('internal/url');
  let cwd;
  try {
    cwd = process.cwd();
  } catch {
    cwdUrl ??= pathToFileURL('/');
    return cwdUrl;
  }
  if (cwd !== cwdOfUrl) {
    cwdUrl = pathToFileURL(`${cwd}/`);
    cwdOfUrl = cwd;
  }
  return cwdUrl;
}

/** Whether a file belongs to an installed package. */
function isUnderNodeModules(filename) {
  return filename && UNDER_NODE_MODULES.test(filename);
}

/** Blocks the thread. @param {number} msec milliseconds */
function sleep(msec) {
  require('internal/validators').validateUint32(msec, 'msec');
  internalBinding('util').sleep(msec);
}

function lazyDOMExceptionClass() {
  return require('internal/dom_exception').DOMException;
}

/** A DOMException whose stack begins at the caller. */
function lazyDOMException(message, name) {
  const error = withoutStack(() => new (lazyDOMExceptionClass())(message, name));
  if (Error.stackTraceLimit) Error.captureStackTrace(error, lazyDOMException);
  return error;
}

/** Whether crypto exists: always, under Loopscope. */
function assertCrypto() {
  if (!process.versions.openssl) throw new codes.ERR_NO_CRYPTO();
}

/** A weak reference that can be made strong for a while: it counts those who need it so. */
class WeakReference {
  #weak;
  #strong = null;
  #refCount = 0;

  constructor(object) {
    this.#weak = new SafeWeakRef(object);
  }

  incRef() {
    this.#refCount++;
    if (this.#refCount === 1) this.#strong = this.#weak.deref() ?? null;
    return this.#refCount;
  }

  decRef() {
    this.#refCount--;
    if (this.#refCount === 0) this.#strong = null;
    return this.#refCount;
  }

  get() {
    return this.#weak.deref();
  }
}

module.exports = {
  ...definitions,
  ...deprecation,
  WeakReference,
  assertCrypto,
  cachedResult,
  convertProcessSignalToExitCode,
  convertToValidSignal,
  customInspectSymbol: SymbolFor('nodejs.util.inspect.custom'),
  customPromisifyArgs,
  emitExperimentalWarning,
  encodingsMap,
  filterDuplicateStrings,
  getCWDURL,
  getConstructorOf,
  getLazy,
  getSystemErrorMap,
  getSystemErrorMessage,
  getSystemErrorName,
  guessHandleType,
  isError,
  isMacOS,
  isUnderNodeModules,
  isWindows,
  kEmptyObject,
  kEnumerableProperty,
  kIsEncodingSymbol: Symbol('kIsEncodingSymbol'),
  lazyDOMException,
  lazyDOMExceptionClass,
  normalizeEncoding,
  once,
  promisify,
  removeColors,
  sleep,
  spliceOne,
};
