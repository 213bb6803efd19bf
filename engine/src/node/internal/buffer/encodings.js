// The text encodings of buffers: byte lengths, writing, reading, by name. Answers to Node's doc "Buffers and character encodings".
'use strict';

const {
  asciiSlice, base64Slice, base64urlSlice, base64urlWrite, base64Write, byteLengthUtf8, hexSlice, hexWrite, latin1Slice,
  latin1Write, ucs2Slice, ucs2Write, utf8Slice, utf8Write,
} = internalBinding('buffer');

/** How many bytes a Base64 text stands for, were all its characters valid. */
function base64ByteLength(string) {
  let length = string.length;
  if (string.charCodeAt(length - 1) === 0x3d) length--;
  if (length > 1 && string.charCodeAt(length - 1) === 0x3d) length--;
  // Three bytes to four characters. OK to shift: no string is long enough to overflow.
  return (length * 3) >>> 2;
}

const unitLength = (string) => string.length;

/**
 * By name: `byteLength(string)` an upper bound that is exact for all but hex and base64 of bad text,
 * `write(buf, string, offset, length)` the bytes written, `slice(buf, start, end)` a string.
 */
const encodings = {
  __proto__: null,
  utf8: { encoding: 'utf8', byteLength: byteLengthUtf8, write: utf8Write, slice: utf8Slice },
  utf16le: { encoding: 'utf16le', byteLength: (string) => string.length * 2, write: ucs2Write, slice: ucs2Slice },
  latin1: { encoding: 'latin1', byteLength: unitLength, write: latin1Write, slice: latin1Slice },
  ascii: { encoding: 'ascii', byteLength: unitLength, write: latin1Write, slice: asciiSlice },
  base64: { encoding: 'base64', byteLength: base64ByteLength, write: base64Write, slice: base64Slice },
  base64url: { encoding: 'base64url', byteLength: base64ByteLength, write: base64urlWrite, slice: base64urlSlice },
  hex: { encoding: 'hex', byteLength: (string) => string.length >>> 1, write: hexWrite, slice: hexSlice },
};

const aliases = {
  '__proto__': null, 'utf-8': 'utf8', 'ucs2': 'utf16le', 'ucs-2': 'utf16le', 'utf-16le': 'utf16le', 'binary': 'latin1',
};

/**
 * The entry of an encoding.
 * @param {string} name in any case, aliases included
 * @returns {object|undefined}
 */
function getEncodingOps(name) {
  const exact = encodings[name];
  // A symbol is no name, and no text either.
  if (exact !== undefined || typeof name === 'symbol') return exact;
  const lower = `${name}`.toLowerCase();
  return encodings[lower] ?? encodings[aliases[lower]];
}

module.exports = { encodings, getEncodingOps };
