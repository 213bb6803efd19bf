// TextEncoder and TextDecoder. Answers to Node's doc "WHATWG Encoding API" and to the Encoding standard.
'use strict';

const binding = internalBinding('encoding_binding');
const { ERR_ENCODING_NOT_SUPPORTED, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } = require('internal/errors').codes;
const { validateObject, validateString, kValidateObjectAllowObjectsAndNull } = require('internal/validators');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { isAnyArrayBuffer, isArrayBufferView, isUint8Array } = require('internal/util/types');
const { nativeError } = require('internal/buffer');
const profile = require('internal/profile');

class TextEncoder {
  #encoding = 'utf-8';

  get encoding() {
    return this.#encoding;
  }

  #encode(input) {
    return binding.encodeUtf8String(`${input}`);
  }

  #encodeInto(src, dest) {
    validateString(src, 'src');
    if (!dest || !isUint8Array(dest)) throw new ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', dest);
    binding.encodeInto(src, dest);
    const [read, written] = binding.encodeIntoResults;
    return { read, written };
  }

  /** The UTF-8 bytes of a text. */
  encode(input = '') {
    return this.#encode(input);
  }

  /** Writes what fits of a text; tells how many code units were read and bytes written. */
  encodeInto(src, dest) {
    return this.#encodeInto(src, dest);
  }

  [customInspectSymbol](depth, opts) {
    if (typeof depth === 'number' && depth < 0) return this;
    // OK because Node's own text lacks the name of the class here, in all versions.
    return require('internal/util/inspect').inspect({ encoding: this.#encoding }, opts);
  }
}

/** The state of a decoder; a symbol rather than a private field, so that `inspect` finds an own key as in Node. */
const kDecoder = Symbol('kDecoder');

/** The encodings whose byte order mark is dropped. */
const HAS_BOM = new Set(['utf-8', 'utf-16le', 'utf-16be']);

/**
 * The name of the encoding that a label stands for.
 * @throws {RangeError} ERR_ENCODING_NOT_SUPPORTED
 */
function nameOf(label) {
  if (label === 'utf-8' || label === 'utf8') return 'utf-8';
  const name = binding.encodingName(label);
  if (name === undefined || name === 'replacement') throw new ERR_ENCODING_NOT_SUPPORTED(name ?? label);
  return name;
}

/** The error for what is no piece of a stream: with ICU's converters Node asks for it by another name. */
function refusedPiece(input) {
  if (profile.streamDecoderNamesKinds) return new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'ArrayBufferView'], input);
  return nativeError(TypeError, 'ERR_INVALID_ARG_TYPE',
                     'The "input" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
}

/** The bytes of what `decode` accepts; its error is one of Node's native side. */
function bytesOf(input, stream) {
  if (isUint8Array(input)) return input;
  if (isAnyArrayBuffer(input)) return new Uint8Array(input);
  if (isArrayBufferView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (stream) throw refusedPiece(input);
  throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE',
                    'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
}

const withoutBom = (text) => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

/** Text of bytes that are all there. */
function decodeWhole(state, bytes) {
  const { encoding, fatal, ignoreBOM } = state;
  if (encoding === 'utf-8') return binding.decodeUTF8(bytes, ignoreBOM, fatal);
  if (profile.textDecoderLatin1IsPlain && encoding === 'windows-1252') {
    return internalBinding('buffer').latin1Slice(bytes, 0, bytes.length);
  }
  const text = binding.decode(encoding, bytes, fatal);
  return text !== null && HAS_BOM.has(encoding) && !ignoreBOM ? withoutBom(text) : text;
}

/** Text of one piece of a stream; the last one closes it. */
function decodePiece(state, bytes, last) {
  const first = state.stream === undefined;
  if (first) {
    state.stream = binding.startDecoder(state.encoding);
    state.bomPassed = state.ignoreBOM || !HAS_BOM.has(state.encoding);
  }
  let text = binding.continueDecoder(state.stream, bytes, state.fatal, last);
  if (last || text === null) state.stream = undefined;
  if (text !== null && text.length > 0 && !state.bomPassed) {
    state.bomPassed = true;
    text = withoutBom(text);
  }
  return text;
}

function stateOf(decoder) {
  const state = decoder == null ? undefined : decoder[kDecoder];
  if (state === undefined) throw new ERR_INVALID_THIS('TextDecoder');
  return state;
}

class TextDecoder {
  /**
   * @param {string} [encoding] any label of the Encoding standard
   * @param {{fatal?: boolean, ignoreBOM?: boolean}} [options]
   */
  constructor(encoding = 'utf-8', options = {}) {
    const label = `${encoding}`;
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    this[kDecoder] = {
      encoding: nameOf(label),
      fatal: Boolean(options?.fatal),
      ignoreBOM: Boolean(options?.ignoreBOM),
      stream: undefined,
      bomPassed: false,
    };
  }

  /**
   * Text of bytes.
   * @param {ArrayBuffer|ArrayBufferView} [input]
   * @param {{stream?: boolean}} [options] `stream`: more bytes follow
   * @returns {string}
   * @throws {TypeError} ERR_ENCODING_INVALID_ENCODED_DATA, if fatal
   */
  decode(input = new Uint8Array(), options = {}) {
    const state = stateOf(this);
    const bytes = bytesOf(input, Boolean(options?.stream));
    if (profile.textDecoderChecksOptions) validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const more = Boolean(options?.stream);
    const text = more || state.stream !== undefined ? decodePiece(state, bytes, !more) : decodeWhole(state, bytes);
    if (text === null) {
      throw nativeError(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA',
                        `The encoded data was not valid for encoding ${state.encoding}`);
    }
    return text;
  }

  get encoding() {
    return stateOf(this).encoding;
  }

  get fatal() {
    return stateOf(this).fatal;
  }

  get ignoreBOM() {
    return stateOf(this).ignoreBOM;
  }

  [customInspectSymbol](depth, opts) {
    const { encoding, fatal, ignoreBOM } = stateOf(this);
    if (typeof depth === 'number' && depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    return `${this.constructor.name} ${inspect({ encoding, fatal, ignoreBOM }, opts)}`;
  }
}

Object.defineProperties(TextEncoder.prototype, {
  encode: kEnumerableProperty,
  encodeInto: kEnumerableProperty,
  encoding: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'TextEncoder' },
});

Object.defineProperties(TextDecoder.prototype, {
  decode: kEnumerableProperty,
  encoding: kEnumerableProperty,
  fatal: kEnumerableProperty,
  ignoreBOM: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'TextDecoder' },
});

module.exports = { TextDecoder, TextEncoder };
