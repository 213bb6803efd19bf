// Colours a regular expression by nesting depth, as inspect does from Node 26 on. Node's doc: "Util",
// `util.inspect.styles.regexp`.
// One tolerant pass over the source, without judging whether it is valid: the text of the output is always the text of
// the input.
'use strict';

const DEFAULT_PALETTE = ['green', 'red', 'yellow', 'cyan', 'magenta'];

/** How much deeper than their surroundings these are drawn, so that they differ from plain characters. */
const OPERATOR_DEPTH = 3;
const DOT_DEPTH = 2;
const OPERATORS = '|+*?,^$';

const isDigit = (char) => char >= '0' && char <= '9';

/** The pass: where it is, how deep, and what it has drawn. */
class Highlighter {
  constructor(text, palette) {
    this.text = text;
    this.palette = palette;
    this.at = 0;
    this.depth = 0;
    this.output = '';
  }

  /** The character at the cursor, or an offset from it; '' at the end. */
  peek(offset = 0) {
    return this.text[this.at + offset] ?? '';
  }

  isAtEnd() {
    return this.at >= this.text.length;
  }

  /** Draws a piece in the colour of the current depth, or of one that is `deeper`. */
  draw(piece, deeper = 0) {
    const [on, off] = this.palette[(this.depth + deeper) % this.palette.length] ?? this.palette[0];
    this.output += on + piece + off;
  }

  /** Takes characters while they pass a test. */
  takeWhile(test) {
    const start = this.at;
    while (!this.isAtEnd() && test(this.peek())) this.at++;
    return this.text.slice(start, this.at);
  }

  /** `\u{…}`, `\p{…}`, `\k<…>`: cursor at the opening bracket. Without a closing one the opening is drawn alone. */
  drawBracketed(opening, closing, shallower = 0) {
    const start = this.at;
    this.at++;
    const inside = this.takeWhile((char) => char !== closing);
    if (this.isAtEnd()) {
      this.draw(opening, 1);
      this.at = start + 1;
      return;
    }
    this.depth -= shallower;
    this.draw(opening);
    this.draw(inside, 1);
    this.draw(closing);
    this.depth += shallower;
    this.at++;
  }

  /** An escape; in a class it is drawn like its neighbours, outside one step deeper. */
  drawEscape(isInClass) {
    let escape = '\\';
    this.at++;
    if (!this.isAtEnd()) {
      const kind = this.peek();
      escape += kind;
      this.at++;
      if ('upP'.includes(kind) && this.peek() === '{') return this.drawBracketed(`${escape}{`, '}');
      if (!isInClass && kind === 'k' && this.peek() === '<') return this.drawBracketed(`${escape}<`, '>', 1);
      if (kind === 'x') {
        escape += this.text.slice(this.at, this.at + 2);
        this.at += 2;
      } else if (!isInClass && isDigit(kind)) {
        escape += this.takeWhile(isDigit);
      }
    }
    this.draw(escape, isInClass ? 0 : 1);
  }

  /** `[…]`: cursor behind the bracket, one step deeper. */
  drawClass() {
    while (!this.isAtEnd()) {
      const char = this.peek();
      if (char === '\\') {
        this.drawEscape(true);
        continue;
      }
      if (char === ']') {
        this.depth--;
        this.draw(']');
        this.at++;
        return;
      }
      const isRange = char === '-' && this.peek(-1) !== '[' && this.peek(1) !== '' && this.peek(1) !== ']';
      this.draw(char, isRange ? 1 : 0);
      this.at++;
    }
  }

  /** What follows `(?`: the kind of the group, or its name. */
  drawGroupKind() {
    this.at++;
    const kind = this.peek();
    if (kind !== '' && ':=!'.includes(kind)) {
      this.draw(`?${kind}`, -1);
      this.at++;
    } else if (kind === '<' && (this.peek(1) === '=' || this.peek(1) === '!')) {
      this.draw(`?<${this.peek(1)}`, -1);
      this.at += 2;
    } else if (kind === '<') {
      this.at++;
      const name = this.takeWhile((char) => char !== '>');
      this.draw('?<', -1);
      this.draw(name);
      if (this.peek() === '>') {
        this.draw('>', -1);
        this.at++;
      }
    } else {
      this.draw('?');
    }
  }

  drawGroupStart() {
    this.draw('(');
    this.depth++;
    this.at++;
    if (this.peek() === '?') this.drawGroupKind();
  }

  /** `{2,3}?`: cursor at the brace. A brace that starts no quantifier is a plain character. */
  drawQuantifier() {
    this.at++;
    const least = this.takeWhile(isDigit);
    if (least) {
      this.draw('{');
      this.depth++;
      this.draw(least, 1);
    }
    if (this.peek() === ',') {
      if (!least) {
        this.draw('{');
        this.depth++;
      }
      this.draw(',');
      this.at++;
    } else if (!least && !this.isAtEnd()) {
      this.draw('{', 1);
      return;
    }
    const most = this.takeWhile(isDigit);
    if (most) this.draw(most, 1);
    if (this.peek() === '}') {
      this.depth--;
      this.draw('}');
      this.at++;
    }
    if (this.peek() === '?') {
      this.draw('?', OPERATOR_DEPTH);
      this.at++;
    }
  }

  /** Draws what is at the cursor of the pattern. */
  drawNext() {
    const char = this.peek();
    if (char === '[') {
      this.draw('[');
      this.depth++;
      this.at++;
      this.drawClass();
    } else if (char === '(') {
      this.drawGroupStart();
    } else if (char === ')') {
      this.depth--;
      this.draw(')');
      this.at++;
    } else if (char === '\\') {
      this.drawEscape(false);
    } else if (char === '{') {
      this.drawQuantifier();
    } else {
      this.draw(char, OPERATORS.includes(char) ? OPERATOR_DEPTH : char === '.' ? DOT_DEPTH : 1);
      this.at++;
    }
  }

  /** Draws the whole: `/`, pattern, `/`, flags. */
  run() {
    this.draw('/');
    this.depth++;
    this.at = 1;
    while (!this.isAtEnd() && this.peek() !== '/') this.drawNext();
    this.draw('/', -1);
    this.at++;
    if (!this.isAtEnd()) this.draw(this.text.slice(this.at));
    return this.output;
  }
}

/**
 * Colours a regular expression.
 * @param {string} text `/source/flags`
 * @param {object} colors name to on and off codes
 * @param {string[]} [names] the colours by depth, repeated
 * @returns {string}
 */
function highlight(text, colors, names) {
  const palette = [];
  for (const name of names?.length > 0 ? names : DEFAULT_PALETTE) {
    const color = colors[name];
    if (color) palette.push([`\u001b[${color[0]}m`, `\u001b[${color[1]}m`]);
  }
  return new Highlighter(text, palette).run();
}

module.exports = { highlight };
