// What terminals send for keys, and how long characters are (Node's doc: «readline.emitKeypressEvents»).
'use strict';

const { ArrayPrototypeToSorted } = primordials;
/** How control sequences begin. */
const CSI = '\x1b[';
const ESCAPE = '\x1b';

/** The bits of the number that xterm adds to a key's sequence, less one. */
const SHIFT = 1;
const CTRL = 4;
const META = 2 | 8;

/** The keys by their sequences, without the escape; a second word is a modifier that the sequence itself means. */
const KEYS = {
  '__proto__': null,
  // xterm and gnome ESC O letter
  'OP': 'f1', 'OQ': 'f2', 'OR': 'f3', 'OS': 'f4',
  // xterm without modifyFunctionKeys
  '[P': 'f1', '[Q': 'f2', '[R': 'f3', '[S': 'f4',
  // xterm and rxvt ESC [ number ~
  '[11~': 'f1', '[12~': 'f2', '[13~': 'f3', '[14~': 'f4',
  // Cygwin and libuv
  '[[A': 'f1', '[[B': 'f2', '[[C': 'f3', '[[D': 'f4', '[[E': 'f5',
  // common
  '[15~': 'f5', '[17~': 'f6', '[18~': 'f7', '[19~': 'f8', '[20~': 'f9', '[21~': 'f10', '[23~': 'f11', '[24~': 'f12',
  // bracketed paste
  '[200~': 'paste-start', '[201~': 'paste-end',
  // xterm ESC [ letter, ESC O letter
  '[A': 'up', '[B': 'down', '[C': 'right', '[D': 'left', '[E': 'clear', '[F': 'end', '[H': 'home',
  'OA': 'up', 'OB': 'down', 'OC': 'right', 'OD': 'left', 'OE': 'clear', 'OF': 'end', 'OH': 'home',
  // xterm and rxvt
  '[1~': 'home', '[2~': 'insert', '[3~': 'delete', '[4~': 'end', '[5~': 'pageup', '[6~': 'pagedown',
  // putty
  '[[5~': 'pageup', '[[6~': 'pagedown',
  // rxvt
  '[7~': 'home', '[8~': 'end',
  '[a': 'up shift', '[b': 'down shift', '[c': 'right shift', '[d': 'left shift', '[e': 'clear shift',
  '[2$': 'insert shift', '[3$': 'delete shift', '[5$': 'pageup shift', '[6$': 'pagedown shift', '[7$': 'home shift',
  '[8$': 'end shift',
  'Oa': 'up ctrl', 'Ob': 'down ctrl', 'Oc': 'right ctrl', 'Od': 'left ctrl', 'Oe': 'clear ctrl',
  '[2^': 'insert ctrl', '[3^': 'delete ctrl', '[5^': 'pageup ctrl', '[6^': 'pagedown ctrl', '[7^': 'home ctrl',
  '[8^': 'end ctrl',
  '[Z': 'tab shift',
};

/** Keys that are one character. */
const CHARACTERS = {
  '__proto__': null,
  '\r': 'return',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  [ESCAPE]: 'escape',
  ' ': 'space',
};

/** How many UTF-16 units the character at `i` has; 0 past the end. */
function charLengthAt(text, i) {
  // Past the end a step still moves on, as the end of the line is a place.
  if (text.length <= i) return 1;
  return text.codePointAt(i) > 0xffff ? 2 : 1;
}

/** How many UTF-16 units the character before `i` has; 0 at the beginning. */
function charLengthLeft(text, i) {
  if (i <= 0) return 0;
  return (i > 1 && text.codePointAt(i - 2) > 0xffff) || text.codePointAt(i - 1) > 0xffff ? 2 : 1;
}

/** The longest beginning that all the texts share. */
function commonPrefix(texts) {
  if (texts.length === 0) return '';
  if (texts.length === 1) return texts[0];
  const sorted = ArrayPrototypeToSorted(texts);
  const first = sorted[0];
  const last = sorted.at(-1);
  for (let i = 0; i < first.length; i++) {
    if (first[i] !== last[i]) return first.slice(0, i);
  }
  return first;
}

function isDigit(character) {
  return character >= '0' && character <= '9';
}

/**
 * Reads a sequence that began with escape and `O`: an optional modifier and a letter.
 * @returns {Generator} [text read, code, modifier]
 */
function* readShortSequence() {
  let character = yield;
  let text = character;
  let modifier = 0;
  if (isDigit(character)) {
    modifier = Number(character) - 1;
    text += (character = yield);
  }
  return [text, `O${character}`, modifier];
}

/** Reads a sequence that began with escape and `[`: digits, a modifier after a semicolon, and a last character. */
function* readLongSequence() {
  let code = '[';
  let character = yield;
  let text = character;
  if (character === '[') {
    // Escape [[ letter: Cygwin and libuv.
    code += character;
    text += (character = yield);
  }
  const start = text.length - 1;
  for (let digits = 0; digits < 3 && isDigit(character); digits++) text += (character = yield);
  if (character === ';') {
    text += (character = yield);
    if (isDigit(character)) text += yield;
  }
  const command = text.slice(start);
  let match = /^(?:(\d\d?)(?:;(\d))?([~^$])|(\d{3}~))$/.exec(command);
  if (match) {
    return match[4] ? [text, code + match[4], 0] : [text, code + match[1] + match[3], (match[2] || 1) - 1];
  }
  match = /^(?:(?:\d;)?(\d))?([A-Za-z])$/.exec(command);
  return match ? [text, code + match[2], (match[1] || 1) - 1] : [text, code + command, 0];
}

/** Fills in what a sequence means. */
function describeSequence(key, code, modifier) {
  key.ctrl = Boolean(modifier & CTRL);
  key.meta = Boolean(modifier & META);
  key.shift = Boolean(modifier & SHIFT);
  key.code = code;
  const [name, extra] = (KEYS[code] ?? 'undefined').split(' ');
  key.name = name;
  if (extra !== undefined) key[extra] = true;
}

/** Fills in what a single character means, alone or after an escape. */
function describeCharacter(key, character, isEscaped) {
  if (character in CHARACTERS) {
    key.name = CHARACTERS[character];
    key.meta = isEscaped;
  } else if (!isEscaped && character <= '\x1a') {
    // Control and a letter.
    key.name = String.fromCharCode(character.charCodeAt(0) + 'a'.charCodeAt(0) - 1);
    key.ctrl = true;
  } else if (/^[0-9A-Za-z]$/.test(character)) {
    key.name = character.toLowerCase();
    key.shift = /^[A-Z]$/.test(character);
    key.meta = isEscaped;
  } else if (isEscaped) {
    key.name = character.length > 0 ? undefined : 'escape';
    key.meta = true;
  }
}

/** Is given characters one by one, and emits 'keypress' on the stream for each key that they make up. */
function* emitKeys(stream) {
  for (;;) {
    let character = yield;
    let sequence = character;
    let isEscaped = false;
    const key = { sequence: null, name: undefined, ctrl: false, meta: false, shift: false };
    if (character === ESCAPE) {
      isEscaped = true;
      sequence += (character = yield);
      if (character === ESCAPE) sequence += (character = yield);
    }
    if (isEscaped && (character === 'O' || character === '[')) {
      const [text, code, modifier] = character === 'O' ? yield* readShortSequence() : yield* readLongSequence();
      sequence += text;
      describeSequence(key, code, modifier);
    } else {
      describeCharacter(key, character, isEscaped);
    }
    key.sequence = sequence;
    if (sequence.length > 0 && (key.name !== undefined || isEscaped)) {
      stream.emit('keypress', isEscaped ? undefined : sequence, key);
    } else if (charLengthAt(sequence, 0) === sequence.length) {
      stream.emit('keypress', sequence, key);
    }
    // What is none of these is a broken sequence, and dropped.
  }
}

module.exports = { CSI, ESCAPE, charLengthAt, charLengthLeft, commonPrefix, emitKeys };
