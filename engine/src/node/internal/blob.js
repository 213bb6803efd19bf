// Blob: immutable bytes, read in pieces. Answers to Node's doc "Class: Blob" and to the File API standard.
'use strict';

const { PromiseWithResolvers } = primordials;
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } = require('internal/errors').codes;
const { customInspectSymbol, kEmptyObject, kEnumerableProperty } = require('internal/util');
const { validateDictionary } = require('internal/validators');
const { markTransferMode, kClone, kDeserialize } = require('internal/worker/js_transferable');
const { makeReader, piecesOf, sliceOf, sourceList } = require('internal/blob/pieces');
const profile = require('internal/profile');

/** A media type that holds what no media type may is none. */
const DISALLOWED_IN_TYPE = /[^\x20-\x7e]/;

const normalizedType = (type) => (DISALLOWED_IN_TYPE.test(type) ? '' : type.toLowerCase());

/** The pieces of a blob that is made from within; a program cannot have it. */
const kPieces = Symbol('pieces');

/** Set by the class, which alone reaches its private parts. */
let isBlob;
let piecesOfBlob;

function checkThis(value) {
  if (!isBlob(value)) throw new ERR_INVALID_THIS('Blob');
}

/** One buffer of all that was read. */
function joined(buffers) {
  const bytes = new Uint8Array(buffers.reduce((sum, buffer) => sum + buffer.length, 0));
  let offset = 0;
  for (const buffer of buffers) {
    bytes.set(buffer, offset);
    offset += buffer.length;
  }
  return bytes.buffer;
}

/** Reads to the end, one piece in a turn of the microtask queue, as Node's reader does. */
function readAll(pieces) {
  const { promise, resolve } = PromiseWithResolvers();
  const reader = makeReader(pieces);
  const buffers = [];
  const readNext = () => {
    const { done, buffer } = reader.pull();
    if (done) {
      resolve(joined(buffers));
      return;
    }
    if (buffer !== undefined) buffers.push(buffer);
    queueMicrotask(readNext);
  };
  readNext();
  return promise;
}

class Blob {
  #pieces;
  #size;
  #type;

  static {
    isBlob = (value) => typeof value === 'object' && value !== null && #pieces in value;
    piecesOfBlob = (blob) => blob.#pieces;
  }

  /**
   * @param {Iterable} [sources] texts, bytes and blobs
   * @param {{endings?: string, type?: string}} [options]
   */
  constructor(sources = [], options = kEmptyObject) {
    if (sources?.[kPieces] !== undefined) {
      this.#pieces = sources[kPieces];
      this.#type = options.type;
    } else {
      const list = sourceList(sources);
      validateDictionary(options, 'options');
      const { type = '', endings = 'transparent' } = options ?? kEmptyObject;
      this.#pieces = piecesOf(list, endings, (blob) => (isBlob(blob) ? piecesOfBlob(blob) : undefined));
      this.#type = normalizedType(`${type}`);
    }
    this.#size = this.#pieces.reduce((sum, piece) => sum + piece.length, 0);
    markTransferMode(this, true, false);
  }

  /** Cloning: a copy of the bytes. */
  [kClone]() {
    const data = { pieces: this.#pieces.map((piece) => piece.slice()), type: this.#type };
    return { data, deserializeInfo: 'internal/blob:Blob' };
  }

  [kDeserialize]({ pieces, type }) {
    this.#pieces = pieces;
    this.#type = type;
    this.#size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  get type() {
    checkThis(this);
    return this.#type;
  }

  get size() {
    checkThis(this);
    return this.#size;
  }

  /** A part, over the same bytes. */
  slice(start = 0, end = this.size, contentType = '') {
    checkThis(this);
    return createBlob(sliceOf(this.#pieces, this.#size, start, end), normalizedType(`${contentType}`));
  }

  /** The bytes. */
  arrayBuffer() {
    if (!isBlob(this)) return Promise.reject(new ERR_INVALID_THIS('Blob'));
    // Node 18 copies all pieces in one step.
    if (profile.blobReadsAtOnce) return Promise.resolve(joined(this.#pieces));
    return readAll(this.#pieces);
  }

  /** The bytes as UTF-8 text. */
  text() {
    if (!isBlob(this)) return Promise.reject(new ERR_INVALID_THIS('Blob'));
    const { TextDecoder } = require('internal/encoding');
    return this.arrayBuffer().then((buffer) => new TextDecoder().decode(buffer));
  }

  bytes() {
    if (!isBlob(this)) return Promise.reject(new ERR_INVALID_THIS('Blob'));
    return this.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  }

  /** The bytes as a stream, a piece at a time. */
  stream() {
    checkThis(this);
    const streams = require('internal/blob/stream');
    if (!profile.blobReadsAtOnce) return streams.streamOfPieces(makeReader(this.#pieces));
    return streams.streamOfParts(this.#size, (start, end) => joined(sliceOf(this.#pieces, this.#size, start, end)));
  }

  /** The text as a stream. */
  textStream() {
    checkThis(this);
    const { TextDecoderStream } = require('internal/webstreams/encoding');
    return this.stream().pipeThrough(new TextDecoderStream());
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return options.stylize(`[${this.constructor.name}]`, 'special');
    const { inspect } = require('internal/util/inspect');
    const opts = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `Blob ${inspect({ size: this.size, type: this.type }, opts)}`;
  }
}

/** A Blob over pieces. */
function createBlob(pieces, type) {
  return new Blob({ [kPieces]: pieces }, { type });
}

const PUBLIC = ['type', 'size', 'slice', 'arrayBuffer', 'text', 'bytes', 'stream', 'textStream'];
if (!profile.blobHasBytes) delete Blob.prototype.bytes;
if (!profile.blobHasTextStream) delete Blob.prototype.textStream;
for (const name of PUBLIC) {
  if (Object.hasOwn(Blob.prototype, name)) Object.defineProperty(Blob.prototype, name, kEnumerableProperty);
}
Object.defineProperty(Blob.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: 'Blob' });

/** The blobs that have an address, by the identifier in it. */
const addressed = new Map();

/** An address of a blob, under which it can be found as long as the process lives. */
function createObjectURL(obj) {
  if (!isBlob(obj)) throw new ERR_INVALID_ARG_TYPE('obj', 'Blob', obj);
  const id = require('internal/crypto/random').randomUUID();
  addressed.set(id, obj);
  return `blob:nodedata:${id}`;
}

/** The identifier in an address of `createObjectURL`. */
function idOf(url) {
  const parsed = require('internal/url').URL;
  if (!parsed.canParse(url)) return undefined;
  const { protocol, pathname } = new parsed(url);
  return protocol === 'blob:' && pathname.startsWith('nodedata:') ? pathname.slice('nodedata:'.length) : undefined;
}

function revokeObjectURL(url) {
  addressed.delete(idOf(url));
}

/** A blob like the one that has the address; `undefined` for none. */
function resolveObjectURL(url) {
  const blob = addressed.get(idOf(`${url}`));
  return blob === undefined ? undefined : createBlob(piecesOfBlob(blob), blob.type);
}

module.exports = { Blob, createBlob, createObjectURL, isBlob, piecesOfBlob, resolveObjectURL, revokeObjectURL };
