// `buffer.transcode`: bytes from one encoding to another. Answers to Node's doc "buffer.transcode".
'use strict';

const { StringPrototypeIsWellFormed, StringPrototypeToWellFormed } = primordials;
const { isUtf8, latin1Slice } = internalBinding('buffer');
const { ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;
const { genericNodeError } = require('internal/errors');
const { isUint8Array } = require('internal/util/types');
const { encodings, getEncodingOps } = require('internal/buffer/encodings');

/** The encodings that ICU converts between; the others are not texts but ways to write bytes. */
const CONVERTIBLE = new Set([encodings.utf8, encodings.utf16le, encodings.latin1, encodings.ascii]);

/** ICU's error codes that users can see, by name. */
const ICU_ERRNO = { U_ILLEGAL_ARGUMENT_ERROR: 1, U_INVALID_CHAR_FOUND: 10 };

const icuError = (code) => genericNodeError(`Unable to transcode Buffer [${code}]`, { code, errno: ICU_ERRNO[code] });

/** Replaces what an encoding of single bytes lacks: by `?`, one for each character. */
function narrow(text, to) {
  if (to === encodings.latin1) return text.replace(/[\u{100}-\u{10ffff}]/gu, '?');
  return to === encodings.ascii ? text.replace(/[\u{80}-\u{10ffff}]/gu, '?') : text;
}

/**
 * The text of the bytes. Between UTF-8 and UTF-16 bad input is an error, elsewhere it becomes a replacement character;
 * a byte above 127 is no ASCII, but on the way to UTF-16 nobody looks (measured, Node 20 and later).
 */
function readStrictly(source, from, to) {
  if (from === encodings.utf8 && to === encodings.utf16le && !isUtf8(source)) throw icuError('U_INVALID_CHAR_FOUND');
  if (from === encodings.ascii) {
    const text = latin1Slice(source, 0, source.length);
    return to === encodings.utf16le ? text : text.replace(/[\x80-\xff]/g, '\ufffd');
  }
  const text = from.slice(source, 0, source.length);
  if (from === encodings.utf16le && to === encodings.utf8 && !StringPrototypeIsWellFormed(text)) throw icuError('U_INVALID_CHAR_FOUND');
  return StringPrototypeToWellFormed(text);
}

/**
 * @param {Uint8Array} source
 * @param {string} fromEncoding
 * @param {string} toEncoding
 * @returns {Buffer}
 */
function transcode(source, fromEncoding, toEncoding) {
  const { Buffer } = require('buffer');
  if (!isUint8Array(source)) throw new ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source);
  if (source.length === 0) return Buffer.alloc(0);
  const from = getEncodingOps(fromEncoding ?? 'utf8');
  const to = getEncodingOps(toEncoding ?? 'utf8');
  if (!CONVERTIBLE.has(from) || !CONVERTIBLE.has(to)) throw icuError('U_ILLEGAL_ARGUMENT_ERROR');
  return Buffer.from(narrow(readStrictly(source, from, to), to), to.encoding);
}

module.exports = { transcode };
