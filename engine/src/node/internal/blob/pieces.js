// The pieces of bytes that a Blob is made of: taking them from sources, slicing and reading them. Used by `internal/blob`.
'use strict';

const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = require('internal/errors').codes;
const { nativeError } = require('internal/buffer');
const { encodings } = require('internal/buffer/encodings');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const profile = require('internal/profile');

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The sources of a Blob as a list: any iterable object will do. */
function sourceList(sources) {
  if (isObject(sources) && typeof sources[Symbol.iterator] === 'function') return [...sources];
  if (!profile.blobConvertsByWebidl) throw new ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
  throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Value cannot be converted to sequence.');
}

/** A source that is neither bytes nor a Blob, as text. */
function textOf(source, index) {
  if (typeof source === 'symbol' && profile.blobConvertsByWebidl) {
    throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', `Value[${index}] is a Symbol and cannot be converted to a string.`);
  }
  return `${source}`;
}

function encode(text) {
  const bytes = new Uint8Array(encodings.utf8.byteLength(text));
  encodings.utf8.write(bytes, text, 0, bytes.length);
  return bytes;
}

/** A copy of the bytes, which the program may change afterwards. */
function copyOf(source) {
  return isAnyArrayBuffer(source) ?
    new Uint8Array(source).slice() :
    new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();
}

/**
 * The pieces of a Blob.
 * @param {Array} sources
 * @param {string} endings 'transparent' or 'native', which on Linux makes every line end a line feed
 * @param {(source: *) => Uint8Array[]|undefined} piecesOfBlob of a source that is a Blob
 * @returns {Uint8Array[]} a Blob without bytes is an empty piece marked by `isGap`
 */
function piecesOf(sources, endings, piecesOfBlob) {
  if (endings !== 'transparent' && endings !== 'native') throw new ERR_INVALID_ARG_VALUE('options.endings', endings);
  return sources.flatMap((source, index) => {
    const pieces = piecesOfBlob(source);
    if (pieces !== undefined) return pieces.length > 0 ? pieces : [GAP];
    if (isAnyArrayBuffer(source) || isArrayBufferView(source)) return [copyOf(source)];
    const text = textOf(source, index);
    return [encode(endings === 'native' ? text.replace(/\r\n|\r/g, '\n') : text)];
  });
}

/** Stands for a Blob without bytes among the sources: the reader passes over it without giving a buffer. */
const GAP = new Uint8Array();

/** An end of a slice as an index: negative counts from the end. */
function sliceIndex(value, size) {
  const number = Number(value);
  // A fraction was rounded up to what the binding could take; from Node 24 on it is cut off, as WebIDL says.
  const index = (profile.blobConvertsByWebidl ? Math.trunc(number) : Math.round(number)) || 0;
  return index < 0 ? Math.max(size + index, 0) : Math.min(index, size);
}

/** The pieces of a part, over the same bytes. */
function sliceOf(pieces, size, start, end) {
  const from = sliceIndex(start, size);
  const to = sliceIndex(end, size);
  const parts = [];
  let offset = 0;
  for (const piece of pieces) {
    const begin = Math.max(from - offset, 0);
    const part = piece.subarray(begin, Math.max(to - offset, begin));
    if (part.length > 0) parts.push(part);
    offset += piece.length;
  }
  return parts;
}

/**
 * A reader of pieces. Each `pull` gives a piece, or nothing where it only moves on to the next one, or the end:
 * so many steps does Node's reader take, which programs can count in turns of the microtask queue.
 * @param {Uint8Array[]} pieces
 * @returns {{pull: () => {done: boolean, buffer?: Uint8Array}}}
 */
function makeReader(pieces) {
  let index = 0;
  let moving = false;
  return {
    pull() {
      if (moving) {
        moving = false;
        return { done: false };
      }
      if (index >= pieces.length) return { done: true };
      const piece = pieces[index++];
      if (piece === GAP) return { done: false };
      moving = index < pieces.length;
      return { done: false, buffer: piece };
    },
  };
}

module.exports = { makeReader, piecesOf, sliceOf, sourceList };
