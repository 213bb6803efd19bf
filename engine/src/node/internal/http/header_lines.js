// The lines of an HTTP/1 head or of trailers, read byte by byte as llhttp reads them: what it accepts, and where and why
// it refuses the rest, in llhttp's words. Node's documentation: http; errors "HPE_*" are llhttp's.
'use strict';

const { HeadFlags } = require('internal/http/head_flags');
const { LENIENT } = require('internal/http/lenient');
const profile = require('internal/profile');

const TAB = 9, LF = 10, CR = 13, SPACE = 32, COLON = 58;

/** A table of 256 booleans: which bytes a pattern (of one character) matches. */
function bytesMatching(pattern) {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(pattern.test(String.fromCharCode(byte))));
}

const TOKEN = bytesMatching(/[!#$%&'*+\-.^_`|~0-9A-Za-z]/);
/** Before llhttp 9 a name could hold spaces. */
const NAME = profile.looseHttpGrammar ? bytesMatching(/[ !#$%&'*+\-.^_`|~0-9A-Za-z]/) : TOKEN;
const HEADER_CHAR = bytesMatching(/[\t\x20-\x7e\x80-\xff]/);
const RELAXED_HEADER_CHAR = bytesMatching(/[\x01-\x08\v\f\x0e-\x1f\x7f]/);

/** Reads header lines. Every method returns false when it failed or ran out of bytes. */
class HeaderLines {
  /**
   * A Buffer `bytes`, read from `at` on; `lenient` a sum of LENIENT flags; `flags` what the message's headers have said
   * so far; `limit` the number of bytes that url or reason, names and values together must stay below; `countLimit` how
   * many headers there may be.
   */
  constructor(bytes, at, { lenient, flags, limit, countLimit }) {
    this.bytes = bytes;
    this.at = at;
    this.lenient = lenient;
    this.flags = flags;
    this.limit = limit;
    this.countLimit = countLimit;
    this.size = 0;
    this.headers = [];
    this.failure = null;
  }

  text(from, to) {
    return this.bytes.toString('latin1', from, to);
  }

  take(byte) {
    if (this.bytes[this.at] !== byte) return false;
    this.at++;
    return true;
  }

  skip(table) {
    while (this.at < this.bytes.length && table[this.bytes[this.at]] === 1) this.at++;
  }

  skipByte(byte) {
    while (this.bytes[this.at] === byte) this.at++;
  }

  /** The first bytes that spell `word`; leaves `at` on the first one that does not. */
  word(word) {
    for (let i = 0; i < word.length; i++) {
      if (this.bytes[this.at] !== word.charCodeAt(i)) return false;
      this.at++;
    }
    return true;
  }

  /** Notes an error at the next byte; where there is none yet, the head is merely incomplete. */
  fail(code, reason) {
    return this.at < this.bytes.length && this.refuse(code, reason, this.at);
  }

  /** The same, for an error that llhttp sees only after it has taken the offending byte. */
  failAfter(code, reason) {
    return this.at < this.bytes.length && this.refuse(code, reason, this.at + 1);
  }

  /** Notes an error at `at`, by default just behind the byte that was taken last. */
  refuse(code, reason, at = this.at) {
    this.failure = { code: `HPE_${code}`, reason, at };
    return false;
  }

  /** Counts the bytes since `start`: of a name, a value, or as much of it as has come. */
  count(start) {
    this.size += this.at - start;
    if (this.size < this.limit && this.headers.length < this.countLimit * 2) return true;
    return this.refuse('HEADER_OVERFLOW', 'Header overflow', Math.min(this.at + 1, this.bytes.length));
  }

  allows(flag) {
    return (this.lenient & flag) !== 0;
  }

  /** The line feed behind a CR that was taken. */
  lineFeed(reason) {
    if (this.take(LF) || (this.at < this.bytes.length && this.allows(LENIENT.OPTIONAL_LF_AFTER_CR))) return true;
    if (profile.looseHttpGrammar && this.at < this.bytes.length) return true;
    return this.fail('STRICT', reason);
  }

  /** What follows the first line, up to and including the empty one. */
  headerBlock() {
    if (!profile.looseHttpGrammar && this.take(SPACE) && !this.allows(LENIENT.HEADERS)) {
      return this.refuse('UNEXPECTED_SPACE', 'Unexpected space after start line');
    }
    return this.headerLines();
  }

  /** The lines themselves; trailers are these and nothing more. */
  headerLines() {
    for (;;) {
      if (this.take(CR)) return this.lineFeed('Expected LF after headers');
      if (this.take(LF)) {
        return this.allows(LENIENT.OPTIONAL_CR_BEFORE_LF) || profile.looseHttpGrammar ||
          this.refuse('INVALID_HEADER_TOKEN', 'Invalid header field char');
      }
      if (!this.header()) return false;
    }
  }

  header() {
    const start = this.at;
    if (this.bytes[start] === COLON && !profile.looseHttpGrammar) {
      return this.fail('INVALID_HEADER_TOKEN', 'Invalid header token');
    }
    this.skip(NAME);
    const name = this.text(start, this.at);
    if (this.bytes[this.at] === SPACE && HeadFlags.isSpecial(name)) {
      if (!this.allows(LENIENT.HEADERS)) return this.failAfter('INVALID_HEADER_TOKEN', 'Invalid header field char');
      this.skipByte(SPACE);
    }
    const ended = this.bytes[this.at] === COLON;
    if (!ended && this.at < this.bytes.length) return this.fail('INVALID_HEADER_TOKEN', 'Invalid header token');
    if (!this.count(start) || !ended) return false;
    const field = this.text(start, this.at);
    this.at++;
    const conflict = this.flags.fieldError(name, this.lenient);
    if (conflict) return this.refuse(conflict.code, conflict.reason);
    return this.value(field, name);
  }

  value(field, name) {
    for (;;) {
      while (this.take(SPACE) || this.take(TAB));
      const folded = this.emptyLine();
      if (folded === undefined) break;
      if (folded === false) return false;
      if (folded === null) return this.finishEmpty(field, name);
    }
    return this.valueLines(field, name);
  }

  /** Behind a line end with nothing before it: true for a continuation, null for the header's end, else undefined. */
  emptyLine() {
    if (this.take(CR)) {
      if (!this.take(LF) && !(this.at < this.bytes.length && this.allows(LENIENT.HEADERS))) {
        return this.fail('STRICT', 'Expected LF after CR');
      }
    } else if (this.take(LF)) {
      if (!this.allows(LENIENT.OPTIONAL_CR_BEFORE_LF)) {
        return this.refuse('INVALID_HEADER_TOKEN', 'Invalid header value char');
      }
    } else {
      return this.at < this.bytes.length ? undefined : false;
    }
    if (this.at >= this.bytes.length) return false;
    if (!this.take(SPACE) && !this.take(TAB)) return null;
    return this.allows(LENIENT.HEADERS) || this.refuse('INVALID_HEADER_TOKEN', 'Invalid header value char');
  }

  finishEmpty(field, name) {
    const error = this.flags.emptyError(name);
    if (error) return this.fail(error.code, error.reason);
    this.headers.push(field, '');
    return true;
  }

  /** A value and, where folding is allowed, its continuation lines; the special headers are understood line by line. */
  valueLines(field, name) {
    let whole = '';
    for (;;) {
      const start = this.at;
      const ended = this.valueLine();
      const line = this.text(start, this.at);
      // An offending byte belongs to the value: a special header has its own words for it.
      const error = this.flags.value(name, this.failure ? this.text(start, this.at + 1) : line, this.lenient);
      if (error) return this.refuse(error.code, error.reason, start + error.offset);
      if (this.failure || !this.count(start) || !ended || !this.valueEnd()) return false;
      whole += line;
      if (this.at >= this.bytes.length) return false;
      const next = this.bytes[this.at];
      if (next !== SPACE && next !== TAB) break;
      if (!this.allows(LENIENT.HEADERS)) {
        return this.fail('INVALID_HEADER_TOKEN', 'Unexpected whitespace after header value');
      }
    }
    this.headers.push(field, whole.replace(/[ \t]+$/, ''));
    return true;
  }

  valueLine() {
    for (;;) {
      this.skip(HEADER_CHAR);
      const byte = this.bytes[this.at];
      if (byte === undefined) return false;
      if (byte === CR || byte === LF) return true;
      const relaxed = this.allows(LENIENT.HEADER_VALUE_RELAXED) && RELAXED_HEADER_CHAR[byte] === 1;
      if (!relaxed && !this.allows(LENIENT.HEADERS)) {
        return this.fail('INVALID_HEADER_TOKEN', 'Invalid header value char');
      }
      this.at++;
    }
  }

  valueEnd() {
    if (this.bytes[this.at] === LF) {
      if (!this.allows(LENIENT.OPTIONAL_CR_BEFORE_LF) && !this.allows(LENIENT.HEADERS)) {
        return profile.looseHttpGrammar ? this.fail('INVALID_HEADER_TOKEN', 'Invalid header value char') :
          this.fail('CR_EXPECTED', 'Missing expected CR after header value');
      }
    } else {
      this.at++;
    }
    return this.take(LF) || this.fail('LF_EXPECTED', 'Missing expected LF after header value');
  }
}

module.exports = { HeaderLines, TOKEN, bytesMatching };
