// TextEncoderStream and TextDecoderStream. Node's doc: webstreams; WHATWG Encoding, "TextDecoderStream".
'use strict';

const profile = require('internal/profile');
const { TextDecoder, TextEncoder } = require('internal/encoding');
const { TransformStream } = require('internal/webstreams/transformstream');
const { customInspect } = require('internal/webstreams/util');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } = require('internal/errors').codes;
const { customInspectSymbol: kInspect, kEmptyObject, kEnumerableProperty } = require('internal/util');

const isHighSurrogate = (unit) => unit >= 0xD800 && unit <= 0xDBFF;

/** UTF-8 for U+FFFD. */
const REPLACEMENT = [0xEF, 0xBF, 0xBD];

class TextEncoderStream {
  #handle = new TextEncoder();
  /** The first half of a character whose second half may come with the next chunk. */
  #pendingHighSurrogate = '';
  #transform = new TransformStream({
    transform: (chunk, controller) => {
      let text = this.#pendingHighSurrogate + String(chunk);
      if (text.length === 0) return;
      this.#pendingHighSurrogate = '';
      if (isHighSurrogate(text.charCodeAt(text.length - 1))) {
        this.#pendingHighSurrogate = text.slice(-1);
        text = text.slice(0, -1);
        if (text.length === 0) return;
      }
      controller.enqueue(this.#handle.encode(text));
    },
    flush: (controller) => {
      if (this.#pendingHighSurrogate) controller.enqueue(new Uint8Array(REPLACEMENT));
    },
  });

  get encoding() {
    return this.#handle.encoding;
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }

  [kInspect](depth, options) {
    if (this == null) throw new ERR_INVALID_THIS('TextEncoderStream');
    return customInspect(depth, options, 'TextEncoderStream', {
      encoding: this.#handle.encoding,
      readable: this.#transform.readable,
      writable: this.#transform.writable,
    });
  }
}

class TextDecoderStream {
  #handle;
  #transform;

  /**
   * @param {string} [encoding]
   * @param {{fatal?: boolean, ignoreBOM?: boolean}} [options]
   */
  constructor(encoding = 'utf-8', options = kEmptyObject) {
    this.#handle = new TextDecoder(encoding, options);
    this.#transform = new TransformStream({
      transform: (chunk, controller) => {
        if (chunk === undefined && profile.webDecodersRefuseUndefined) {
          throw new ERR_INVALID_ARG_TYPE('chunk', 'string', chunk);
        }
        const value = this.#handle.decode(chunk, { stream: true });
        if (value) controller.enqueue(value);
      },
      flush: (controller) => {
        const value = this.#handle.decode();
        if (value) controller.enqueue(value);
        controller.terminate();
      },
    });
  }

  get encoding() {
    return this.#handle.encoding;
  }

  get fatal() {
    return this.#handle.fatal;
  }

  get ignoreBOM() {
    return this.#handle.ignoreBOM;
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }

  [kInspect](depth, options) {
    if (this == null) throw new ERR_INVALID_THIS('TextDecoderStream');
    return customInspect(depth, options, 'TextDecoderStream', {
      encoding: this.#handle.encoding,
      fatal: this.#handle.fatal,
      ignoreBOM: this.#handle.ignoreBOM,
      readable: this.#transform.readable,
      writable: this.#transform.writable,
    });
  }
}

Object.defineProperties(TextEncoderStream.prototype, {
  encoding: kEnumerableProperty,
  readable: kEnumerableProperty,
  writable: kEnumerableProperty,
});
Object.defineProperties(TextDecoderStream.prototype, {
  encoding: kEnumerableProperty,
  fatal: kEnumerableProperty,
  ignoreBOM: kEnumerableProperty,
  readable: kEnumerableProperty,
  writable: kEnumerableProperty,
});

module.exports = { TextEncoderStream, TextDecoderStream };
