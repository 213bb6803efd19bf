// The line that is being edited on a terminal: insertion, deletion, words, undo, the kill ring, history, display
// (Node's doc: «TTY keybindings»).
'use strict';

const EventEmitter = require('events');
const { validateString } = require('internal/validators');
const profile = require('internal/profile');
const { getStringWidth, stripVTControlCharacters } = require('internal/util/inspect');
const { clearScreenDown, cursorTo, moveCursor } = require('internal/readline/callbacks');
const { charLengthAt, charLengthLeft } = require('internal/readline/utils');

/** How many states undo keeps. */
const UNDO_MAX = 2048;
/** How many deleted texts yank keeps. */
const KILL_RING_MAX = 32;

/** A word to the left, in the reversed line; a word to the right. */
const WORD_LEFT = /^\s*(?:[^\w\s]+|\w+)?/;
const WORD_RIGHT = /^(?:\s+|[^\w\s]+|\w+)\s*/;

function reverse(text) {
  return Array.from(text).reverse().join('');
}

class LineEditor extends EventEmitter {
  #undo = [];
  #redo = [];
  #killRing = [];
  #killIndex = 0;
  #isYanking = false;

  get columns() {
    return this.output?.columns ? this.output.columns : Infinity;
  }

  _writeToOutput(stringToWrite) {
    validateString(stringToWrite, 'stringToWrite');
    if (this.output !== null && this.output !== undefined) this.output.write(stringToWrite);
  }

  /** Remembers the line as it is, before a change. */
  #beforeEdit() {
    this.#undo.push({ line: this.line, cursor: this.cursor });
    if (this.#undo.length > UNDO_MAX) this.#undo.shift();
  }

  /** Replaces the line, and shows it. */
  #setLine(line, cursor) {
    this.line = line;
    this.cursor = cursor;
    this._refreshLine();
  }

  _undo() {
    const state = this.#undo.pop();
    if (state === undefined) return;
    this.#redo.push({ line: this.line, cursor: this.cursor });
    this.#setLine(state.line, state.cursor);
  }

  _redo() {
    const state = this.#redo.pop();
    if (state === undefined) return;
    this.#undo.push({ line: this.line, cursor: this.cursor });
    this.#setLine(state.line, state.cursor);
  }

  /** A line is done: nothing of it can be undone. */
  forgetEdits() {
    this.#undo = [];
    this.#redo = [];
  }

  /** Draws prompt and line anew, over what was drawn. */
  _refreshLine() {
    const line = this.getPrompt() + this.line;
    const end = this._getDisplayPos(line);
    const cursor = this.getCursorPos();
    const oldRow = this.prevRows || 0;
    if (oldRow > 0) moveCursor(this.output, 0, -oldRow);
    cursorTo(this.output, 0);
    clearScreenDown(this.output);
    this._writeToOutput(line);
    // At the very end of a row the terminal has not moved on yet: a space makes it.
    if (end.cols === 0) this._writeToOutput(' ');
    cursorTo(this.output, cursor.cols);
    if (end.rows > cursor.rows) moveCursor(this.output, 0, cursor.rows - end.rows);
    this.prevRows = cursor.rows;
  }

  /** Where a text ends that begins in the first column. */
  _getDisplayPos(text) {
    const columns = this.columns;
    let offset = 0;
    let rows = 0;
    for (const character of stripVTControlCharacters(text)) {
      if (character === '\n') {
        rows += Math.ceil(offset / columns) || 1;
        offset = 0;
      } else if (character === '\t') {
        offset += this.tabSize - (offset % this.tabSize);
      } else {
        const width = getStringWidth(character, false);
        // A wide character does not fit into the last column.
        if (width === 2 && (offset + 1) % columns === 0) offset++;
        offset += width;
      }
    }
    const cols = offset % columns;
    return { cols, rows: rows + (offset - cols) / columns };
  }

  getCursorPos() {
    return this._getDisplayPos(this.getPrompt() + this.line.slice(0, this.cursor));
  }

  /** Moves within the line, by any number of units. */
  _moveCursor(dx) {
    if (dx === 0) return;
    const from = this.getCursorPos();
    this.cursor = Math.min(Math.max(this.cursor + dx, 0), this.line.length);
    const to = this.getCursorPos();
    if (from.rows === to.rows) moveCursor(this.output, to.cols - from.cols, 0);
    else this._refreshLine();
  }

  _insertString(text) {
    this.#beforeEdit();
    if (!this.isCompletionEnabled && profile.readlineShowsPastesPlainly) {
      // Pasted text is only written: drawing the line for each character would take too long.
      this.line = this.line.slice(0, this.cursor) + text + this.line.slice(this.cursor);
      this.cursor += text.length;
      this._writeToOutput(text);
      return;
    }
    if (this.cursor < this.line.length) {
      const line = this.line.slice(0, this.cursor) + text + this.line.slice(this.cursor);
      this.#setLine(line, this.cursor + text.length);
      return;
    }
    const from = this.getCursorPos();
    this.line += text;
    this.cursor += text.length;
    // What is added at the end need only be written, unless it begins a new row.
    if (from.rows < this.getCursorPos().rows) this._refreshLine();
    else this._writeToOutput(text);
  }

  /** Deletes from `start` to `end`, and leaves the cursor at `start`. @returns {string} what was there */
  #delete(start, end) {
    this.#beforeEdit();
    const deleted = this.line.slice(start, end);
    this.#setLine(this.line.slice(0, start) + this.line.slice(end), start);
    return deleted;
  }

  #leftWordLength() {
    return WORD_LEFT.exec(reverse(this.line.slice(0, this.cursor)))[0].length;
  }

  #rightWordLength() {
    return WORD_RIGHT.exec(this.line.slice(this.cursor))[0].length;
  }

  _wordLeft() {
    if (this.cursor > 0) this._moveCursor(-this.#leftWordLength());
  }

  _wordRight() {
    if (this.cursor < this.line.length) this._moveCursor(this.#rightWordLength());
  }

  _deleteLeft() {
    if (this.cursor === 0 || this.line.length === 0) return;
    this.#delete(this.cursor - charLengthLeft(this.line, this.cursor), this.cursor);
  }

  _deleteRight() {
    if (this.cursor < this.line.length) this.#delete(this.cursor, this.cursor + charLengthAt(this.line, this.cursor));
  }

  _deleteWordLeft() {
    if (this.cursor > 0) this.#delete(this.cursor - this.#leftWordLength(), this.cursor);
  }

  _deleteWordRight() {
    if (this.cursor < this.line.length) this.#delete(this.cursor, this.cursor + this.#rightWordLength());
  }

  _deleteLineLeft() {
    this.#kill(this.#delete(0, this.cursor));
  }

  _deleteLineRight() {
    this.#kill(this.#delete(this.cursor, this.line.length));
  }

  #kill(text) {
    if (text === '' || text === this.#killRing[0]) return;
    this.#killRing.unshift(text);
    this.#killIndex = 0;
    while (this.#killRing.length > KILL_RING_MAX) this.#killRing.pop();
  }

  /** Inserts what was deleted last. */
  _yank() {
    if (this.#killRing.length === 0) return;
    this.#isYanking = true;
    this._insertString(this.#killRing[this.#killIndex]);
  }

  /** Puts what was deleted before in the place of what was just yanked. */
  _yankPop() {
    if (!this.#isYanking || this.#killRing.length < 2) return;
    const last = this.#killRing[this.#killIndex];
    this.#killIndex = (this.#killIndex + 1) % this.#killRing.length;
    const text = this.#killRing[this.#killIndex];
    const head = this.line.slice(0, this.cursor - last.length);
    this.#setLine(head + text + this.line.slice(this.cursor), head.length + text.length);
  }

  /** Any other key ends a yank. */
  endYank() {
    this.#isYanking = false;
  }

  /** Takes the line into the history. @returns {string} the line */
  _addHistory() {
    if (this.line.length === 0) return '';
    if (this.history === undefined || this.historySize === 0 || this.line.trim().length === 0) return this.line;
    if (this.history.length === 0 || this.history[0] !== this.line) {
      if (this.removeHistoryDuplicates) {
        const index = this.history.indexOf(this.line);
        if (index !== -1) this.history.splice(index, 1);
      }
      this.history.unshift(this.line);
      if (this.history.length > this.historySize) this.history.pop();
    }
    this.historyIndex = -1;
    // Listeners may change the history, and with it the line.
    const line = this.history[0];
    this.emit('history', this.history);
    return line;
  }

  /** Shows the entry that is `step` entries off, among those that begin as `search` says; or `search` at an end. */
  #showHistory(step, end) {
    this.#beforeEdit();
    const search = this.historySearch ?? '';
    let index = this.historyIndex + step;
    const isWanted = (entry) => entry.startsWith(search) && entry !== this.line;
    while (index !== end && !isWanted(this.history[index])) index += step;
    this.historyIndex = index;
    const line = index === end ? search : this.history[index];
    this.#setLine(line, line.length);
  }

  _historyNext() {
    if (this.historyIndex >= 0) this.#showHistory(-1, -1);
  }

  _historyPrev() {
    if (this.historyIndex < this.history.length && this.history.length > 0) this.#showHistory(1, this.history.length);
  }

  /** Leaves the line as it is shown, and begins an empty one below it. */
  clearLine() {
    this._moveCursor(+Infinity);
    this._writeToOutput('\r\n');
    this.line = '';
    this.cursor = 0;
    this.prevRows = 0;
  }
}

module.exports = { LineEditor };
