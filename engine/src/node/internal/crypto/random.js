// Random bytes, numbers and UUIDs: from the simulation's source of chance (Node's doc: «crypto.randomBytes()» …).
'use strict';

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const {
  validateBoolean, validateFunction, validateNumber, validateObject,
} = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView, isFloat32Array, isFloat64Array } = require('internal/util/types');
const { Buffer, kMaxLength } = require('buffer');
const { INT_MAX, announceJob, runJob, viewOf } = require('internal/crypto/util');
const { random } = internalBinding('process');

/** OpenSSL counts in a C int. */
const SIZE_MAX = Math.min(INT_MAX, kMaxLength);

function assertOffset(offset, elementSize, length) {
  validateNumber(offset, 'offset');
  offset *= elementSize;
  const max = Math.min(length, SIZE_MAX);
  if (Number.isNaN(offset) || offset > max || offset < 0) {
    throw new ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${max}`, offset);
  }
  return offset >>> 0;
}

function assertSize(size, elementSize, offset, length) {
  validateNumber(size, 'size');
  size *= elementSize;
  if (Number.isNaN(size) || size > SIZE_MAX || size < 0) {
    throw new ERR_OUT_OF_RANGE('size', `>= 0 && <= ${SIZE_MAX}`, size);
  }
  if (size + offset > length) {
    throw new ERR_OUT_OF_RANGE('size + offset', `<= ${length}`, size + offset);
  }
  return size >>> 0;
}

/** Overwrites a part of `buffer` with random bytes. */
function fill(buffer, offset, size) {
  const bytes = viewOf(buffer);
  bytes.set(random(size), offset);
}

/** The same on this thread: a job to async hooks. */
function fillNow(buffer, offset, size) {
  announceJob('RANDOMBYTESREQUEST');
  fill(buffer, offset, size);
}

function fillJob(buffer, offset, size, done) {
  runJob('RANDOMBYTESREQUEST', ['random', size], () => fill(buffer, offset, size), done);
}

function randomBytes(size, callback) {
  size = assertSize(size, 1, 0, Infinity);
  if (callback !== undefined) validateFunction(callback, 'callback');
  const buffer = Buffer.from(new ArrayBuffer(size));
  if (callback === undefined) {
    if (size > 0) fillNow(buffer, 0, size);
    return buffer;
  }
  randomFill(buffer.buffer, 0, size, function(error) {
    Reflect.apply(callback, this, error ? [error] : [null, buffer]);
  });
}

/** Where and how much is to be filled. */
function fillRange(buffer, offset, size) {
  const elementSize = buffer.BYTES_PER_ELEMENT || 1;
  offset = assertOffset(offset, elementSize, buffer.byteLength);
  size = size === undefined ? buffer.byteLength - offset : assertSize(size, elementSize, offset, buffer.byteLength);
  return [offset, size];
}

function checkTarget(buffer) {
  if (!isAnyArrayBuffer(buffer) && !isArrayBufferView(buffer)) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buffer);
  }
}

function randomFillSync(buf, offset = 0, size) {
  checkTarget(buf);
  [offset, size] = fillRange(buf, offset, size);
  if (size > 0) fillNow(buf, offset, size);
  return buf;
}

function randomFill(buf, offset, size, callback) {
  checkTarget(buf);
  if (typeof offset === 'function') {
    callback = offset;
    offset = 0;
    size = undefined;
  } else if (typeof size === 'function') {
    callback = size;
    size = undefined;
  }
  validateFunction(callback, 'callback');
  [offset, size] = fillRange(buf, offset, size);
  if (size === 0) {
    callback(null, buf);
    return;
  }
  fillJob(buf, offset, size, function(error) {
    Reflect.apply(callback, this, error ? [error] : [null, buf]);
  });
}

/** Numbers are taken from a stock of this many bytes, six for each. */
const STOCK_BYTES = 6 * 1024;
const NUMBER_BYTES = 6;
const NUMBER_MAX = 2 ** 48 - 1;

let stock;
let stockUsed = STOCK_BYTES;
/** Requests that wait for the stock to be refilled; undefined when nobody refills it. */
let waiting;

/** A number from the stock: even over the range, or undefined for a draw that would make it uneven. */
function drawBelow(range) {
  const drawn = stock.readUIntBE(stockUsed, NUMBER_BYTES);
  stockUsed += NUMBER_BYTES;
  const even = NUMBER_MAX - (NUMBER_MAX % range);
  return drawn < even ? drawn % range : undefined;
}

function randomIntSync(min, range) {
  for (;;) {
    if (stockUsed === STOCK_BYTES) {
      stock ??= Buffer.alloc(STOCK_BYTES);
      randomFillSync(stock);
      stockUsed = 0;
    }
    const number = drawBelow(range);
    if (number !== undefined) return number + min;
  }
}

function randomIntAsync(min, range, callback) {
  while (stockUsed < STOCK_BYTES) {
    const number = drawBelow(range);
    if (number !== undefined) {
      process.nextTick(callback, undefined, number + min);
      return;
    }
  }
  const isFirst = waiting === undefined;
  waiting ??= [];
  waiting.push(() => randomIntAsync(min, range, callback));
  if (isFirst) refillStock();
}

function refillStock() {
  stock ??= Buffer.alloc(STOCK_BYTES);
  randomFill(stock, () => {
    stockUsed = 0;
    const tasks = waiting;
    waiting = undefined;
    for (const task of tasks) task();
  });
}

/** randomInt(max), randomInt(min, max), each with or without callback. */
function randomInt(min, max, callback) {
  const minNotSpecified = max === undefined || typeof max === 'function';
  if (minNotSpecified) {
    callback = max;
    max = min;
    min = 0;
  }
  const isSync = callback === undefined;
  if (!isSync) validateFunction(callback, 'callback');
  if (!Number.isSafeInteger(min)) throw new ERR_INVALID_ARG_TYPE('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw new ERR_INVALID_ARG_TYPE('max', 'a safe integer', max);
  if (max <= min) {
    throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
  }
  const range = max - min;
  if (!(range <= NUMBER_MAX)) {
    throw new ERR_OUT_OF_RANGE(minNotSpecified ? 'max' : 'max - min', `<= ${NUMBER_MAX}`, range);
  }
  if (isSync) return randomIntSync(min, range);
  randomIntAsync(min, range, callback);
}

/** Web Crypto's getRandomValues: integers only, 64 KiB at most. */
function getRandomValues(data) {
  const { lazyDOMException } = require('internal/util');
  if (!isArrayBufferView(data) || data instanceof DataView || isFloat32Array(data) || isFloat64Array(data) ||
      data[Symbol.toStringTag] === 'Float16Array') {
    throw lazyDOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (data.byteLength > 65536) {
    throw lazyDOMException(
      `The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
  }
  randomFillSync(data, 0);
  return data;
}

function checkUuidOptions(options) {
  if (options === undefined) return;
  validateObject(options, 'options');
  const { disableEntropyCache = false } = options;
  validateBoolean(disableEntropyCache, 'options.disableEntropyCache');
}

/** The text of a UUID with its version and variant put in. */
function uuidText(bytes, version) {
  bytes[6] = (bytes[6] & 0x0f) | (version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, 16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function randomUUID(options) {
  checkUuidOptions(options);
  return uuidText(random(16), 4);
}

/** RFC 9562: the milliseconds since 1970 first. */
function randomUUIDv7(options) {
  checkUuidOptions(options);
  const bytes = random(16);
  let time = Date.now();
  for (let at = 5; at >= 0; at--) {
    bytes[at] = time % 256;
    time = Math.floor(time / 256);
  }
  return uuidText(bytes, 7);
}

module.exports = { getRandomValues, randomBytes, randomFill, randomFillSync, randomInt, randomUUID, randomUUIDv7 };
