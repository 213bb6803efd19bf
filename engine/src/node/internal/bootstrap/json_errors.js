// What JSON.parse said of broken text before V8 11.4, which added line and column, and before V8 11.3, which says what
// it expected. Measured on Node 18 and 20.
'use strict';

const { ObjectDefineProperty, ReflectApply, SyntaxError } = primordials;
const profile = require('internal/profile');

const { parse: parseByV8 } = JSON;

const LITERALS = { __proto__: null, t: 'true', f: 'false', n: 'null' };
const LINE_AND_COLUMN = / \(line \d+ column \d+\)$/;
const OWN_FRAMES = /\n[^\n]*bootstrap\/json_errors[^\n]*/g;

const isDigit = (char) => char >= '0' && char <= '9';
const isHexDigit = (char) => isDigit(char) || (char >= 'a' && char <= 'f') || (char >= 'A' && char <= 'F');
const isSpace = (char) => char === ' ' || char === '\t' || char === '\n' || char === '\r';

/** Reads JSON as far as it is right: where it breaks, `at` stays. The readers tell whether all was right. */
class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /** Goes behind the next character when it is one of `chars`. */
  take(chars) {
    const char = this.text[this.at];
    if (char === undefined || !chars.includes(char)) return false;
    this.at++;
    return true;
  }

  skipSpace() {
    while (isSpace(this.text[this.at])) this.at++;
  }

  takeAfterSpace(char) {
    this.skipSpace();
    return this.take(char);
  }

  readLiteral(word) {
    for (const char of word) if (!this.take(char)) return false;
    return true;
  }

  readDigits() {
    const start = this.at;
    while (isDigit(this.text[this.at])) this.at++;
    return this.at > start;
  }

  readNumber() {
    this.take('-');
    if (!this.take('0') && !this.readDigits()) return false;
    if (this.take('.') && !this.readDigits()) return false;
    if (!this.take('eE')) return true;
    this.take('+-');
    return this.readDigits();
  }

  readEscape() {
    if (!this.take('u')) return this.take('"\\/bfnrt');
    for (let digit = 0; digit < 4; digit++, this.at++) if (!isHexDigit(this.text[this.at])) return false;
    return true;
  }

  readString() {
    if (!this.takeAfterSpace('"')) return false;
    while (!this.take('"')) {
      if (this.take('\\')) {
        if (!this.readEscape()) return false;
      } else if (this.text[this.at] >= ' ') {
        this.at++;
      } else {
        return false;
      }
    }
    return true;
  }

  readScalar() {
    const char = this.text[this.at];
    if (char === '"') return this.readString();
    return LITERALS[char] === undefined ? this.readNumber() : this.readLiteral(LITERALS[char]);
  }

  readKey() {
    return this.readString() && this.takeAfterSpace(':');
  }

  /** Reads a value and all that is in it. Without recursion: a text may nest deeper than the stack reaches. */
  readValue() {
    const ends = [];
    do {
      const end = this.takeAfterSpace('[') ? ']' : this.take('{') ? '}' : undefined;
      if (end === undefined && !this.readScalar()) return false;
      if (end !== undefined && !this.takeAfterSpace(end)) {
        ends.push(end);
      } else {
        // The value is over, and perhaps those that end with it.
        while (ends.length > 0 && !this.takeAfterSpace(',')) if (!this.take(ends.pop())) return false;
      }
      if (ends.at(-1) === '}' && !this.readKey()) return false;
    } while (ends.length > 0);
    return true;
  }

  /** Where the text breaks; undefined when it is right. */
  findError() {
    if (!this.readValue()) return this.at;
    this.skipSpace();
    return this.at < this.text.length ? this.at : undefined;
  }
}

/** V8 10.2's words: what kind of token it met, never what it wanted. */
function describe(text) {
  const at = new Reader(text).findError();
  if (at === undefined) return undefined;
  const char = text[at];
  if (char === undefined) return 'Unexpected end of JSON input';
  const token = char === '"' ? 'string' : char === '-' || isDigit(char) ? 'number' : `token ${char}`;
  return `Unexpected ${token} in JSON at position ${at}`;
}

/** Gives V8's error the words of the version; what a reviver threw stays as it is. */
function restate(error, text) {
  const { message, stack } = error;
  const restated = profile.languageOfV811 ? message.replace(LINE_AND_COLUMN, '') : describe(text);
  if (restated === undefined) return;
  error.message = restated;
  ObjectDefineProperty(error, 'stack', {
    __proto__: null,
    value: stack.replace(message, () => restated).replace(OWN_FRAMES, ''),
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

/** Puts the version's JSON.parse in place of V8's. */
function replace() {
  const { parse } = {
    parse(text, reviver) {
      const source = `${text}`;
      try {
        // On its owner, which stacks name.
        return ReflectApply(parseByV8, JSON, [source, reviver]);
      } catch (error) {
        if (error instanceof SyntaxError) restate(error, source);
        throw error;
      }
    },
  };
  ObjectDefineProperty(JSON, 'parse', { __proto__: null, value: parse, writable: true, enumerable: false, configurable: true });
}

module.exports = { replace };
