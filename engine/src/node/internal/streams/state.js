// High water marks: how much a stream buffers before it asks its source to pause. Node's doc: stream, "Buffering".
'use strict';

const profile = require('internal/profile');
const { validateInteger } = require('internal/validators');
const { ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_ENCODING } = require('internal/errors').codes;

/** Bytes; 16 KiB until Node 22 raised it (nodejs/node#52037). */
let defaultBytes = (profile.streamsBuffer64Kib ? 64 : 16) * 1024;
/** Objects, for streams in object mode. */
let defaultObjects = 16;

/**
 * The mark a new stream gets when its options name none.
 * @param {boolean} objectMode whether the mark counts objects or bytes
 */
function getDefaultHighWaterMark(objectMode) {
  return objectMode ? defaultObjects : defaultBytes;
}

/**
 * Changes that default for streams made from now on.
 * Throws ERR_INVALID_ARG_TYPE or ERR_OUT_OF_RANGE unless `value` is a whole number of at least 0.
 */
function setDefaultHighWaterMark(objectMode, value) {
  validateInteger(value, 'value', 0);
  if (objectMode) defaultObjects = value;
  else defaultBytes = value;
}

/**
 * The mark for one side of a stream.
 * @param {{objectMode: boolean}} state asked only when the options are silent
 * @param {object} options `highWaterMark` wins; a duplex may name a side's own mark under `sideKey`
 * @param {string} sideKey 'readableHighWaterMark' or 'writableHighWaterMark'
 * @param {boolean} isDuplex
 */
function getHighWaterMark(state, options, sideKey, isDuplex) {
  const mark = options.highWaterMark ?? (isDuplex ? options[sideKey] : null);
  if (mark == null) return getDefaultHighWaterMark(state.objectMode);
  if (!Number.isInteger(mark) || mark < 0) {
    throw new ERR_INVALID_ARG_VALUE(isDuplex ? `options.${sideKey}` : 'options.highWaterMark', mark);
  }
  return mark;
}

/**
 * The encoding that strings have when none is named with them, as the options want it.
 * Throws ERR_UNKNOWN_ENCODING for one that Buffer does not know (from Node 20 on; 18 fails at the first string).
 */
function checkDefaultEncoding(encoding) {
  if (encoding == null) return 'utf8';
  if (!profile.streamsCheckDefaultEncoding) return encoding || 'utf8';
  const { Buffer } = require('buffer');
  if (!Buffer.isEncoding(encoding)) throw new ERR_UNKNOWN_ENCODING(encoding);
  return encoding;
}

module.exports = { getHighWaterMark, getDefaultHighWaterMark, setDefaultHighWaterMark, checkDefaultEncoding };
