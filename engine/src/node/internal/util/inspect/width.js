// How many columns a text takes on a terminal, and texts without their escape sequences.
// Node's doc: "Util", stripVTControlCharacters. Widths as Node's ICU gives them (Unicode East Asian Width), measured on 26.
'use strict';

const profile = require('internal/profile');
const { validateString } = require('internal/validators');

/** Code points of two columns: wide and fullwidth ones, `first-last` in hexadecimal, `+` the length beyond the first. */
const WIDE_RANGES =
  '1100+5f 231a+1 2329+1 23e9+3 23f0 23f3 25fd+1 2614+1 2630+7 2648+b 267f 268a+5 2693 26a1 26aa+1 26bd+1 26c4+1 26ce 26d4 ' +
  '26ea 26f2+1 26f5 26fa 26fd 2705 270a+1 2728 274c 274e 2753+2 2757 2795+2 27b0 27bf 2b1b+1 2b50 2b55 2e80+19 2e9b+58 ' +
  '2f00+d5 2ff0+4e 3041+55 3099+66 3105+2a 3131+5d 3190+55 31ef+2f 3220+27 3250+723c a490+36 a960+1c ac00+2ba3 f900+1ff ' +
  'fe10+9 fe30+22 fe54+12 fe68+3 ff01+5f ffe0+6 16fe0+4 16ff0+6 17000+1cd5 18cff+1f 18d80+72 1aff0+3 1aff5+6 1affd+1 ' +
  '1b000+122 1b132 1b150+2 1b155 1b164+3 1b170+18b 1d300+56 1d360+16 1f004 1f0cf 1f18e 1f191+9 1f1e6+1c 1f210+2b 1f240+8 ' +
  '1f250+1 1f260+5 1f300+20 1f32d+8 1f337+45 1f37e+15 1f3a0+2a 1f3cf+4 1f3e0+10 1f3f4 1f3f8+46 1f440 1f442+ba 1f4ff+3e ' +
  '1f54b+3 1f550+17 1f57a 1f595+1 1f5a4 1f5fb+54 1f680+45 1f6cc 1f6d0+2 1f6d5+3 1f6dc+3 1f6eb+1 1f6f4+8 1f7e0+b 1f7f0 ' +
  '1f90c+2e 1f93c+9 1f947+b8 1fa70+c 1fa80+a 1fa8e+38 1fac8 1facd+f 1fadf+b 1faef+9 20000+fffd 30000+fffd';

const SOFT_HYPHEN = 0xad;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Me}\p{Mn}]/u;

// Escape sequences of terminals: what starts with ESC or CSI, up to its final letter; operating system commands up to
// their end.
const PARAMETERS = '(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-nq-uy=><~]';
const LINK = '(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]+)*|[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]*)*';
const END_OF_COMMAND = '(?:\\u0007|\\u001B\\u005C|\\u009C)';
const ESCAPE_SEQUENCE = profile.escapeSequencesEndAtTerminator ?
  new RegExp(`(?:\\u001B\\][\\s\\S]*?${END_OF_COMMAND})|[\\u001B\\u009B][[\\]()#;?]*${PARAMETERS.replace('(?:;', '(?:[;:]')}`, 'g') :
  new RegExp(`[\\u001B\\u009B][[\\]()#;?]*(?:(?:(?:${LINK})?${END_OF_COMMAND})|(?:${PARAMETERS}))`, 'g');

let wideRanges;

/** Whether a code point takes two columns. */
function isWide(code) {
  wideRanges ??= WIDE_RANGES.split(' ').map((range) => {
    const [first, more = '0'] = range.split('+');
    return [Number.parseInt(first, 16), Number.parseInt(first, 16) + Number.parseInt(more, 16)];
  });
  let low = 0;
  let high = wideRanges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = wideRanges[middle];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

/**
 * Whether a code point is drawn on top of its neighbour or not at all. As readline judges cursors, coarser than the width.
 * @param {number} code
 * @returns {boolean}
 */
function isZeroWidthCodePoint(code) {
  return code <= 0x1f || // C0 controls
    (code >= 0x7f && code <= 0x9f) || // C1 controls
    (code >= 0x300 && code <= 0x36f) || // combining diacritical marks
    (code >= 0x200b && code <= 0x200f) || // invisible modifiers
    (code >= 0x20d0 && code <= 0x20ff) || // combining marks for symbols
    (code >= 0xfe00 && code <= 0xfe0f) || // variation selectors
    (code >= 0xfe20 && code <= 0xfe2f) || // combining half marks
    (code >= 0xe0100 && code <= 0xe01ef); // variation selectors supplement
}

/** Columns of a text that holds more than ASCII. Emoji that are joined to one picture count singly. */
function unicodeWidth(text) {
  let width = 0;
  for (const char of text.normalize('NFC')) {
    const code = char.codePointAt(0);
    if (isWide(code)) width += 2;
    else if (code === SOFT_HYPHEN || !INVISIBLE.test(char)) width += 1;
  }
  return width;
}

/**
 * Columns that a text takes.
 * @param {string} str
 * @param {boolean} [removeControlChars] whether escape sequences count nothing
 * @returns {number}
 */
function getStringWidth(str, removeControlChars = true) {
  const text = removeControlChars ? stripVTControlCharacters(str) : str;
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 127) return width + unicodeWidth(text.slice(i));
    if (code >= 32) width++;
  }
  return width;
}

/**
 * A text without the escape sequences of terminals.
 * @param {string} str
 * @returns {string}
 */
function stripVTControlCharacters(str) {
  validateString(str, 'str');
  if (!str.includes('\u001B') && !str.includes('\u009B')) return str;
  return str.replace(ESCAPE_SEQUENCE, '');
}

module.exports = { getStringWidth, isZeroWidthCodePoint, stripVTControlCharacters };
