// `node:string_decoder`: text from bytes that come in pieces. Answers to Node's doc "String decoder".
'use strict';

const { Buffer } = require('buffer');
const { encodings, getEncodingOps } = require('internal/buffer/encodings');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_UNKNOWN_ENCODING } = require('internal/errors').codes;
const { isArrayBufferView, isUint8Array } = require('internal/util/types');

/**
 * The state: seven bytes, laid out as in Node because `inspect` shows them.
 * Four hold an incomplete character, then how many bytes it lacks, how many are kept, and the encoding's number.
 */
const kNativeDecoder = Symbol('kNativeDecoder');
const MISSING = 4;
const KEPT = 5;
const ENCODING = 6;
const STATE_SIZE = 7;

/** Node's numbers of the encodings. */
const ENCODING_NUMBER = { ascii: 0, utf8: 1, base64: 2, utf16le: 3, latin1: 4, hex: 5, base64url: 7 };

const isContinuation = (byte) => (byte & 0xc0) === 0x80;

/** Bytes of the UTF-8 character that begins with this byte; 0 where none does. */
function sequenceLength(byte) {
  if ((byte & 0xe0) === 0xc0) return 2;
  if ((byte & 0xf0) === 0xe0) return 3;
  return (byte & 0xf8) === 0xf0 ? 4 : 0;
}

/** How a piece of UTF-8 ends: the bytes to keep and the bytes their character lacks. */
function utf8Tail(bytes) {
  for (let kept = 1; kept <= Math.min(bytes.length, 4); kept++) {
    const byte = bytes[bytes.length - kept];
    if (isContinuation(byte)) continue;
    const length = byte < 0x80 ? 0 : sequenceLength(byte);
    // A byte that begins nothing is kept alone in Node too: it lacks none, so the flush reports it.
    return length > kept ? { kept, missing: length - kept } : { kept: 0, missing: 0 };
  }
  return { kept: 0, missing: 0 };
}

/** Half a code unit, or half of a surrogate pair. */
function utf16Tail(bytes) {
  if (bytes.length % 2 === 1) return { kept: 1, missing: 1 };
  return (bytes[bytes.length - 1] & 0xfc) === 0xd8 ? { kept: 2, missing: 2 } : { kept: 0, missing: 0 };
}

function base64Tail(bytes) {
  const kept = bytes.length % 3;
  return { kept, missing: kept > 0 ? 3 - kept : 0 };
}

/** By encoding: how to find what a piece leaves over. The others leave nothing. */
const TAILS = new Map([
  [encodings.utf8, utf8Tail],
  [encodings.utf16le, utf16Tail],
  [encodings.base64, base64Tail],
  [encodings.base64url, base64Tail],
]);

/** The text of what is kept, which is forgotten. */
function takeKept(state, ops) {
  const text = ops.slice(state, 0, state[KEPT]);
  state[MISSING] = state[KEPT] = 0;
  return text;
}

/** How many of the new bytes belong to the kept character: fewer than it lacks where UTF-8 breaks off. */
function continuationLength(state, bytes, ops) {
  const wanted = Math.min(state[MISSING], bytes.length);
  if (ops !== encodings.utf8) return wanted;
  const broken = bytes.subarray(0, wanted).findIndex((byte) => !isContinuation(byte));
  if (broken === -1) return wanted;
  state[MISSING] = broken;
  return broken;
}

/** Adds new bytes to the kept character; its text once it is complete. */
function completeKept(state, bytes, ops) {
  const count = continuationLength(state, bytes, ops);
  state.set(bytes.subarray(0, count), state[KEPT]);
  state[KEPT] += count;
  state[MISSING] -= count;
  if (state[MISSING] > 0) return { text: '', count };
  // As in Node, half a surrogate pair that is completed here is not kept for its other half.
  return { text: takeKept(state, ops), count };
}

/** All text that the bytes complete. */
function decode(state, bytes, ops) {
  const tail = TAILS.get(ops);
  if (tail === undefined) return ops.slice(bytes, 0, bytes.length);
  let prefix = '';
  if (state[MISSING] > 0) {
    const { text, count } = completeKept(state, bytes, ops);
    prefix = text;
    bytes = bytes.subarray(count);
  }
  if (bytes.length === 0) return prefix;
  const { kept, missing } = tail(bytes);
  const whole = bytes.length - kept;
  if (kept > 0) {
    state.set(bytes.subarray(whole), 0);
    state[KEPT] = kept;
    state[MISSING] = missing;
  }
  return prefix + ops.slice(bytes, 0, whole);
}

/** What is left at the end: an incomplete character, in UTF-16 without its odd byte. */
function flush(state, ops) {
  if (ops === encodings.utf16le && state[KEPT] % 2 === 1) state[KEPT]--;
  return takeKept(state, ops);
}

/**
 * A decoder for one stream of bytes.
 * @param {string} [encoding] default UTF-8
 */
function StringDecoder(encoding) {
  const ops = encoding === undefined || encoding === null || encoding === '' ? encodings.utf8 : getEncodingOps(encoding);
  if (ops === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  this.encoding = ops.encoding;
  this[kNativeDecoder] = Buffer.alloc(STATE_SIZE);
  this[kNativeDecoder][ENCODING] = ENCODING_NUMBER[ops.encoding];
}

/** Text of these bytes and of those kept before; a text is handed through. */
StringDecoder.prototype.write = function write(buf) {
  if (typeof buf === 'string') return buf;
  if (!isArrayBufferView(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], buf);
  const state = this[kNativeDecoder];
  if (!state) throw new ERR_INVALID_THIS('StringDecoder');
  const bytes = isUint8Array(buf) ? buf : new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength);
  return decode(state, bytes, encodings[this.encoding]);
};

/** As `write`, and what is incomplete as replacement characters; the decoder can be used anew. */
StringDecoder.prototype.end = function end(buf) {
  const text = buf === undefined ? '' : this.write(buf);
  const state = this[kNativeDecoder];
  return state[KEPT] > 0 ? text + flush(state, encodings[this.encoding]) : text;
};

/** Undocumented: text of the bytes from `offset` on, after forgetting what was kept. */
StringDecoder.prototype.text = function text(buf, offset) {
  this[kNativeDecoder][MISSING] = this[kNativeDecoder][KEPT] = 0;
  return this.write(buf.slice(offset));
};

/** Undocumented, for those who read the state of the decoder that once was JavaScript. */
function defineStateGetter(name, get) {
  Object.defineProperty(get, 'name', { __proto__: null, configurable: true, value: 'get' });
  Object.defineProperty(StringDecoder.prototype, name, { __proto__: null, configurable: true, enumerable: true, get });
}

defineStateGetter('lastChar', function() { return this[kNativeDecoder].subarray(0, MISSING); });
defineStateGetter('lastNeed', function() { return this[kNativeDecoder][MISSING]; });
defineStateGetter('lastTotal', function() { return this[kNativeDecoder][KEPT] + this[kNativeDecoder][MISSING]; });

module.exports = { StringDecoder };
