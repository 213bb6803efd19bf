// DER, as far as the formats of keys need it: ITU-T X.690. Writing gives Uint8Arrays; reading gives views.
'use strict';

const TAG = {
  integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, sequence: 0x30, context0: 0xa0, context1: 0xa1,
};

function concat(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The octets of a length. */
function lengthOctets(length) {
  if (length < 0x80) return [length];
  const octets = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

/** An element of that tag over its contents, each a Uint8Array or an array of bytes. */
function element(tag, ...contents) {
  const content = concat(contents);
  return concat([[tag, ...lengthOctets(content.length)], content]);
}

const sequence = (...elements) => element(TAG.sequence, ...elements);
const octetString = (bytes) => element(TAG.octetString, bytes);
const nothing = () => element(TAG.null);
const bitString = (bytes) => element(TAG.bitString, [0], bytes);

/** A number without sign, big-endian. */
function integer(bytes) {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const significant = bytes.slice(start);
  if (significant.length === 0) return element(TAG.integer, [0]);
  return element(TAG.integer, significant[0] >= 0x80 ? [0] : [], significant);
}

/** An object identifier from its text, such as '1.2.840.10045.2.1'. */
function oid(text) {
  const [first, second, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift(0x80 | left % 128);
    bytes.push(...groups);
  }
  return element(TAG.oid, bytes);
}

/** Why reading fails; OpenSSL's errors are made of it elsewhere. */
class DerError extends Error {}

/** Reads elements one after the other. */
class Reader {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get isAtEnd() {
    return this.#at >= this.#bytes.length;
  }

  /** The tag of the next element; undefined at the end. */
  get next() {
    return this.#bytes[this.#at];
  }

  #byte() {
    if (this.isAtEnd) throw new DerError('too long');
    return this.#bytes[this.#at++];
  }

  /** The contents of the next element, which has this tag. */
  read(tag) {
    if (this.next !== tag) throw new DerError('wrong tag');
    this.#at++;
    let length = this.#byte();
    if (length >= 0x80) {
      const count = length & 0x7f;
      length = 0;
      for (let i = 0; i < count; i++) length = length * 256 + this.#byte();
    }
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new DerError('too long');
    const contents = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return contents;
  }

  /** A reader of the next element, which has this tag. */
  enter(tag) {
    return new Reader(this.read(tag));
  }

  integer() {
    const bytes = this.read(TAG.integer);
    return bytes.length > 1 && bytes[0] === 0 ? bytes.slice(1) : bytes.slice();
  }

  octetString() {
    return this.read(TAG.octetString).slice();
  }

  bitString() {
    return this.read(TAG.bitString).slice(1);
  }

  oid() {
    const bytes = this.read(TAG.oid);
    const arcs = [Math.min(Math.floor(bytes[0] / 40), 2)];
    arcs.push(bytes[0] - arcs[0] * 40);
    let arc = 0;
    for (const byte of bytes.subarray(1)) {
      arc = arc * 128 + (byte & 0x7f);
      if (byte < 0x80) {
        arcs.push(arc);
        arc = 0;
      }
    }
    return arcs.join('.');
  }
}

module.exports = { DerError, Reader, TAG, bitString, element, integer, nothing, octetString, oid, sequence };
