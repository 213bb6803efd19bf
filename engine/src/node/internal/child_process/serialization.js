// How messages between processes are written: lines of JSON, or structured clones with their length before them.
// Node's doc: "Child process", Advanced serialization.
'use strict';

const { Buffer } = require('buffer');

/** Bytes of the number that tells a structured clone's length. */
const LENGTH_BYTES = 4;

/** Splits what arrives into messages: one a line. */
class LineReader {
  #rest = '';
  #decoder = new (require('string_decoder').StringDecoder)('utf8');

  /** Whether a message has come in part. */
  get isBuffering() {
    return this.#rest !== '';
  }

  read(bytes) {
    const lines = (this.#rest + this.#decoder.write(bytes)).split('\n');
    this.#rest = lines.pop();
    return lines.map((line) => JSON.parse(line));
  }
}

/** The same for structured clones. */
class CloneReader {
  #rest = Buffer.alloc(0);

  get isBuffering() {
    return this.#rest.length > 0;
  }

  read(bytes) {
    const { deserialize } = require('internal/serdes');
    const messages = [];
    let rest = Buffer.concat([this.#rest, bytes]);
    while (rest.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + rest.readUInt32BE(0);
      if (rest.length < end) break;
      messages.push(deserialize(rest.subarray(LENGTH_BYTES, end)));
      rest = rest.subarray(end);
    }
    this.#rest = rest;
    return messages;
  }
}

/** @returns {Buffer} throws Error for what has no clone */
function writeClone(message) {
  const bytes = require('internal/serdes').serialize(message);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(bytes.length, 0);
  return Buffer.concat([length, bytes]);
}

/** By the names that fork() takes. */
const serializations = {
  __proto__: null,
  json: { createReader: () => new LineReader(), write: (message) => Buffer.from(`${JSON.stringify(message)}\n`) },
  advanced: { createReader: () => new CloneReader(), write: writeClone },
};

module.exports = { serializations };
