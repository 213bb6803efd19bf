// `node:buffer`: Buffer, and the module's other functions. Answers to Node's doc "Buffer".
'use strict';

const { compare, isUtf8: isUtf8Bytes } = internalBinding('buffer');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = require('internal/errors').codes;
const { validateArray, validateNumber } = require('internal/validators');
const { customInspectSymbol, defineLazyProperties } = require('internal/util');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { FastBuffer, addBufferPrototype, createUnsafeBuffer } = require('internal/buffer');
const { encodings, getEncodingOps } = require('internal/buffer/encodings');
const { fillBuffer, searchMethods } = require('internal/buffer/search');
const methods = require('internal/buffer/methods');
const pool = require('internal/buffer/pool');
const sources = require('internal/buffer/from');
const profile = require('internal/profile');

const { kMaxLength } = methods;

/** V8's longest string on a 64-bit machine: 2^29 - 24 code units. */
const kStringMaxLength = 536870888;

/** How many bytes `inspect` shows; programs set it through the module. */
let inspectMaxBytes = 50;

/** Whether the use of the constructor has been reported. */
let warnedOfConstructor = false;

/** DEP0005, once, unless the caller lies under node_modules. */
function warnOfConstructor() {
  if (warnedOfConstructor || internalBinding('util').isInsideNodeModules(100, true)) return;
  warnedOfConstructor = true;
  process.emitWarning(
    'Buffer() is deprecated due to security and usability issues. Please use the ' +
    'Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead.', 'DeprecationWarning', 'DEP0005', Buffer);
}

/** The deprecated constructor: `Buffer.alloc` for a number, `Buffer.from` for anything else. */
function Buffer(arg, encodingOrOffset, length) {
  warnOfConstructor();
  if (typeof arg !== 'number') return Buffer.from(arg, encodingOrOffset, length);
  if (typeof encodingOrOffset === 'string') throw new ERR_INVALID_ARG_TYPE('string', 'string', arg);
  return Buffer.alloc(arg);
}

Object.setPrototypeOf(Buffer, Uint8Array);
// Methods such as `map` make Buffers of their results.
Object.defineProperty(Buffer, Symbol.species, {
  __proto__: null,
  configurable: true,
  enumerable: false,
  get() { return FastBuffer; },
});
Buffer.poolSize = pool.DEFAULT_POOL_SIZE;

function validateSize(size) {
  validateNumber(size, 'size');
  if (size >= 0 && size <= kMaxLength) return;
  if (profile.bufferSizeOutOfRange) validateNumber(size, 'size', 0, kMaxLength);
  throw new ERR_INVALID_ARG_VALUE.RangeError('size', size);
}

/** The alignment that `allocUnsafe` may be asked for, in bytes. */
function validateAlignment(alignment) {
  validateNumber(alignment, 'alignment', 1, 2 ** 30);
  if (!Number.isInteger(Math.log2(alignment))) {
    throw new ERR_INVALID_ARG_VALUE('alignment', alignment, 'must be a power of two');
  }
}

/** Memory of its own whose start is a multiple of `alignment`, supposing that V8's is one. */
function allocateAligned(size, alignment) {
  const memory = createUnsafeBuffer(Math.trunc(size) + alignment).buffer;
  return new FastBuffer(memory, 0, size);
}

Buffer.from = function from(value, encodingOrOffset, length) {
  return sources.from(Buffer, value, encodingOrOffset, length);
};

Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  return sources.copyBytesFrom(Buffer, view, offset, length);
};

Buffer.of = (...items) => {
  const buffer = new FastBuffer(items.length);
  for (let i = 0; i < items.length; i++) buffer[i] = items[i];
  return buffer;
};
Object.defineProperty(Buffer.of, 'name', { __proto__: null, configurable: true, value: 'of' });

/** A zeroed or filled Buffer of `size` bytes. */
Buffer.alloc = function alloc(size, fill, encoding) {
  validateSize(size);
  const buffer = new FastBuffer(size);
  return fill !== undefined && fill !== 0 && size > 0 ? fillBuffer(buffer, fill, 0, buffer.length, encoding) : buffer;
};

/** A Buffer of `size` bytes of any value, out of the pool where it is small. */
function allocUnsafe(size, alignment) {
  validateSize(size);
  if (alignment === undefined) return pool.allocate(Buffer, size);
  validateAlignment(alignment);
  return allocateAligned(size, alignment);
}

/** The same without the pool. */
function allocUnsafeSlow(size, alignment) {
  validateSize(size);
  if (alignment === undefined) return createUnsafeBuffer(size);
  validateAlignment(alignment);
  return allocateAligned(size, alignment);
}

if (profile.bufferPoolIsAligned) {
  Object.assign(Buffer, { allocUnsafe, allocUnsafeSlow });
} else {
  Buffer.allocUnsafe = function allocUnsafe(size) {
    validateSize(size);
    return pool.allocate(Buffer, size);
  };
  Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
    validateSize(size);
    return createUnsafeBuffer(size);
  };
}

Buffer.isBuffer = function isBuffer(b) {
  return b instanceof Buffer;
};

Buffer.compare = function(buf1, buf2) {
  methods.validateBytes(buf1, 'buf1');
  methods.validateBytes(buf2, 'buf2');
  return buf1 === buf2 ? 0 : compare(buf1, buf2);
};
Object.defineProperty(Buffer.compare, 'name', { __proto__: null, configurable: true, value: 'compare' });

Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding.length !== 0 && getEncodingOps(encoding) !== undefined;
};

/** The sum of the lengths; what is no list of bytes is found when it is copied. */
function totalLength(list) {
  let length = 0;
  for (let i = 0; i < list.length; i++) {
    if (profile.bufferConcatChecksFirst) methods.validateBytes(list[i], `list[${i}]`);
    if (list[i].length) length += list[i].length;
  }
  return length;
}

/** One Buffer of many, cut or filled with zeros to `length` where that is given. */
Buffer.concat = function concat(list, length) {
  validateArray(list, 'list');
  if (list.length === 0) return new FastBuffer();
  if (length === undefined) length = totalLength(list);
  else methods.validateOffset(length, 'length');
  const buffer = Buffer.allocUnsafe(length);
  let position = 0;
  for (let i = 0; i < list.length; i++) {
    methods.validateBytes(list[i], `list[${i}]`);
    const room = length - position;
    buffer.set(list[i].length > room ? list[i].subarray(0, room) : list[i], position);
    position += Math.min(list[i].length, room);
  }
  if (position < length) buffer.fill(0, position, length);
  return buffer;
};

/** Bytes of a text in an encoding (UTF-8 where it is unknown), or of memory. */
Buffer.byteLength = function byteLength(string, encoding) {
  if (typeof string !== 'string') {
    if (isArrayBufferView(string) || isAnyArrayBuffer(string)) return string.byteLength;
    throw new ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], string);
  }
  if (string.length === 0) return 0;
  const ops = (encoding ? getEncodingOps(encoding) : undefined) ?? encodings.utf8;
  return ops.byteLength(string);
};

// Undocumented: the part of the buffer's own memory that tells a slice from its parent.
const parent = { __proto__: null, enumerable: true, get() { return this instanceof Buffer ? this.buffer : undefined; } };
const offset = { __proto__: null, enumerable: true, get() { return this instanceof Buffer ? this.byteOffset : undefined; } };

// V8's PropertyFilter.
const ALL_PROPERTIES = 0;
const ONLY_ENUMERABLE = 2;

/** Own properties that a program gave a Buffer, as `inspect` shows them behind the bytes. */
function inspectExtras(buffer, ctx) {
  const keys = internalBinding('util').getOwnNonIndexProperties(buffer, ctx.showHidden ? ALL_PROPERTIES : ONLY_ENUMERABLE);
  if (keys.length === 0) return '';
  const extras = { __proto__: null };
  for (const key of keys) extras[key] = buffer[key];
  const text = require('internal/util/inspect').inspect(extras, { ...ctx, breakLength: Infinity, compact: true });
  // What precedes the first key is `[Object: null prototype] { `.
  return `${buffer.length === 0 ? '' : ', '}${text.slice(27, -2)}`;
}

function inspect(recurseTimes, ctx) {
  const shown = Math.min(inspectMaxBytes, this.length);
  const hidden = this.length - inspectMaxBytes;
  let text = encodings.hex.slice(this, 0, shown).replace(/..(?!$)/g, '$& ');
  if (hidden > 0) text += ` ... ${hidden} more byte${hidden > 1 ? 's' : ''}`;
  if (ctx) text += inspectExtras(this, ctx);
  let { name } = Buffer;
  try {
    if (Object.hasOwn(this.constructor, 'name')) ({ name } = this.constructor);
  } catch {
    // OK because a broken constructor still leaves a Buffer to be shown.
  }
  return `<${name} ${text}>`;
}

/** Puts the methods on Buffer.prototype in Node's order of keys. */
function fillPrototype() {
  const proto = FastBuffer.prototype;
  proto.constructor = Buffer;
  Buffer.prototype = proto;
  addBufferPrototype(proto);
  Object.defineProperties(proto, { parent, offset });
  const { compare, copy, equals, slice, subarray, swap16, swap32, swap64, toJSON, toString, write } = methods;
  Object.assign(proto, { copy, toString, equals, inspect, compare }, searchMethods);
  proto.fill = function fill(value, offset, end, encoding) {
    return fillBuffer(this, value, offset, end, encoding);
  };
  Object.assign(proto, { write, toJSON, subarray, slice, swap16, swap32, swap64 });
  proto.toLocaleString = proto.toString;
  proto[customInspectSymbol] = inspect;
  // The key is what Node's own `assign` keeps from users: not enumerable.
  Object.defineProperty(proto, 'constructor', { __proto__: null, enumerable: false });
}

fillPrototype();

/** The bytes that `isUtf8` and `isAscii` look at; memory that was transferred away has none. */
function validatedBytes(input) {
  if (!isArrayBufferView(input) && !isAnyArrayBuffer(input)) {
    throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
  }
  if (input.byteLength === 0) return new Uint8Array();
  return isAnyArrayBuffer(input) ? new Uint8Array(input) : new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
}

/** Whether bytes are UTF-8. */
function isUtf8(input) {
  return isUtf8Bytes(validatedBytes(input));
}

/** Whether all bytes are below 128. */
function isAscii(input) {
  return validatedBytes(input).every((byte) => byte < 128);
}

/** `SlowBuffer(size)`, an old name of `allocUnsafeSlow`. */
function SlowBuffer(size) {
  validateSize(size);
  return createUnsafeBuffer(size);
}

const constants = Object.defineProperties({}, {
  MAX_LENGTH: { __proto__: null, value: kMaxLength, writable: false, enumerable: true },
  MAX_STRING_LENGTH: { __proto__: null, value: kStringMaxLength, writable: false, enumerable: true },
});

function makeSlowBuffer() {
  SlowBuffer.prototype = FastBuffer.prototype;
  if (!profile.slowBufferWarns) return SlowBuffer;
  return require('internal/util').deprecate(
    SlowBuffer, 'SlowBuffer() is deprecated. Please use Buffer.allocUnsafeSlow()', 'DEP0030');
}

module.exports = { Buffer };
if (profile.bufferHasSlowBuffer) module.exports.SlowBuffer = makeSlowBuffer();
const { atob, btoa } = require('internal/buffer/base64');
Object.assign(module.exports, {
  transcode(source, fromEncoding, toEncoding) {
    return require('internal/buffer/transcode').transcode(source, fromEncoding, toEncoding);
  },
  isUtf8,
  isAscii,
  kMaxLength,
  kStringMaxLength,
  btoa,
  atob,
});
Object.defineProperties(module.exports, {
  constants: { __proto__: null, configurable: false, enumerable: true, value: constants },
  INSPECT_MAX_BYTES: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() { return inspectMaxBytes; },
    set(val) {
      validateNumber(val, 'INSPECT_MAX_BYTES', 0);
      inspectMaxBytes = val;
    },
  },
});
defineLazyProperties(module.exports, 'internal/blob', ['Blob', 'resolveObjectURL']);
defineLazyProperties(module.exports, 'internal/file', ['File']);
