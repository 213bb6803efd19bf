// The buffer that a whole-file read fills when the program brings its own (Node's doc: «fs.readFile», options.buffer).
'use strict';

const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');

const VIEWS = ['Buffer', 'TypedArray', 'DataView'];

/** @throws {ERR_INVALID_ARG_TYPE} unless `options.buffer` is absent, a view, or a function that gives one */
function validateBufferOption({ buffer }) {
  if (buffer === undefined || typeof buffer === 'function' || ArrayBuffer.isView(buffer)) return;
  throw new ERR_INVALID_ARG_TYPE('options.buffer', [...VIEWS, 'Function'], buffer);
}

/** How errors name the buffer. */
function nameOf(options) {
  return typeof options.buffer === 'function' ? 'options.buffer()' : 'options.buffer';
}

/**
 * The bytes to read into.
 * @param {number} size of the file, 0 when it is not known
 * @throws {ERR_INVALID_ARG_TYPE | ERR_INVALID_ARG_VALUE}
 */
function suppliedBuffer(options, size) {
  const view = typeof options.buffer === 'function' ? options.buffer(size) : options.buffer;
  if (!ArrayBuffer.isView(view)) throw new ERR_INVALID_ARG_TYPE(nameOf(options), VIEWS, view);
  if (size > view.byteLength) {
    throw new ERR_INVALID_ARG_VALUE(`${nameOf(options)}.byteLength`, view.byteLength,
                                    `is smaller than the file size of ${size} bytes`);
  }
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

/** The error of a file of unknown size that turns out longer than the buffer. */
function bufferTooSmall(options, view) {
  return new ERR_INVALID_ARG_VALUE(`${nameOf(options)}.byteLength`, view.byteLength,
                                   'is too small to contain the entire file');
}

module.exports = { bufferTooSmall, suppliedBuffer, validateBufferOption };
