// Numbers in buffers: readUInt8 to writeDoubleBE, with Node's range errors. Answers to Node's doc "Buffer".
'use strict';

const { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = require('internal/errors').codes;
const { validateNumber } = require('internal/validators');

/** The error for an offset or byte length that is not an integer between its limits. */
function boundsError(value, max, type) {
  if (Math.floor(value) !== value) {
    validateNumber(value, type);
    throw new ERR_OUT_OF_RANGE(type || 'offset', 'an integer', value);
  }
  if (max < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  throw new ERR_OUT_OF_RANGE(type || 'offset', `>= ${type ? 1 : 0} and <= ${max}`, value);
}

/** Throws unless `size` bytes lie at `offset`. */
function checkBounds(buf, offset, size) {
  validateNumber(offset, 'offset');
  if (buf[offset] === undefined || buf[offset + size - 1] === undefined) boundsError(offset, buf.length - size);
}

/** The text of a range: powers of two for what no one reads as digits. */
function rangeText(min, max, size) {
  const n = typeof min === 'bigint' ? 'n' : '';
  if (size <= 4 && n === '') return `>= ${min} and <= ${max}`;
  const bits = size * 8;
  // OK to compare loosely: 0 and 0n both mean unsigned.
  if (min == 0) return `>= 0${n} and < 2${n} ** ${bits}${n}`;
  return `>= -(2${n} ** ${bits - 1}${n}) and < 2${n} ** ${bits - 1}${n}`;
}

/** Throws unless the value is in its range and `size` bytes lie at `offset`. */
function checkValue(value, min, max, buf, offset, size) {
  if (value > max || value < min) throw new ERR_OUT_OF_RANGE('value', rangeText(min, max, size), value);
  checkBounds(buf, offset, size);
}

/** The signed value of `bits` bits, at most 32. */
const signed = (value, bits) => (value << (32 - bits)) >> (32 - bits);

function little(buf, offset, size) {
  let value = 0;
  let weight = 1;
  for (let i = 0; i < size; i++, weight *= 256) value += buf[offset + i] * weight;
  return value;
}

function big(buf, offset, size) {
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + buf[offset + i];
  return value;
}

/** Signed value of `size` bytes read unsigned, by two's complement. */
function fromUnsigned(value, size) {
  return value >= 2 ** (size * 8 - 1) ? value - 2 ** (size * 8) : value;
}

/** The byte of weight 256 ** i. Like Node, a fraction is cut off below bit 32 and rounded down above. */
function byteOf(value, i) {
  return i < 4 ? value >>> (8 * i) : Math.floor(value / 2 ** 32) >>> (8 * (i - 4));
}

/** Writes `size` bytes of an integer of either sign, low byte first; returns the offset behind them. */
function putLittle(buf, value, offset, size) {
  for (let i = 0; i < size; i++) buf[offset + i] = byteOf(value, i);
  return offset + size;
}

function putBig(buf, value, offset, size) {
  for (let i = 0; i < size; i++) buf[offset + i] = byteOf(value, size - 1 - i);
  return offset + size;
}

/** The checks of the readers and writers whose byte length is an argument. */
function checkByteLength(byteLength) {
  if (!(byteLength >= 1 && byteLength <= 6 && Number.isInteger(byteLength))) boundsError(byteLength, 6, 'byteLength');
}

function readVariable(buf, offset, byteLength, order) {
  if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
  checkByteLength(byteLength);
  checkBounds(buf, offset, byteLength);
  return order(buf, offset, byteLength);
}

function writeVariable(buf, value, offset, byteLength, isSigned, put) {
  checkByteLength(byteLength);
  const span = 2 ** (8 * byteLength);
  value = +value;
  checkValue(value, isSigned ? -span / 2 : 0, (isSigned ? span / 2 : span) - 1, buf, offset, byteLength);
  return put(buf, value, offset, byteLength);
}

function readUInt8(offset = 0) {
  checkBounds(this, offset, 1);
  return this[offset];
}
function readUInt16LE(offset = 0) {
  checkBounds(this, offset, 2);
  return this[offset] | (this[offset + 1] << 8);
}
function readUInt16BE(offset = 0) {
  checkBounds(this, offset, 2);
  return (this[offset] << 8) | this[offset + 1];
}
function readUInt32LE(offset = 0) {
  checkBounds(this, offset, 4);
  return (this[offset] | (this[offset + 1] << 8) | (this[offset + 2] << 16) | (this[offset + 3] << 24)) >>> 0;
}
function readUInt32BE(offset = 0) {
  checkBounds(this, offset, 4);
  return ((this[offset] << 24) | (this[offset + 1] << 16) | (this[offset + 2] << 8) | this[offset + 3]) >>> 0;
}

const readers = {
  readUIntLE(offset, byteLength) { return readVariable(this, offset, byteLength, little); },
  readUInt32LE,
  readUInt16LE,
  readUInt8,
  readUIntBE(offset, byteLength) { return readVariable(this, offset, byteLength, big); },
  readUInt32BE,
  readUInt16BE,
  readIntLE(offset, byteLength) { return fromUnsigned(readVariable(this, offset, byteLength, little), byteLength); },
  readInt32LE(offset = 0) { return readUInt32LE.call(this, offset) | 0; },
  readInt16LE(offset = 0) { return signed(readUInt16LE.call(this, offset), 16); },
  readInt8(offset = 0) { return signed(readUInt8.call(this, offset), 8); },
  readIntBE(offset, byteLength) { return fromUnsigned(readVariable(this, offset, byteLength, big), byteLength); },
  readInt32BE(offset = 0) { return readUInt32BE.call(this, offset) | 0; },
  readInt16BE(offset = 0) { return signed(readUInt16BE.call(this, offset), 16); },
};

/** A writer of one width; the value is taken as a number first, as Node does. */
function makeWriter(name, size, min, max, put) {
  const writer = {
    [name](value, offset = 0) {
      value = +value;
      checkValue(value, min, max, this, offset, size);
      return put(this, value, offset, size);
    },
  };
  return writer[name];
}

const writers = {
  writeUIntLE(value, offset, byteLength) { return writeVariable(this, value, offset, byteLength, false, putLittle); },
  writeUInt32LE: makeWriter('writeUInt32LE', 4, 0, 0xffffffff, putLittle),
  writeUInt16LE: makeWriter('writeUInt16LE', 2, 0, 0xffff, putLittle),
  writeUInt8: makeWriter('writeUInt8', 1, 0, 0xff, putLittle),
  writeUIntBE(value, offset, byteLength) { return writeVariable(this, value, offset, byteLength, false, putBig); },
  writeUInt32BE: makeWriter('writeUInt32BE', 4, 0, 0xffffffff, putBig),
  writeUInt16BE: makeWriter('writeUInt16BE', 2, 0, 0xffff, putBig),
  writeIntLE(value, offset, byteLength) { return writeVariable(this, value, offset, byteLength, true, putLittle); },
  writeInt32LE: makeWriter('writeInt32LE', 4, -0x80000000, 0x7fffffff, putLittle),
  writeInt16LE: makeWriter('writeInt16LE', 2, -0x8000, 0x7fff, putLittle),
  writeInt8: makeWriter('writeInt8', 1, -0x80, 0x7f, putLittle),
  writeIntBE(value, offset, byteLength) { return writeVariable(this, value, offset, byteLength, true, putBig); },
  writeInt32BE: makeWriter('writeInt32BE', 4, -0x80000000, 0x7fffffff, putBig),
  writeInt16BE: makeWriter('writeInt16BE', 2, -0x8000, 0x7fff, putBig),
};

// Eight bytes that floats and bigints pass through, little-endian as every machine that V8 supports here. OK to share:
// nothing calls out while they are in use. No DataView: V8 does not bring one back from a snapshot.
const memory = new ArrayBuffer(8);
const scratch = new Uint8Array(memory);
const asFloat = new Float32Array(memory, 0, 1);
const asDouble = new Float64Array(memory);
const asBigInt = new BigInt64Array(memory);
const asBigUint = new BigUint64Array(memory);

function load(buf, offset, size, littleEndian) {
  checkBounds(buf, offset, size);
  for (let i = 0; i < size; i++) scratch[littleEndian ? i : size - 1 - i] = buf[offset + i];
}

function store(buf, offset, size, littleEndian) {
  for (let i = 0; i < size; i++) buf[offset + i] = scratch[littleEndian ? i : size - 1 - i];
  return offset + size;
}

const bigReaders = {
  readBigUInt64LE(offset = 0) { load(this, offset, 8, true); return asBigUint[0]; },
  readBigUInt64BE(offset = 0) { load(this, offset, 8, false); return asBigUint[0]; },
  readBigInt64LE(offset = 0) { load(this, offset, 8, true); return asBigInt[0]; },
  readBigInt64BE(offset = 0) { load(this, offset, 8, false); return asBigInt[0]; },
};

function putBigInt(buf, value, offset, min, max, littleEndian) {
  checkValue(value, min, max, buf, offset, 8);
  // Node splits the value with `&`; a number in place of a bigint fails there with V8's own words.
  asBigUint[0] = value & 0xffffffffffffffffn;
  return store(buf, offset, 8, littleEndian);
}

const U64_MAX = 0xffffffffffffffffn;
const I64_MAX = 0x7fffffffffffffffn;
const I64_MIN = -0x8000000000000000n;

const bigWriters = {
  writeBigUInt64LE(value, offset = 0) { return putBigInt(this, value, offset, 0n, U64_MAX, true); },
  writeBigUInt64BE(value, offset = 0) { return putBigInt(this, value, offset, 0n, U64_MAX, false); },
  writeBigInt64LE(value, offset = 0) { return putBigInt(this, value, offset, I64_MIN, I64_MAX, true); },
  writeBigInt64BE(value, offset = 0) { return putBigInt(this, value, offset, I64_MIN, I64_MAX, false); },
};

// Node names these by the machine's byte order, which is little-endian here.
function readFloatForwards(offset = 0) { load(this, offset, 4, true); return asFloat[0]; }
function readFloatBackwards(offset = 0) { load(this, offset, 4, false); return asFloat[0]; }
function readDoubleForwards(offset = 0) { load(this, offset, 8, true); return asDouble[0]; }
function readDoubleBackwards(offset = 0) { load(this, offset, 8, false); return asDouble[0]; }

function writeFloating(buf, value, offset, size, littleEndian) {
  // The value is converted before the offset is looked at: a `valueOf` may throw first.
  if (size === 4) asFloat[0] = value;
  else asDouble[0] = value;
  checkBounds(buf, offset, size);
  return store(buf, offset, size, littleEndian);
}
function writeFloatForwards(val, offset = 0) { return writeFloating(this, val, offset, 4, true); }
function writeFloatBackwards(val, offset = 0) { return writeFloating(this, val, offset, 4, false); }
function writeDoubleForwards(val, offset = 0) { return writeFloating(this, val, offset, 8, true); }
function writeDoubleBackwards(val, offset = 0) { return writeFloating(this, val, offset, 8, false); }

/** Adds a family and its aliases (`readUint8` for `readUInt8`). */
function addFamily(proto, family) {
  Object.assign(proto, family);
  for (const name of Object.keys(family)) {
    if (name.includes('UInt')) proto[name.replace('UInt', 'Uint')] = family[name];
  }
}

/** Puts all readers and writers of numbers on Buffer.prototype. */
function addNumberMethods(proto) {
  addFamily(proto, bigReaders);
  addFamily(proto, bigWriters);
  addFamily(proto, readers);
  addFamily(proto, writers);
  proto.readFloatLE = readFloatForwards;
  proto.readFloatBE = readFloatBackwards;
  proto.readDoubleLE = readDoubleForwards;
  proto.readDoubleBE = readDoubleBackwards;
  proto.writeFloatLE = writeFloatForwards;
  proto.writeFloatBE = writeFloatBackwards;
  proto.writeDoubleLE = writeDoubleForwards;
  proto.writeDoubleBE = writeDoubleBackwards;
}

module.exports = { addNumberMethods };
