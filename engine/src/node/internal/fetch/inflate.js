// The coding "deflate" of answers: zlib's format by the standard, raw deflate by custom. The first byte tells which.
// RFC 9110, section 8.4.1.2.
'use strict';

const { Transform } = require('stream');

/** zlib's compression method, in the low half of the first byte of its format. */
const ZLIB_DEFLATE = 8;

class InflateStream extends Transform {
  #options;
  #inflate = null;

  constructor(options) {
    super();
    this.#options = options;
  }

  _transform(chunk, encoding, callback) {
    if (this.#inflate === null) {
      if (chunk.length === 0) {
        callback();
        return;
      }
      const zlib = require('zlib');
      this.#inflate = (chunk[0] & 0x0f) === ZLIB_DEFLATE ? zlib.createInflate(this.#options) :
        zlib.createInflateRaw(this.#options);
      this.#inflate.on('data', (bytes) => this.push(bytes));
      this.#inflate.on('end', () => this.push(null));
      this.#inflate.on('error', (err) => this.destroy(err));
    }
    this.#inflate.write(chunk, encoding, callback);
  }

  _final(callback) {
    this.#inflate?.end();
    callback();
  }
}

function createInflate(options) {
  return new InflateStream(options);
}

module.exports = { createInflate };
