// Chunked bodies (RFC 9112, section 7.1), read as they come: sizes, extensions, data. The trailers behind the last
// chunk are a matter for `head`. What is refused, where and in which words, is llhttp's.
'use strict';

const { LENIENT } = require('internal/http/lenient');
const { TOKEN } = require('internal/http/header_lines');
const profile = require('internal/profile');

const TAB = 9, LF = 10, CR = 13, SPACE = 32, QUOTE = 34, SEMICOLON = 59, EQUALS = 61, BACKSLASH = 92;

/** llhttp counts a chunk's bytes in 64 bits: more hexadecimal digits than these overflow. */
const SIZE_DIGITS_MAX = 16;

function hexValue(byte) {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** qdtext and what may follow a backslash, of a quoted extension value. */
function isQuotedText(byte) {
  return byte === TAB || (byte >= SPACE && byte !== 0x7f && byte !== QUOTE && byte !== BACKSLASH);
}

function isQuotable(byte) {
  return byte === TAB || (byte >= SPACE && byte !== 0x7f);
}

/**
 * The reader's states, each a function of `(reader, byte)` that takes one byte and returns the next state, or an error
 * `{ code, reason, before }`; `before` says that llhttp reports it at the byte, not behind it.
 */
const states = {
  sizeStart(reader, byte) {
    const value = hexValue(byte);
    if (value < 0) return invalidSize(true);
    reader.size = value;
    reader.digits = value === 0 ? 0 : 1;
    return 'sizeDigits';
  },

  sizeDigits(reader, byte) {
    const value = hexValue(byte);
    if (value < 0) return states.sizeEnd(reader, byte);
    if (reader.digits > 0 || value > 0) reader.digits++;
    if (reader.digits > SIZE_DIGITS_MAX) return { code: 'INVALID_CHUNK_SIZE', reason: 'Chunk size overflow' };
    reader.size = reader.size * 16 + value;
    return 'sizeDigits';
  },

  sizeEnd(reader, byte) {
    if (byte === CR) return 'sizeLineFeed';
    if (byte === SEMICOLON) return 'extension';
    if (byte === SPACE || byte === TAB) {
      return reader.allows(LENIENT.SPACES_AFTER_CHUNK_SIZE) ? 'sizeEnd' : invalidSize(profile.looseHttpGrammar);
    }
    if (byte === LF && !profile.looseHttpGrammar) return reader.bareLineFeed('chunk size');
    return invalidSize(true);
  },

  extension(reader, byte) {
    if (profile.looseHttpGrammar) return states.looseExtension(reader, byte);
    if (byte === SPACE || byte === CR) return { code: 'STRICT', reason: 'Invalid character in chunk extensions' };
    return states.extensionName(reader, byte);
  },

  /** Before llhttp 9 anything printable was an extension. */
  looseExtension(reader, byte) {
    if (byte === CR) return 'sizeLineFeed';
    return isQuotable(byte) ? 'looseExtension' :
      { code: 'STRICT', reason: 'Invalid character in chunk parameters', before: true };
  },

  extensionName(reader, byte) {
    if (TOKEN[byte] === 1) return 'extensionName';
    if (byte === EQUALS) return 'extensionValue';
    return reader.extensionEnd(byte, 'chunk extension name', 'Invalid character in chunk extensions name');
  },

  extensionValue(reader, byte) {
    if (byte === QUOTE) return 'quotedValue';
    if (TOKEN[byte] === 1) return 'extensionValue';
    return reader.extensionEnd(byte, 'chunk extension value', 'Invalid character in chunk extensions value');
  },

  quotedValue(reader, byte) {
    if (byte === QUOTE) return 'quotedValueEnd';
    if (byte === BACKSLASH) return 'quotedPair';
    return isQuotedText(byte) ? 'quotedValue' :
      { code: 'STRICT', reason: 'Invalid character in chunk extensions quoted value' };
  },

  quotedPair(reader, byte) {
    return isQuotable(byte) ? 'quotedValue' :
      { code: 'STRICT', reason: 'Invalid quoted-pair in chunk extensions quoted value' };
  },

  quotedValueEnd(reader, byte) {
    const next = reader.extensionEnd(byte, 'chunk extension value', 'Invalid character in chunk extensions quote value');
    return typeof next === 'object' && byte !== LF ? { ...next, before: true } : next;
  },

  sizeLineFeed(reader, byte) {
    if (byte === LF) return reader.sizeDone();
    if (reader.allows(LENIENT.OPTIONAL_LF_AFTER_CR)) return reader.again(reader.sizeDone());
    return { code: 'STRICT', reason: 'Expected LF after chunk size', before: true };
  },

  dataEnd(reader, byte) {
    // Before llhttp 9 any two bytes ended a chunk.
    if (byte === CR || profile.looseHttpGrammar) return 'dataLineFeed';
    if (byte === LF) {
      return reader.allows(LENIENT.OPTIONAL_CR_BEFORE_LF) ? 'sizeStart' :
        { code: 'CR_EXPECTED', reason: 'Missing expected CR after chunk data' };
    }
    if (reader.allows(LENIENT.OPTIONAL_CRLF_AFTER_CHUNK)) return reader.again('sizeStart');
    return { code: 'STRICT', reason: 'Expected LF after chunk data', before: true };
  },

  dataLineFeed(reader, byte) {
    if (byte === LF || profile.looseHttpGrammar) return 'sizeStart';
    if (reader.allows(LENIENT.OPTIONAL_CRLF_AFTER_CHUNK)) return reader.again('sizeStart');
    return { code: 'STRICT', reason: 'Expected LF after chunk data', before: true };
  },
};

function invalidSize(before) {
  return { code: 'INVALID_CHUNK_SIZE', reason: 'Invalid character in chunk size', before };
}

class ChunkReader {
  constructor(lenient) {
    this.lenient = lenient;
    this.state = 'sizeStart';
    /** Bytes of the current chunk that are still to come. */
    this.size = 0;
    this.digits = 0;
    this.repeats = false;
  }

  allows(flag) {
    return (this.lenient & flag) !== 0;
  }

  /** Makes the next state look at the same byte again. */
  again(state) {
    this.repeats = true;
    return state;
  }

  bareLineFeed(what) {
    return this.allows(LENIENT.OPTIONAL_CR_BEFORE_LF) ? this.sizeDone() :
      { code: 'CR_EXPECTED', reason: `Missing expected CR after ${what}` };
  }

  extensionEnd(byte, what, reason) {
    if (byte === SEMICOLON) return 'extension';
    if (byte === CR) return 'sizeLineFeed';
    if (byte !== LF) return { code: 'STRICT', reason };
    const next = this.bareLineFeed(what);
    return typeof next === 'object' ? { ...next, before: true } : next;
  }

  sizeDone() {
    return this.size === 0 ? 'trailers' : 'data';
  }

  /**
   * Reads `bytes` from `at`, giving data to `onData(start, end)`. Returns where it stopped: at the end of the bytes,
   * or at the trailers (`this.state` is then 'trailers'), or before an error (then in `this.failure`).
   */
  read(bytes, at, onData) {
    while (at < bytes.length && this.state !== 'trailers') {
      if (this.state === 'data') {
        const end = Math.min(bytes.length, at + this.size);
        this.size -= end - at;
        if (this.size === 0) this.state = 'dataEnd';
        onData(at, end);
        at = end;
        continue;
      }
      this.repeats = false;
      const next = states[this.state](this, bytes[at]);
      if (typeof next === 'object') {
        const { code, reason, before } = next;
        this.failure = { code: `HPE_${code}`, reason, at: before ? at : at + 1 };
        return at;
      }
      this.state = next;
      if (!this.repeats) at++;
    }
    return at;
  }
}

module.exports = { ChunkReader };
