// What the headers of a message say about its connection and its body, and which of them contradict each other.
// RFC 9112, sections 6 and 9; the errors are llhttp's.
'use strict';

const { LENIENT } = require('internal/http/lenient');
const profile = require('internal/profile');

/** Content-Length is refused where llhttp's 64-bit count of it would overflow. */
const CONTENT_LENGTH_MAX = (1n << 64n) - 1n;

const CONNECTION_OPTIONS = { 'close': 'close', 'keep-alive': 'keepAlive', 'upgrade': 'connectionUpgrade' };
const SPECIAL = new Set(['connection', 'proxy-connection', 'content-length', 'transfer-encoding', 'upgrade']);

class HeadFlags {
  constructor(isRequest) {
    this.isRequest = isRequest;
    this.close = false;
    this.keepAlive = false;
    this.connectionUpgrade = false;
    this.upgrade = false;
    this.chunked = false;
    this.transferEncoding = false;
    /** Bytes, or -1 when nothing was said. */
    this.contentLength = -1;
  }

  /** Whether a header of this name has a meaning here. */
  static isSpecial(name) {
    return SPECIAL.has(name.toLowerCase());
  }

  /** The error of a header that may not come after those before it: `{ code, reason }`, or undefined. */
  fieldError(name, lenient) {
    if (lenient & LENIENT.CHUNKED_LENGTH || profile.looseHttpGrammar) return undefined;
    const key = name.toLowerCase();
    if (key === 'transfer-encoding' && this.contentLength !== -1) {
      return { code: 'INVALID_TRANSFER_ENCODING', reason: "Transfer-Encoding can't be present with Content-Length" };
    }
    if (key === 'content-length' && this.transferEncoding) {
      return { code: 'INVALID_CONTENT_LENGTH', reason: "Content-Length can't be present with Transfer-Encoding" };
    }
    return undefined;
  }

  /** The error of a header without a value. */
  emptyError(name) {
    const key = name.toLowerCase();
    if (key === 'content-length') return { code: 'INVALID_CONTENT_LENGTH', reason: 'Empty Content-Length' };
    if (key === 'transfer-encoding' && profile.emptyTransferEncodingFails) {
      return { code: 'INVALID_TRANSFER_ENCODING', reason: 'Empty Transfer-Encoding' };
    }
    return undefined;
  }

  /**
   * Takes note of a value without leading spaces. Returns `{ code, reason, offset }` when it is refused, the offset
   * counted in bytes from the value's start.
   */
  value(name, value, lenient) {
    switch (name.toLowerCase()) {
      case 'connection':
      case 'proxy-connection':
        for (const option of value.split(',')) {
          const flag = CONNECTION_OPTIONS[option.replace(/^[ \t]+|[ \t]+$/g, '').toLowerCase()];
          if (flag) this[flag] = true;
        }
        return undefined;
      case 'upgrade':
        this.upgrade = true;
        return undefined;
      case 'content-length': return this.contentLengthValue(value);
      case 'transfer-encoding': return this.transferEncodingValue(value, lenient);
      default: return undefined;
    }
  }

  contentLengthValue(value) {
    if (this.contentLength !== -1) {
      return { code: 'UNEXPECTED_CONTENT_LENGTH', reason: 'Duplicate Content-Length', offset: 0 };
    }
    const digits = /^\d*/.exec(value)[0];
    for (let length = 19; length <= digits.length; length++) {
      if (BigInt(digits.slice(0, length)) > CONTENT_LENGTH_MAX) {
        return { code: 'INVALID_CONTENT_LENGTH', reason: 'Content-Length overflow', offset: length };
      }
    }
    const understood = /^\d*[ \t]*/.exec(value)[0].length;
    if (understood < value.length) {
      return { code: 'INVALID_CONTENT_LENGTH', reason: 'Invalid character in Content-Length', offset: understood };
    }
    this.contentLength = Number(digits);
    return undefined;
  }

  /** "chunked" must come last. In a request nothing at all may follow it, or the two ends might disagree on the body. */
  transferEncodingValue(value, lenient) {
    const strict = this.isRequest && !(lenient & LENIENT.TRANSFER_ENCODING);
    if (this.chunked && strict) return invalidTransferEncoding(1);
    this.transferEncoding = true;
    this.chunked = false;
    let offset = 0;
    for (const coding of value.split(',')) {
      const skipped = offset === 0 ? 0 : /^[ \t]*/.exec(coding)[0].length;
      const isChunked = /^chunked *$/i.test(coding.slice(skipped));
      offset += coding.length + 1;
      if (!isChunked) continue;
      if (offset > value.length) this.chunked = true;
      else if (strict) return invalidTransferEncoding(offset);
    }
    return undefined;
  }

  /** Whether the connection can carry another message. `needsEnd`: the body of this one ends with the connection. */
  shouldKeepAlive(major, minor, needsEnd) {
    const wanted = major > 0 && minor > 0 ? !this.close : this.keepAlive;
    return wanted && !needsEnd;
  }
}

function invalidTransferEncoding(offset) {
  return { code: 'INVALID_TRANSFER_ENCODING', reason: 'Invalid `Transfer-Encoding` header value', offset };
}

module.exports = { HeadFlags };
