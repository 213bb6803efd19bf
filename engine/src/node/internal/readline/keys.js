// What each key does to the line of an interface (Node's doc: «TTY keybindings»).
'use strict';

const { clearScreenDown, cursorTo } = require('internal/readline/callbacks');
const { charLengthAt, charLengthLeft } = require('internal/readline/utils');

const CTRL_SHIFT = {
  __proto__: null,
  backspace: (rl) => rl._deleteLineLeft(),
  delete: (rl) => rl._deleteLineRight(),
};

function suspend(rl) {
  if (rl.listenerCount('SIGTSTP') > 0) {
    rl.emit('SIGTSTP');
    return;
  }
  process.once('SIGCONT', () => {
    // The terminal was someone else's meanwhile.
    if (!rl.paused) {
      rl.pause();
      rl.emit('SIGCONT');
    }
    rl._setRawMode(true);
    rl._refreshLine();
  });
  rl._setRawMode(false);
  process.kill(process.pid, 'SIGTSTP');
}

const CTRL = {
  __proto__: null,
  c: (rl) => {
    if (rl.listenerCount('SIGINT') > 0) rl.emit('SIGINT');
    else rl.abort('Aborted with Ctrl+C');
  },
  h: (rl) => rl._deleteLeft(),
  d: (rl) => {
    if (rl.cursor === 0 && rl.line.length === 0) rl.abort('Aborted with Ctrl+D');
    else rl._deleteRight();
  },
  u: (rl) => rl._deleteLineLeft(),
  k: (rl) => rl._deleteLineRight(),
  a: (rl) => rl._moveCursor(-Infinity),
  e: (rl) => rl._moveCursor(+Infinity),
  b: (rl) => rl._moveCursor(-charLengthLeft(rl.line, rl.cursor)),
  f: (rl) => rl._moveCursor(charLengthAt(rl.line, rl.cursor)),
  l: (rl) => {
    cursorTo(rl.output, 0, 0);
    clearScreenDown(rl.output);
    rl._refreshLine();
  },
  n: (rl) => rl._historyNext(),
  p: (rl) => rl._historyPrev(),
  y: (rl) => rl._yank(),
  z: suspend,
  w: (rl) => rl._deleteWordLeft(),
  backspace: (rl) => rl._deleteWordLeft(),
  delete: (rl) => rl._deleteWordRight(),
  left: (rl) => rl._wordLeft(),
  right: (rl) => rl._wordRight(),
};

const META = {
  __proto__: null,
  b: (rl) => rl._wordLeft(),
  f: (rl) => rl._wordRight(),
  d: (rl) => rl._deleteWordRight(),
  delete: (rl) => rl._deleteWordRight(),
  backspace: (rl) => rl._deleteWordLeft(),
  y: (rl) => rl._yankPop(),
};

const PLAIN = {
  __proto__: null,
  return: (rl) => rl.returned(),
  enter: (rl) => rl.entered(),
  backspace: (rl) => rl._deleteLeft(),
  delete: (rl) => rl._deleteRight(),
  // Past a surrogate pair in one go.
  left: (rl) => rl._moveCursor(-charLengthLeft(rl.line, rl.cursor)),
  right: (rl) => rl._moveCursor(charLengthAt(rl.line, rl.cursor)),
  home: (rl) => rl._moveCursor(-Infinity),
  end: (rl) => rl._moveCursor(+Infinity),
  up: (rl) => rl._historyPrev(),
  down: (rl) => rl._historyNext(),
};

const UNDO = '\x1f';
const REDO = '\x1e';

/** Does what a key that the program or the terminal sent means; a key without a meaning is inserted. */
function handleKey(rl, text, key, previousKey) {
  if (!key.meta || key.name !== 'y') rl.endYank();
  searchHistory(rl, key);
  if (typeof key.sequence === 'string' && (key.sequence[0] === UNDO || key.sequence[0] === REDO)) {
    if (key.sequence[0] === UNDO) rl._undo();
    else rl._redo();
    return;
  }
  // A lone escape does nothing.
  if (key.name === 'escape') return;
  if (key.ctrl && key.shift) {
    CTRL_SHIFT[key.name]?.(rl);
  } else if (key.ctrl) {
    CTRL[key.name]?.(rl);
  } else if (key.meta) {
    META[key.name]?.(rl);
  } else {
    if (key.name !== 'enter') rl.forgetReturn();
    if (key.name in PLAIN) PLAIN[key.name](rl);
    else if (key.name === 'tab' && rl.completes()) rl._tabComplete(previousKey?.name === 'tab');
    else if (typeof text === 'string' && text !== '') rl.insertLines(text);
  }
}

/** The arrows up and down look for what begins as the line does; any other key ends the search. */
function searchHistory(rl, key) {
  const isArrow = (key.name === 'up' || key.name === 'down') && !key.ctrl && !key.meta && !key.shift;
  if (isArrow) {
    rl.historySearch ??= rl.line.slice(0, rl.cursor);
  } else if (rl.historySearch != null) {
    rl.historySearch = null;
    if (rl.historyIndex === rl.history.length) rl.historyIndex = -1;
  }
}

module.exports = { handleKey };
