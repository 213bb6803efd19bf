// Bodies of requests and answers: what they can be made of, and reading them whole, once.
// The Fetch standard, sections 5.2 and 5.3; its errors are worded as undici words them.
'use strict';

const { Blob, isBlob } = require('internal/blob');
const { TextDecoder, TextEncoder } = require('internal/encoding');
const { URLSearchParams } = require('internal/url/search_params');
const { lazyDOMException } = require('internal/util');
const { isAnyArrayBuffer, isArrayBufferView, isUint8Array } = require('internal/util/types');
const { ReadableStream, isReadableStream } = require('internal/webstreams/readablestream');
const { FormData, isFormData } = require('internal/fetch/formdata');
const { illegalInvocation, toUSVString } = require('internal/fetch/webidl');
const profile = require('internal/profile');

const encoder = new TextEncoder();

/** A stream of bytes that gives what `pull(controller)` enqueues each time it is asked. */
function byteStream(pull, cancel) {
  return new ReadableStream({ type: 'bytes', pull, cancel });
}

/** The body's bytes as one stream: of a whole source, a single piece. */
function streamOfBytes(bytes) {
  return byteStream((controller) => {
    if (bytes.byteLength > 0) controller.enqueue(new Uint8Array(bytes));
    controller.close();
    // A closed byte stream answers a waiting BYOB reader only when told to.
    controller.byobRequest?.respond(0);
  });
}

function streamOfIterable(iterable) {
  const iterator = iterable[Symbol.asyncIterator]();
  return byteStream(async (controller) => {
    const { value, done } = await iterator.next();
    if (done) {
      controller.close();
      controller.byobRequest?.respond(0);
      return;
    }
    const bytes = typeof value === 'string' ? encoder.encode(value) : new Uint8Array(value);
    if (bytes.byteLength > 0) controller.enqueue(bytes);
  }, (reason) => iterator.return?.(reason));
}

/** A private copy of the bytes: the program may change its own afterwards. */
function copyBytes(source) {
  return isAnyArrayBuffer(source) ? new Uint8Array(source.slice(0)) :
    new Uint8Array(source.buffer.slice(source.byteOffset, source.byteOffset + source.byteLength));
}

/**
 * What a body is: `source` (bytes, a Blob, or null for a stream), its `stream`, its `length` in bytes or null when
 * unknown, and the content type it implies, if any.
 */
function extractBody(object, keepalive = false) {
  if (isReadableStream(object)) return checkedStream(object, keepalive);
  if (isBlob(object)) return blobBody(object, object.type || null);
  if (isAnyArrayBuffer(object) || isArrayBufferView(object)) return bytesBody(copyBytes(object), null);
  if (isFormData(object)) {
    const { blob, boundary } = require('internal/fetch/multipart').encodeFormData(object);
    return blobBody(blob, `multipart/form-data; boundary=${boundary}`);
  }
  if (object instanceof URLSearchParams) {
    return bytesBody(encoder.encode(object.toString()), 'application/x-www-form-urlencoded;charset=UTF-8');
  }
  if (typeof object === 'object' && typeof object[Symbol.asyncIterator] === 'function') {
    return checkedStream(streamOfIterable(object), keepalive);
  }
  return bytesBody(encoder.encode(toUSVString(object)), 'text/plain;charset=UTF-8');
}

function checkedStream(stream, keepalive) {
  if (keepalive) throw new TypeError('keepalive');
  if (stream.locked) throw new TypeError('Response body object should not be disturbed or locked');
  return { source: null, stream, length: null, type: null };
}

function bytesBody(bytes, type) {
  return { source: bytes, stream: streamOfBytes(bytes), length: bytes.byteLength, type };
}

function blobBody(blob, type) {
  return { source: blob, stream: blob.stream(), length: blob.size, type };
}

/** A second body with the same bytes: the stream is split in two. */
function cloneBody(body) {
  const [first, second] = body.stream.tee();
  body.stream = first;
  return { ...body, stream: second };
}

/** Reads a stream of bytes to its end. */
async function readAll(stream) {
  const reader = stream.getReader();
  const pieces = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!isUint8Array(value)) throw new TypeError('Received non-Uint8Array chunk');
    pieces.push(value);
    length += value.byteLength;
  }
  if (pieces.length === 1) return new Uint8Array(pieces[0]);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}

function decodeText(bytes) {
  return new TextDecoder().decode(bytes);
}

/** A content type in its parts: `{ essence, parameters }`. */
function parseType(value) {
  const [essence, ...rest] = (value ?? '').split(';');
  const parameters = Object.fromEntries(rest.map((part) => {
    const [name, ...words] = part.split('=');
    return [name.trim().toLowerCase(), words.join('=').trim().replace(/^"(.*)"$/, '$1')];
  }));
  return { essence: essence.trim().toLowerCase(), parameters };
}

function decodeForm(bytes, headers) {
  const { essence, parameters } = parseType(headers.get('content-type'));
  if (essence === 'multipart/form-data') {
    return require('internal/fetch/multipart').decodeFormData(bytes, parameters.boundary);
  }
  if (essence === 'application/x-www-form-urlencoded') {
    const data = new FormData();
    for (const [name, value] of new URLSearchParams(decodeText(bytes))) data.append(name, value);
    return data;
  }
  throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
}

/** The type a blob of this body gets: that of its headers, in lower case. */
function blobType(headers) {
  const { essence, parameters } = parseType(headers.get('content-type'));
  if (essence === '') return '';
  return [essence, ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)].join(';');
}

/**
 * Gives a class the methods that read its body. `stateOf(object)` is `{ body, headers }`, or throws for what is no
 * object of the class.
 */
function mixInBody(constructor, stateOf) {
  const consume = async (object, convert) => {
    const state = stateOf(object);
    if (isUnusable(state.body)) {
      throw new TypeError(`Body is unusable${profile.bodyErrorsSayWhy ? ': Body has already been read' : ''}`);
    }
    if (state.signal?.aborted && profile.abortedBodiesHaveOwnError) {
      throw lazyDOMException('The operation was aborted.', 'AbortError');
    }
    const bytes = state.body ? await readAll(state.body.stream) : new Uint8Array(0);
    return convert(bytes, state.headers);
  };
  const methods = {
    blob() { return consume(this, (bytes, headers) => new Blob([bytes], { type: blobType(headers) })); },
    arrayBuffer() { return consume(this, (bytes) => bytes.buffer); },
    text() { return consume(this, decodeText); },
    json() { return consume(this, (bytes) => JSON.parse(decodeText(bytes))); },
    formData() { return consume(this, decodeForm); },
  };
  if (profile.bodiesHaveBytes) {
    methods.bytes = function bytes() {
      return consume(this, (bytes) => bytes);
    };
  }
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(constructor.prototype, name, { configurable: true, enumerable: true, writable: true, value });
  }
}

/** Whether a body has been read, or is being read. */
function isUnusable(body) {
  return Boolean(body) && (body.stream.locked || isDisturbed(body.stream));
}

/** Whether any of a stream's bytes have been taken. */
function isDisturbed(stream) {
  return require('stream').isDisturbed(stream);
}

module.exports = { byteStream, cloneBody, extractBody, illegalInvocation, isDisturbed, isUnusable, mixInBody, readAll };
