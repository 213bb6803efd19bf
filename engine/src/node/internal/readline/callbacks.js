// Moves the cursor and clears parts of a terminal by escape sequences (Node's doc: «readline.cursorTo» and so on).
'use strict';

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_CURSOR_POS } } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { CSI } = require('internal/readline/utils');

/** Writes, or, when there is nothing to write to or nothing to write, calls back on the next tick. */
function send(stream, data, callback) {
  if (stream == null || data === '') {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  return stream.write(data, callback);
}

function checkCallback(callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
}

/** The sequence that moves to column `x`, or to column and row; '' when neither is a number. */
function cursorToSequence(x, y) {
  if (Number.isNaN(x)) throw new ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new ERR_INVALID_ARG_VALUE('y', y);
  if (typeof x !== 'number' && typeof y !== 'number') return '';
  if (typeof x !== 'number') throw new ERR_INVALID_CURSOR_POS();
  return typeof y !== 'number' ? `${CSI}${x + 1}G` : `${CSI}${y + 1};${x + 1}H`;
}

/** The sequence that moves by `dx` columns and `dy` rows. */
function moveCursorSequence(dx, dy) {
  let data = '';
  if (dx < 0) data += `${CSI}${-dx}D`;
  else if (dx > 0) data += `${CSI}${dx}C`;
  if (dy < 0) data += `${CSI}${-dy}A`;
  else if (dy > 0) data += `${CSI}${dy}B`;
  return data;
}

/** The sequence that clears the line: -1 to the left, 1 to the right, 0 all of it. */
function clearLineSequence(direction) {
  if (direction < 0) return `${CSI}1K`;
  return direction > 0 ? `${CSI}0K` : `${CSI}2K`;
}

const CLEAR_SCREEN_DOWN = `${CSI}0J`;

function cursorTo(stream, x, y, callback) {
  checkCallback(callback);
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  return send(stream, cursorToSequence(x, y), callback);
}

function moveCursor(stream, dx, dy, callback) {
  checkCallback(callback);
  // Any move at all is written, even one that comes to nothing.
  if (stream != null && (dx || dy)) return stream.write(moveCursorSequence(dx, dy), callback);
  return send(undefined, '', callback);
}

function clearLine(stream, dir, callback) {
  checkCallback(callback);
  return send(stream, clearLineSequence(dir), callback);
}

function clearScreenDown(stream, callback) {
  checkCallback(callback);
  return send(stream, CLEAR_SCREEN_DOWN, callback);
}

module.exports = {
  CLEAR_SCREEN_DOWN,
  clearLine,
  clearLineSequence,
  clearScreenDown,
  cursorTo,
  cursorToSequence,
  moveCursor,
  moveCursorSequence,
};
