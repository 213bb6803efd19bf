// From a line of shell to its commands: the part of POSIX's shell grammar that programs usually hand to exec().
// IEEE Std 1003.1, "Shell Command Language".
'use strict';

const OPERATORS = ['&&', '||', '>>', '2>&1', '1>&2', '>&2', '2>>', '2>', '1>', ';', '|', '>', '<', '&', '\n', '(', ')'];
/** What a backslash keeps its meaning before, inside double quotes. */
const ESCAPED_IN_QUOTES = '$`"\\\n';

/** A word is a list of pieces: text, and whether it was quoted: only what was not is split where a variable has blanks. */
class Lexer {
  #source;
  #at = 0;

  constructor(source) {
    this.#source = source;
  }

  /** @returns {Array<{ operator: string }|{ pieces: object[] }>} */
  tokens() {
    const tokens = [];
    for (;;) {
      while (/[ \t]/.test(this.#peek())) this.#at++;
      if (this.#peek() === '') return tokens;
      if (this.#peek() === '#') {
        this.#skipComment();
        continue;
      }
      const operator = OPERATORS.find((text) => this.#source.startsWith(text, this.#at));
      if (operator !== undefined) {
        this.#at += operator.length;
        tokens.push({ operator });
      } else {
        tokens.push({ pieces: this.#word() });
      }
    }
  }

  #peek() {
    return this.#source.charAt(this.#at);
  }

  #skipComment() {
    while (this.#peek() !== '' && this.#peek() !== '\n') this.#at++;
  }

  #word() {
    const pieces = [];
    for (let char = this.#peek(); char !== '' && !/[ \t\n;|&<>()]/.test(char); char = this.#peek()) {
      if (char === '\'') pieces.push({ text: this.#until('\''), quoted: true });
      else if (char === '"') this.#doubleQuoted(pieces);
      else if (char === '\\') pieces.push({ text: this.#source.charAt(this.#at + 1), quoted: true }) && (this.#at += 2);
      else if (char === '$') pieces.push(this.#expansion(false));
      else if (char === '`') pieces.push({ command: this.#until('`'), quoted: false });
      else pieces.push({ text: this.#plain(), quoted: false });
    }
    return pieces;
  }

  #plain() {
    const [text] = /^[^ \t\n;|&<>()'"\\$`]+/.exec(this.#source.slice(this.#at));
    this.#at += text.length;
    return text;
  }

  #until(end) {
    const close = this.#source.indexOf(end, this.#at + 1);
    if (close < 0) throw new SyntaxError('Unterminated quoted string');
    const text = this.#source.slice(this.#at + 1, close);
    this.#at = close + 1;
    return text;
  }

  #doubleQuoted(pieces) {
    this.#at++;
    pieces.push({ text: '', quoted: true });
    for (let char = this.#peek(); char !== '"'; char = this.#peek()) {
      if (char === '') throw new SyntaxError('Unterminated quoted string');
      if (char === '$') {
        pieces.push(this.#expansion(true));
      } else if (char === '`') {
        pieces.push({ command: this.#until('`'), quoted: true });
      } else if (char === '\\' && ESCAPED_IN_QUOTES.includes(this.#source.charAt(this.#at + 1))) {
        pieces.push({ text: this.#source.charAt(this.#at + 1), quoted: true });
        this.#at += 2;
      } else {
        pieces.push({ text: char, quoted: true });
        this.#at++;
      }
    }
    this.#at++;
  }

  #expansion(quoted) {
    const rest = this.#source.slice(this.#at);
    if (rest.startsWith('$((')) return { arithmetic: this.#nested(3, '))'), quoted };
    if (rest.startsWith('$(')) return { command: this.#nested(2, ')'), quoted };
    const match = /^\$(?:\{([A-Za-z_]\w*|[0-9?$#@*])\}|([A-Za-z_]\w*|[0-9?$#@*]))/.exec(rest);
    if (match === null) {
      this.#at++;
      return { text: '$', quoted };
    }
    this.#at += match[0].length;
    return { variable: match[1] ?? match[2], quoted };
  }

  /** What stands between brackets, however many pairs are inside. */
  #nested(open, close) {
    let depth = 0;
    const start = this.#at + open;
    for (let at = start; at < this.#source.length; at++) {
      const char = this.#source.charAt(at);
      if (depth === 0 && this.#source.startsWith(close, at)) {
        this.#at = at + close.length;
        return this.#source.slice(start, at);
      }
      if (char === '(') depth++;
      if (char === ')') depth--;
    }
    throw new SyntaxError('Unterminated expansion');
  }
}

/** @param {string} source @returns {object[]} words and operators */
function tokenize(source) {
  return new Lexer(source).tokens();
}

module.exports = { tokenize };
